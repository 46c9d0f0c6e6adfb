"""An answer says what it cost, in a header that browsers draw."""

import re

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from agents_app.timing import Spent, tell
from config.timing import TimingMiddleware, server_timing
from tests.config.test_tracing import heard  # noqa: F401 - a fixture
from tests.makers import make_agent


def costs_of(header: str) -> dict[str, tuple[float, str]]:
    """Read a header: seconds in ms and the description, by name."""
    found = re.findall(r'(\w+);dur=([\d.]+)(?:;desc="([^"]*)")?', header)
    return {name: (float(duration), words) for name, duration, words in found}


def test_an_answer_says_what_it_cost(client, db):
    make_agent("reader")
    with CaptureQueriesContext(connection) as asked:
        response = client.get("/api/agents/reader/")
    costs = costs_of(response["Server-Timing"])
    assert list(costs) == ["total", "db", "render"]
    assert costs["db"][1] == f"{len(asked)} queries"
    assert 0 < costs["db"][0] < costs["total"][0]
    assert costs["render"][0] < costs["total"][0]


def test_what_costs_nothing_says_so(client, db):
    response = client.get("/static/api/browse.js")
    response.close()
    assert costs_of(response["Server-Timing"])["db"] == (0.0, "0 queries")


def test_others_add_their_entries(settings):
    def view(request):
        tell("cache", "hit")
        tell("index", seconds=0.0015)
        return response

    response = HttpResponse()
    TimingMiddleware(view)(RequestFactory().get("/"))
    assert response["Server-Timing"].endswith('cache;desc="hit", index;dur=1.5')


def test_one_query_is_one():
    assert 'desc="1 query"' in server_timing(Spent(queries={"default": 1}), whole=True)
    both = Spent(queries={"default": 1, "replica": 2})
    assert 'desc="3 queries"' in server_timing(both, whole=True)


def test_strangers_are_not_told_what_the_database_did(client, db):
    """The number of queries tells whether there is anything private."""
    response = client.get("/api/agents/", REMOTE_ADDR="192.0.2.7")
    assert list(costs_of(response["Server-Timing"])) == ["total", "render"]
    behind = client.get("/api/agents/", headers={"x-forwarded-for": "192.0.2.7"})
    assert list(costs_of(behind["Server-Timing"])) == ["total", "render"]


def test_it_can_be_silenced(client, db, settings):
    settings.SERVER_TIMING = False
    response = client.get("/api/", headers={"origin": "https://elsewhere.example"})
    assert "Server-Timing" not in response
    assert "Timing-Allow-Origin" not in response


def test_a_page_from_elsewhere_sees_the_timing_of_what_it_may_read(client, db):
    foreign = {"origin": "https://elsewhere.example"}
    response = client.get("/api/", headers=foreign)
    assert response["Timing-Allow-Origin"] == response["Access-Control-Allow-Origin"]
    assert "Server-Timing" in response["Access-Control-Expose-Headers"]
    for kept in (client.get("/api/"), client.get("/admin/login/", headers=foreign)):
        assert "Timing-Allow-Origin" not in kept


@pytest.mark.parametrize("debug", [True, False])
def test_a_request_may_have_its_statements_logged_under_debug_alone(
    client,
    db,
    settings,
    heard,  # noqa: F811
    debug,
):
    settings.DEBUG = debug
    make_agent("reader")
    heard.clear()
    client.get("/api/agents/reader/", headers={"x-query-profile": "1"})
    lines = [line for line in heard if '"roster.profile"' in line]
    assert bool(lines) is debug
    assert all('"statement": "SELECT' in line and '"times": ' in line for line in lines)
    client.get("/api/agents/reader/")
    assert len([line for line in heard if '"roster.profile"' in line]) == len(lines)
