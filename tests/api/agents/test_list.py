"""``GET /api/agents/``: rows, filters, order, and what they cost."""

import pytest

from agents_app.actions.retire_agent import retire_agent
from agents_app.actor import SYSTEM
from tests.makers import make_agent, make_listing

ROW = [
    "url",
    "key",
    "name",
    "title",
    "collection",
    "category",
    "description",
    "model",
    "inherits_tools",
    "tools",
    "asked_tools",
    "capabilities",
    "health",
    "status",
    "successor",
    "revision",
]


def test_a_row_shows_what_the_contract_says(ask):
    make_agent("reader", collection="team", tools="Read, Bash(git *), Read", model="opus")
    row = ask("agents/")["results"][0]
    assert list(row) == ROW
    assert row["url"] == "http://testserver/api/agents/team:reader/"
    assert (row["key"], row["name"], row["collection"]) == ("team:reader", "reader", "team")
    assert row["tools"] == ["Read", "Bash"]
    assert row["capabilities"] == ["read", "shell"]
    assert (row["category"], row["model"], row["inherits_tools"]) == (None, "opus", False)
    assert (row["status"], row["successor"]) == ("published", None)
    assert row["revision"]["number"] == 1
    assert row["revision"]["digest"].startswith("sha256:")
    assert row["revision"]["author"] is None


def test_a_list_holds_no_body(ask):
    make_agent("reader", body="A body that nobody may see in a list.")
    assert "nobody may see" not in str(ask("agents/"))


def test_costs_the_same_for_one_row_and_for_a_hundred(
    client, db, hundred, django_assert_num_queries
):
    make_agent("first")
    for more in (lambda: None, hundred):
        more()
        with django_assert_num_queries(5):  # serial, hidden, count, page with collection, grants
            client.get("/api/agents/?limit=200")


def test_reads_no_grants_where_no_tools_are_shown(client, db, hundred, django_assert_num_queries):
    hundred()
    with django_assert_num_queries(4) as asked:  # serial, hidden, count, page
        answer = client.get("/api/agents/?fields=name,description&limit=200").json()
    assert answer["results"][0].keys() == {"name", "description"}
    page = asked.captured_queries[2]["sql"]
    assert "JOIN" not in page
    assert "front_matter" not in page


def test_reads_no_text_and_no_front_matter(client, db, django_assert_num_queries):
    make_agent()
    with django_assert_num_queries(5) as asked:
        client.get("/api/agents/")
    said = " ".join(query["sql"] for query in asked.captured_queries)
    for heavy in ('"content"', '"front_matter"', '"opening"', '"words"'):
        assert heavy not in said


def test_leaves_out_the_retired(ask, keys):
    agent = make_agent("gone")
    make_agent("here")
    retire_agent(agent, by=SYSTEM)
    assert keys("agents/") == ["here"]
    assert ask("agents/")["count"] == 1


def test_tool_asks_for_what_an_agent_may_really_use(keys):
    make_agent("declares", tools="Read, Bash")
    make_agent("inherits", tools=None)
    make_agent("denied", tools=None, disallowedTools="Bash")
    make_agent("wildcard", tools="mcp__github__*")
    make_agent("nothing", tools=[])
    assert keys("agents/?tool=Bash") == ["declares", "inherits"]
    assert keys("agents/?tool=mcp__github__search") == ["denied", "inherits", "wildcard"]
    assert keys("agents/?declares=Bash") == ["declares"]


def test_several_tools_mean_all_of_them(keys):
    make_agent("both", tools="Read, Bash")
    make_agent("one", tools="Read")
    assert keys("agents/?tool=Read&tool=Bash") == ["both"]
    assert keys("agents/?tool=Read,Bash") == ["both"]
    assert keys("agents/?tool=Read") == ["both", "one"]


def test_a_dead_tool_is_a_fair_question_with_an_empty_answer(ask):
    make_agent(tools="MultiEdit")
    assert ask("agents/?tool=MultiEdit")["count"] == 0
    assert ask("agents/?declares=MultiEdit")["count"] == 1


def test_a_tool_that_only_a_team_has_is_known_once_somebody_declares_it(ask, keys):
    make_agent("own", tools="deploy/prod")
    assert keys("agents/?tool=deploy/prod") == ["own"]
    assert ask("agents/?tool=deploy/prd")["did_you_mean"] == ["deploy/prod"]


