"""``GET /api/integrations/``: every edge, with both of its ends."""

import pytest

from agents_app.actions.retire_agent import retire_agent
from agents_app.actor import SYSTEM
from tests.makers import make_agent, make_listing

GROUPED = """## Integration with Other Agents

**FIRST**:
- **With callee**: One

**SECOND**:
- **With nobody-here**: Two
"""


@pytest.fixture
def edges(ask):
    """List the edges that a query finds, as pairs."""

    def edges(query=""):
        answer = ask(f"integrations/?{query}")
        assert "results" in answer, answer
        return [(row["source"], row["target"]) for row in answer["results"]]

    return edges


@pytest.fixture(autouse=True)
def graph(db):
    """Two agents in the library that know each other, one elsewhere that knows nobody there."""
    make_agent("caller", body=GROUPED)
    make_agent("callee", body=make_listing("caller"))
    make_agent("far", collection="other", body=make_listing("nobody-here", "callee"))


def test_shows_both_ends(ask):
    first = ask("integrations/")["results"][0]
    assert first == {
        "source": "callee",
        "source_url": "http://testserver/api/agents/callee/",
        "target": "caller",
        "target_url": "http://testserver/api/agents/caller/",
        "group": None,
        "note": "Work on it together",
        "line": first["line"],
        "state": "resolved",
        "origin": "text",
        "suggestion": None,
    }


def test_orders_by_source_then_place(edges):
    assert edges()[:3] == [
        ("callee", "caller"),
        ("caller", "callee"),
        ("caller", "nobody-here"),
    ]
    assert edges("ordering=-target,source")[0][1] == "nobody-here"


def test_narrows_by_state_in_both_spellings(edges):
    assert edges("state=resolved") == edges("dangling=false")
    assert edges("state=dangling") == edges("dangling=true")
    assert ("caller", "nobody-here") in edges("dangling=true")
    assert edges("state=resolved&dangling=true") == []


def test_narrows_by_end_group_collection_and_origin(edges):
    assert edges("source=caller") == [("caller", "callee"), ("caller", "nobody-here")]
    assert edges("target=caller") == [("callee", "caller")]
    assert [source for source, _ in edges("target=nobody-here")] == ["caller", "other:far"]
    assert edges("group=SECOND") == [("caller", "nobody-here")]
    assert {source for source, _ in edges("collection=other")} == {"other:far"}
    assert len(edges("origin=text")) == len(edges())
    assert edges("origin=handoffs") == []


def test_leaves_out_the_edges_of_the_retired(edges):
    retire_agent(make_agent("gone", body=make_listing("caller")), by=SYSTEM)
    assert "gone" not in {source for source, _ in edges()}


@pytest.mark.parametrize(
    ("query", "field", "near"),
    [
        ("state=dangeling", "state", ["dangling"]),
        ("dangling=yes", "dangling", []),
        ("group=SECNOD", "group", ["SECOND"]),
        ("source=calller", "source", ["caller", "callee"]),
        ("target=calllee", "target", ["callee", "caller"]),
        ("collection=othr", "collection", ["other"]),
        ("origin=txt", "origin", ["text"]),
    ],
)
def test_refuses_what_it_does_not_know(client, query, field, near):
    response = client.get(f"/api/integrations/?{query}")
    assert response.status_code == 400
    assert response.json()["errors"][0]["field"] == field
    assert response.json()["did_you_mean"] == near


def test_costs_the_same_for_few_edges_and_for_hundreds(client, hundred, django_assert_num_queries):
    for more in (lambda: None, hundred):
        more()
        with django_assert_num_queries(4):  # serial, hidden, count, page with both ends
            client.get("/api/integrations/?limit=200")
