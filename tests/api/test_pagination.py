"""Pages: each row once, in both directions, whatever the order, the limit and the ties."""

import base64
import json
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agents_app.actions.retire_agent import retire_agent
from agents_app.actor import SYSTEM
from agents_app.models import Agent
from tests.makers import make_agent, make_agents, make_text

NAMES = ("key", "name", "category", "model", "health", "updated", "created")
SIGNED = st.sampled_from([f"{sign}{name}" for name in NAMES for sign in ("", "-")])
ORDERINGS = st.lists(SIGNED, min_size=1, max_size=4)
READING = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def crowd(db, tmp_path):
    """Agents that tie in every column but the key: two collections, few categories, few models."""
    for collection in ("one", "two"):
        texts = {
            f"{category}agent-{number}.md": make_text(
                f"agent-{number}", model=model, tools="Read" if number % 2 else "MultiEdit"
            )
            for number, (category, model) in enumerate(
                product(("", "web/", "data/"), ("opus", "ä-model", None))
            )
        }
        make_agents(tmp_path / collection, texts, collection=collection)


def walk(client, address, direction):
    """Follow the links of one direction; return the pages of keys and the last answer."""
    pages, answer = [], client.get(address).json()
    while True:
        pages.append([row["key"] for row in answer["results"]])
        if answer[direction] is None:
            return pages, answer
        assert len(pages) < 100
        address = answer[direction]
        answer = client.get(address).json()


def flat(pages):
    return [key for page in pages for key in page]


def last_of(client, address):
    """Return the address of the last page."""
    while following := client.get(address).json()["next"]:
        address = following
    return address


@READING
@given(ordering=ORDERINGS, limit=st.integers(1, 20))
def test_every_row_once_forward_and_back(client, crowd, ordering, limit):
    address = f"/api/agents/?limit={limit}&ordering={','.join(ordering)}"
    first = {name.lstrip("-"): name for name in reversed(ordering)}
    columns = list(dict.fromkeys(first[name.lstrip("-")] for name in ordering))
    forward, _ = walk(client, address, "next")
    assert sorted(flat(forward)) == sorted(Agent.objects.values_list("key", flat=True))
    expected = Agent.objects.order_by(*columns).values_list(*NAMES)
    shown = Agent.objects.in_bulk(flat(forward), field_name="key")
    sort_keys = [[getattr(shown[key], c.lstrip("-")) for c in columns] for key in flat(forward)]
    wanted = [[row[NAMES.index(c.lstrip("-"))] for c in columns] for row in expected]
    assert sort_keys == wanted
    back, beginning = walk(client, last_of(client, address), "previous")
    assert flat(reversed(back)) == flat(forward)
    assert beginning["previous"] is None


@READING
@given(limit=st.integers(1, 20), steps=st.lists(st.booleans(), max_size=12))
def test_turning_round_leads_to_the_same_rows(client, crowd, limit, steps):
    address = f"/api/agents/?limit={limit}&ordering=-model,category"
    order = flat(walk(client, address, "next")[0])
    answer, at = client.get(address).json(), 0
    for forward in steps:
        link = answer["next" if forward else "previous"]
        if link is None:
            assert at == 0 or forward
            continue
        before = [row["key"] for row in answer["results"]]
        answer = client.get(link).json()
        keys = [row["key"] for row in answer["results"]]
        at = order.index(keys[0])
        assert keys == order[at : at + len(keys)]
        edge = order.index(before[-1]) + 1 if forward else order.index(before[0])
        assert (at if forward else at + len(keys)) == edge


def test_a_page_says_how_many_there_are(client, crowd):
    answer = client.get("/api/agents/?collection=one&limit=2").json()
    assert (answer["count"], len(answer["results"]), answer["previous"]) == (9, 2, None)


def test_the_links_keep_the_question(client, crowd):
    answer = client.get("/api/agents/?collection=one&fields=key&limit=2&ordering=-name").json()
    for part in ("collection=one", "fields=key", "limit=2", "ordering=-name", "cursor="):
        assert part in answer["next"]
    assert client.get(answer["next"]).json()["count"] == 9


def test_an_empty_answer_is_a_page(client, crowd):
    answer = client.get("/api/agents/?q=nothing-like-this").json()
    assert answer == {"count": 0, "next": None, "previous": None, "results": []}