def test_narrows_by_place_model_and_health(keys):
    make_agent("a", collection="one", path="web/a.md", model="opus")
    make_agent("b", collection="two", path="data/b.md", model="sonnet")
    make_agent("c", collection="two", path="data/c.md", tools="MultiEdit")
    assert keys("agents/?collection=two") == ["two:b", "two:c"]
    assert keys("agents/?category=web") == ["one:a"]
    assert keys("agents/?model=sonnet") == ["two:b"]
    assert keys("agents/?finding=T003") == ["two:c"]
    assert "two:c" in keys("agents/?health=warnings") + keys("agents/?health=errors")


def test_narrows_by_neighbour(keys):
    make_agent("caller", body=make_listing("callee", "missing-one"))
    make_agent("callee")
    make_agent("other")
    assert keys("agents/?integrates_with=callee") == ["caller"]
    assert keys("agents/?integrates_with=missing-one") == ["caller"]
    assert keys("agents/?integrated_by=caller") == ["callee"]
    assert keys("agents/?integrated_by=other") == []


def test_q_asks_for_every_word_in_name_title_or_description(keys):
    make_agent("django-expert", description="Builds REST APIs.")
    make_agent("flask-expert", description="Builds small APIs.")
    assert keys("agents/?q=EXPERT+rest") == ["django-expert"]
    assert keys("agents/?q=builds") == ["django-expert", "flask-expert"]
    assert keys("agents/?q=25%25_") == []


@pytest.mark.parametrize(
    ("ordering", "expected"),
    [
        ("", ["a", "b", "c"]),
        ("&ordering=-key", ["c", "b", "a"]),
        ("&ordering=model,-key", ["c", "a", "b"]),
        ("&ordering=-model&ordering=key", ["b", "a", "c"]),
        ("&ordering=created", ["b", "a", "c"]),
        ("&ordering=key,-key", ["a", "b", "c"]),
    ],
)
def test_orders(keys, ordering, expected):
    for name, model in (("b", "opus"), ("a", "haiku"), ("c", "haiku")):
        make_agent(name, model=model)
    assert keys(f"agents/?limit=10{ordering}") == expected


BAD = [
    ("tols=Bash", "unknown_parameter", "tols", ["tool"]),
    ("tool=Bsh", "unknown_value", "tool", ["Bash"]),
    ("tool=BASH", "unknown_value", "tool", ["Bash"]),
    ("tool_any=Read,Bsh", "unknown_value", "tool_any", ["Bash"]),
    ("tool_none=Bsh", "unknown_value", "tool_none", ["Bash"]),
    ("tool_only=Bsh", "unknown_value", "tool_only", ["Bash"]),
    ("can=shel", "unknown_value", "can", ["shell"]),
    ("mcp_server=contxt7", "unknown_value", "mcp_server", ["context7"]),
    ("declares=Raed", "unknown_value", "declares", ["Read"]),
    ("collection=libary", "unknown_value", "collection", ["library"]),
    ("category=wb", "unknown_value", "category", ["web"]),
    ("model=opsu", "unknown_value", "model", ["opus"]),
    ("health=erors", "unknown_value", "health", ["errors"]),
    ("finding=T0003", "unknown_value", "finding", ["T003"]),
    ("integrates_with=code-raeder", "unknown_value", "integrates_with", ["code-reader"]),
    ("integrated_by=code-raeder", "unknown_value", "integrated_by", ["code-reader"]),
    ("ordering=updtaed", "unknown_value", "ordering", ["updated", "-updated"]),
    ("fields=nmae", "unknown_field", "fields", ["name"]),
]


@pytest.mark.parametrize(("query", "code", "field", "near"), BAD)
def test_refuses_what_it_does_not_know_and_says_what_is_near(client, db, query, code, field, near):
    make_agent(path="web/x.md", model="opus", tools="Read, Bash, mcp__context7__look")
    response = client.get(f"/api/agents/?{query}")
    problem = response.json()
    assert (response.status_code, problem["code"]) == (400, code)
    assert problem["errors"][0]["field"] == field
    assert problem["did_you_mean"][: len(near)] == near
