"""Parameters: unknown names, bounds, repeats, and rows trimmed to what was asked for."""

import pytest

from tests.makers import make_agent, make_listing

LISTS = ["agents/", "agents/code-reader/revisions/", "tools/", "integrations/", "collections/"]
LISTS.append("journal/")
SINGLES = [
    "",
    "agents/code-reader/",
    "agents/code-reader/sections/",
    "agents/code-reader/integrations/",
    "agents/code-reader/revisions/1/",
    "tools/Read/",
    "collections/library/",
    "schema/",
]


@pytest.fixture(autouse=True)
def agent(db):
    """One agent with an edge, so that each list has a row."""
    make_agent(body=make_listing("somebody-else"))


@pytest.fixture
def refusal(client):
    """Ask for what must be refused, and return the problem."""

    def refusal(address):
        response = client.get(f"/api/{address}")
        assert response.status_code == 400, response.content
        return response.json()

    return refusal


@pytest.mark.parametrize("address", LISTS + SINGLES)
def test_no_address_takes_what_it_does_not_know(refusal, address):
    problem = refusal(f"{address}?formt=json")
    assert problem["code"] == "unknown_parameter"
    assert problem["did_you_mean"] == ["format"]
    assert "format" in problem["allowed"]
    assert problem["errors"][0]["field"] == "formt"


@pytest.mark.parametrize("address", SINGLES)
def test_single_entries_take_nothing_that_is_for_lists(refusal, address):
    for name in ("limit=1", "cursor=x", "fields=url", "ordering=key"):
        assert refusal(f"{address}?{name}")["allowed"] == ["format"]


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize(
    "query", ["limit=1&limit=2", "format=json&format=json", "cursor=a&cursor=b"]
)
def test_what_takes_one_value_takes_it_once(refusal, address, query):
    assert refusal(f"{address}?{query}")["code"] == "repeated_parameter"


@pytest.mark.parametrize("address", LISTS)
def test_an_empty_value_is_no_value(refusal, address):
    for name in ("limit", "cursor", "ordering", "fields", "format"):
        assert refusal(f"{address}?{name}=")["code"] == "empty_value"
    assert refusal(f"{address}?fields=,%20,")["code"] == "empty_value"


def test_an_empty_filter_does_not_mean_everything(refusal):
    for name in ("tool", "declares", "collection", "health", "q", "integrates_with"):
        assert refusal(f"agents/?{name}=")["code"] == "empty_value"


@pytest.mark.parametrize("value", ["x" * 257, "x" * 8_000])
def test_values_have_a_length(refusal, value):
    assert refusal(f"agents/?q={value}")["code"] == "too_long"


def test_lists_and_words_have_a_number(refusal, client):
    many = ",".join(f"mcp__s__t{number}" for number in range(17))
    assert refusal(f"agents/?tool={many}")["code"] == "too_many_values"
    assert client.get(f"/api/agents/?tool={many.rpartition(',')[0]}").status_code == 200
    assert refusal(f"agents/?q={'+'.join('abcdefghijklmnopq')}")["code"] == "too_many_words"
    assert client.get(f"/api/agents/?q={'+'.join('abcdefghijklmnop')}").status_code == 200


@pytest.mark.parametrize("name", ["q", "tool", "collection", "category", "integrates_with"])
def test_no_value_breaks_the_database(client, name):
    for odd in ("%00", "%ff", "%ed%a0%80", "%F0%9F%92%A9", "%25", "_", "\\", "'", '"', "%0a"):
        response = client.get(f"/api/agents/?{name}={odd}")
        assert response.status_code in (200, 400), (name, odd)


def test_a_parameter_with_an_odd_name_is_told_in_short(refusal):
    assert len(refusal(f"agents/?{'x' * 5_000}=1")["detail"]) < 400


@pytest.mark.parametrize("address", LISTS)
def test_rows_show_only_what_was_asked_for(ask, address):
    row = ask(address)["results"][0]
    for member in row:
        trimmed = ask(f"{address}?fields={member}")["results"][0]
        assert trimmed == {member: row[member]}


def test_members_are_named_once_or_several_times(ask):
    for query in ("fields=name,key", "fields=key&fields=name", "fields=key,name,key"):
        row = ask(f"agents/?{query}")["results"][0]
        assert row == {"key": "code-reader", "name": "code-reader"}


def test_an_unknown_member_is_told_with_what_rows_have(refusal):
    problem = refusal("tools/?fields=nmae,kind")
    assert (problem["code"], problem["did_you_mean"]) == ("unknown_field", ["name"])
    assert "agent_count" in problem["allowed"]


def test_what_is_allowed_is_listed_where_it_is_short(refusal):
    assert refusal("agents/?health=bad")["allowed"] == ["ok", "warnings", "errors"]
    assert refusal("agents/?collection=nowhere")["allowed"] == ["library"]
    assert "agent.retired" in refusal("journal/?verb=gone")["allowed"]


def test_the_page_for_browsers_takes_the_same_parameters(client):
    accept = {"accept": "text/html"}
    assert client.get("/api/agents/?tols=x", headers=accept).status_code == 400
    assert client.get("/api/agents/?tool=Read", headers=accept).status_code == 200
