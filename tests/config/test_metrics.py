"""Prometheus is told what happened, in numbers that add up."""

import re

import pytest
from django.db import Error

from agents_app.journal import current_serial
from agents_app.timing import Entry, Spent
from config import metrics
from tests.makers import make_agent


def told() -> dict[str, float]:
    """Return every sample by its name and labels."""
    lines = metrics.exposition().decode().splitlines()
    return {
        name: float(value)
        for line in lines
        if not line.startswith("#")
        for name, value in [line.rsplit(" ", 1)]
    }


def moved(before: dict[str, float], after: dict[str, float], name: str) -> float:
    return after.get(name, 0.0) - before.get(name, 0.0)


def test_an_answer_is_counted_by_route_method_and_status(client, db):
    make_agent("reader")
    before = told()
    for _ in range(3):
        client.get("/api/agents/reader/")
    client.get("/api/agents/nope/")
    after = told()
    for status, times in (("200", 3), ("404", 1)):
        labels = f'{{method="GET",route="agent-detail",status="{status}"}}'
        assert moved(before, after, f"roster_request_seconds_count{labels}") == times
        assert moved(before, after, f"roster_request_seconds_sum{labels}") > 0
    assert moved(before, after, 'roster_queries_total{database="default"}') > 3
    assert moved(before, after, "roster_query_seconds_total") > 0


def test_addresses_and_methods_that_visitors_make_up_add_no_labels(client, db):
    for number in range(20):
        client.get(f"/api/made-up-{number}/")
        client.generic(f"BREW{number}", "/api/")
    labels = {name for name in told() if name.startswith("roster_request_seconds_count")}
    routes = {re.search(r'route="([^"]*)"', name)[1] for name in labels}
    methods = {re.search(r'method="([^"]*)"', name)[1] for name in labels}
    assert "none" in routes
    assert not [route for route in routes if "made-up" in route]
    assert methods <= {*metrics.METHODS, "other"}


def test_what_a_cache_had_is_counted(db):
    before = told()
    for had in ("hit", "hit", "miss"):
        spent = Spent(entries={"cache": Entry(description=had)})
        metrics.count("agent-detail", "GET", 200, spent)
    after = told()
    assert moved(before, after, 'roster_cache_answers_total{had="hit"}') == 2
    assert moved(before, after, 'roster_cache_answers_total{had="miss"}') == 1


def test_what_is_in_flight_comes_down_again(client, db):
    before = told()["roster_requests_in_flight"]
    with metrics.in_flight():
        assert told()["roster_requests_in_flight"] == before + 1
    with pytest.raises(ValueError, match="x"), metrics.in_flight():
        raise ValueError("x")
    assert told()["roster_requests_in_flight"] == before


def test_the_registry_is_counted_at_the_moment_of_asking(db):
    make_agent("one")
    make_agent("two")
    assert told()["roster_agents"] == 2
    assert told()["roster_journal_serial"] == current_serial() > 2


def test_while_the_database_is_away_the_rest_is_told(db, monkeypatch):
    def away():
        raise Error("away")

    monkeypatch.setattr(metrics, "current_serial", away)
    found = told()
    assert "roster_agents" not in found
    assert found['roster_build{version="0.1.0"}'] == 1
