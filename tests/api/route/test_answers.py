"""``route/``: who answers a task, in which order, within which tools, and why."""

import pytest

from tests.makers import make_agent, make_listing


def test_the_best_come_first_with_their_row_and_reasons(post, ask):
    make_agent("tuner", description="Tunes slow queries.", body="Find slow queries.\n")
    make_agent("painter", description="Paints slow images.")
    make_agent("reader", description="Reads code.")
    answer = post(task="my slow queries").json()
    assert [each["agent"]["key"] for each in answer["results"]] == ["tuner", "painter"]
    first = answer["results"][0]
    assert list(first) == [
        *("agent", "score", "fits_budget", "missing_tools", "reasons", "alternatives"),
    ]
    assert first["agent"] == ask("agents/?q=tuner")["results"][0]
    assert first["score"] > answer["results"][1]["score"] > 0
    assert (first["fits_budget"], first["missing_tools"]) == (None, [])
    assert {"kind", "field", "words", "text", "weight"} == first["reasons"][0].keys()
    told = [(each["kind"], each["field"], each["words"]) for each in first["reasons"]]
    assert ("words", "description", ["queries", "slow"]) in told
    assert ("pairs", None, ["slow queries"]) in told
    assert first["alternatives"] == []


def test_both_ways_of_asking_answer_the_same(post, ask):
    make_agent("a", tools="Read, Bash", description="Tunes queries.")
    make_agent("b", tools="Read", description="Tunes queries and plans.", collection="other")
    for members, query in (
        ({}, ""),
        ({"tools": ["Read", "Grep"]}, "&tools=Read&tools=Grep"),
        ({"must_use": ["Bash"], "limit": 1}, "&must_use=Bash&limit=1"),
        ({"collection": "other"}, "&collection=other"),
    ):
        sent = post(task="tune queries", **members).json()
        assert sent == ask(f"route/?task=tune+queries{query}")
        assert sent["results"]


def test_whoever_needs_more_than_the_budget_comes_after(post):
    make_agent("all", tools=None, description="Tunes queries.")
    make_agent("best", tools="Read, Bash, mcp__a__x", description="Tunes slow queries.")
    make_agent("less", tools="Read, Bash", disallowedTools="Bash", description="Tunes queries.")
    answers = post(task="tune slow queries", tools=["Read", "mcp__a__*"]).json()["results"]
    told = [(e["agent"]["key"], e["fits_budget"], e["missing_tools"]) for e in answers]
    assert told == [("all", True, []), ("less", True, []), ("best", False, ["Bash"])]
    texts = {
        each["agent"]["key"]: [r["text"] for r in each["reasons"] if r["kind"] == "tools"]
        for each in answers
    }
    assert texts == {
        "all": ["Inherits its tools, so it works with those that are granted."],
        "less": ["Declares no tools beyond the budget."],
        "best": ["Declares tools beyond the budget: Bash."],
    }


def test_an_empty_budget_grants_nothing_and_null_asks_nothing(post):
    make_agent("a", tools="Read", description="Tunes queries.")
    for tools, fits in (([], False), (None, None)):
        answer = post(task="queries", tools=tools).json()["results"][0]
        assert answer["fits_budget"] is fits


def test_what_must_be_used_filters_and_counts_as_granted(post, routed):
    make_agent("declares", tools="Bash(git *)", description="Tunes queries.")
    make_agent("denied", tools=None, disallowedTools="Bash", description="Tunes queries.")
    make_agent("inherits", tools=None, description="Tunes queries.")
    make_agent("other", tools="Read", description="Tunes queries.")
    assert routed("queries", must_use=["Bash"]) == ["declares", "inherits"]
    answer = post(task="queries", must_use=["Bash"], tools=["Read"]).json()["results"]
    assert [each["fits_budget"] for each in answer] == [True, True]
    told = [r["text"] for each in answer for r in each["reasons"] if r["kind"] == "tools"]
    assert told[::2] == ["May use Bash: declared.", "May use Bash: inherited."]


def test_neighbours_that_match_are_named(post):
    make_agent("helper", description="Plans queries.")
    make_agent("stranger", description="Plans queries.")
    make_agent("tuner", description="Tunes queries.", body=make_listing("helper"))
    answers = post(task="queries").json()["results"]
    found = {
        each["agent"]["key"]: [r["words"] for r in each["reasons"] if r["kind"] == "neighbours"]
        for each in answers
    }
    assert found == {"helper": [["tuner"]], "tuner": [["helper"]], "stranger": []}


def test_alternatives_are_named_briefly(post):
    make_agent("a", description="Tunes slow queries.")
    make_agent("b", description="Tunes slow queries, too.")
    answer = post(task="tune slow queries", limit=1).json()["results"][0]
    assert [each["key"] for each in answer["alternatives"]] == ["b"]
    assert answer["alternatives"][0].keys() == {"url", "key", "title", "description"}


@pytest.mark.parametrize("task", ["xyzzy", "please help us", "🙂", "数", "' OR 1=1 --", "()[]{}*"])
def test_a_task_without_a_known_word_answers_nobody(post, task):
    make_agent("a", description="Tunes queries.")
    response = post(task=task)
    assert (response.status_code, response.json()) == (200, {"results": []})


def test_the_limit_is_five_by_default(routed, hundred):
    hundred()
    assert len(routed("code")) == 5
    assert routed("code", limit=50) == [f"many:agent-{number:03}" for number in range(50)]


def test_the_same_order_a_hundred_times(routed):
    for number in range(12):
        make_agent(f"a{number}", description=f"Tunes {'slow ' * (number % 3)}queries.")
    orders = {tuple(routed("tune slow queries", limit=12)) for _ in range(100)}
    assert len(orders) == 1


def test_costs_the_same_for_one_agent_and_for_a_hundred(
    client, db, hundred, django_assert_num_queries
):
    for name in ("first", "second"):  # one alone has no alternative, and nobody is loaded
        make_agent(name, description="Use when code must be read.", collection="many")
    address = "/api/route/?task=read+code&tools=Read&must_use=Grep&collection=many&limit=50"
    for more in (lambda: None, hundred):
        more()
        client.get(address)
        # serial, hidden, collection, news, rows, grants, neighbours, alternatives
        with django_assert_num_queries(8):
            client.get(address)


def test_a_body_asks_for_no_tag(client, db, django_assert_num_queries):
    make_agent("first")
    make_agent("second")
    client.get("/api/route/?task=code")
    with django_assert_num_queries(6):  # hidden, news, rows, grants, neighbours, alternatives
        response = client.post("/api/route/", {"task": "code"}, content_type="application/json")
    assert "ETag" not in response


def test_who_has_the_answer_gets_a_304_until_something_changes(client, db):
    make_agent("first")
    address = "/api/route/?task=code"
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": tag}).status_code == 304
    make_agent("second")
    assert client.get(address, headers={"if-none-match": tag}).status_code == 200
