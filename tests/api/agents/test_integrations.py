"""``GET /api/agents/{key}/integrations/``: the neighbours alone."""

from tests.makers import make_agent, make_listing


def test_shows_what_the_agent_shows(ask):
    make_agent("caller", body=make_listing("callee", "missing"))
    make_agent("callee", body=make_listing("caller"))
    neighbours = ask("agents/caller/integrations/")
    assert neighbours == ask("agents/caller/")["integrations"]
    assert [edge["target"] for edge in neighbours["outgoing"]] == ["callee", "missing"]
    assert [edge["source"] for edge in neighbours["incoming"]] == ["callee"]


def test_costs_the_same_for_no_edge_and_for_a_hundred(
    client, db, hundred, django_assert_num_queries
):
    make_agent("alone")
    hundred()
    for key in ("alone", "many:agent-001"):
        with django_assert_num_queries(
            5
        ):  # serial, hidden, agent, out with targets, in with agents
            client.get(f"/api/agents/{key}/integrations/")


def test_a_missing_agent_is_missing_here_too(client, db):
    assert client.get("/api/agents/nope/integrations/").status_code == 404