def test_rows_that_come_and_go_move_no_other(client, db):
    agents = {name: make_agent(name) for name in "bcdefg"}
    first = client.get("/api/agents/?limit=2").json()
    make_agent("a")  # before: a page by number would show c again
    retire_agent(agents["c"], by=SYSTEM)  # the very row that the cursor stands beside
    second = client.get(first["next"]).json()
    assert [row["key"] for row in second["results"]] == ["d", "e"]
    back = client.get(second["previous"]).json()
    assert [row["key"] for row in back["results"]] == ["a", "b"]


def test_a_page_whose_rows_are_gone_leads_back(client, db):
    agents = {name: make_agent(name) for name in "abcd"}
    following = client.get("/api/agents/?limit=2").json()["next"]
    for name in "cd":
        retire_agent(agents[name], by=SYSTEM)
    empty = client.get(following).json()
    assert (empty["results"], empty["next"]) == ([], None)
    back = client.get(empty["previous"]).json()
    assert [row["key"] for row in back["results"]] == ["a", "b"]


def test_the_way_back_may_be_gone_too(client, db):
    agents = {name: make_agent(name) for name in "abc"}
    second = client.get(client.get("/api/agents/?limit=2").json()["next"]).json()
    for name in "ab":
        retire_agent(agents[name], by=SYSTEM)
    empty = client.get(second["previous"]).json()
    assert (empty["results"], empty["previous"]) == ([], None)
    assert [row["key"] for row in client.get(empty["next"]).json()["results"]] == ["c"]


@pytest.mark.parametrize("limit", ["0", "-1", "201", "x", "1.0", "1e2", "²", "٣", "+1", "0001"])
def test_refuses_a_limit_that_is_none(client, db, limit):
    problem = client.get(f"/api/agents/?limit={limit}").json()
    assert (problem["code"], problem["errors"][0]["field"]) == ("bad_limit", "limit")


@pytest.mark.parametrize("limit", [1, 200])
def test_takes_the_smallest_and_the_largest_limit(client, crowd, limit):
    answer = client.get(f"/api/agents/?limit={limit}").json()
    assert len(answer["results"]) == min(limit, 18)


def test_a_cursor_holds_for_one_ordering(client, crowd):
    link = client.get("/api/agents/?limit=2&ordering=name").json()["next"]
    problem = client.get(link.replace("ordering=name", "ordering=-name")).json()
    assert problem["code"] == "bad_cursor"
    assert "another ordering" in problem["detail"]


def encoded(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


FORGED = [
    [],
    {},
    "x",
    None,
    [["key"]],
    [["key"], False, []],
    [["key"], False, None],
    [["key"], False, ["a", "b"]],
    [["key"], False, {"a": 1}],
    [["key"], False, [["a"]]],
    [["key"], False, [1.5]],
    [["key"], False, ["\0"]],
    [["key"], False, ["\ud800"]],
    [["key"], "yes", 5],
    [["pk"], False, [10**30]],
    ["key", False, ["a"]],
]


@pytest.mark.parametrize("forged", FORGED)
def test_refuses_a_forged_cursor(client, crowd, forged):
    response = client.get(f"/api/agents/?cursor={encoded(forged)}")
    problem = response.json()
    assert (response.status_code, problem["errors"][0]["field"]) == (400, "cursor")


@pytest.mark.parametrize("value", ["x", "", "9999-99-99", "9999-12-31T23:59:59-23:59", 5, True])
def test_refuses_a_value_that_the_column_can_not_have(client, crowd, value):
    cursor = encoded([["updated", "pk"], False, [value, 1]])
    response = client.get(f"/api/agents/?ordering=updated&cursor={cursor}")
    assert (response.status_code, response.json()["code"]) == (400, "bad_cursor")


def test_a_number_beyond_every_row_is_the_end(client, crowd):
    cursor = encoded([["category", "pk"], False, ["zz", 2**62]])
    response = client.get(f"/api/agents/?ordering=category&cursor={cursor}")
    assert response.json()["results"] == []


@READING
@given(written=st.text(max_size=80) | st.binary(max_size=60).map(lambda b: b.hex()))
def test_no_cursor_that_people_make_up_is_an_error_of_ours(client, crowd, written):
    response = client.get("/api/agents/", {"cursor": written})
    assert response.status_code == 400


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=6,
)


@READING
@given(values=st.lists(JSON, min_size=3, max_size=3), backward=JSON)
def test_no_cursor_that_programs_make_up_is_an_error_of_ours(client, crowd, values, backward):
    cursor = encoded([["updated", "model", "pk"], backward, values])
    response = client.get(f"/api/agents/?ordering=updated,model&cursor={cursor}")
    assert response.status_code in (200, 400)
