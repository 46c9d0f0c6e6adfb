"""One id joins the answer, its header and every line that is logged of the request."""

import json
import logging
from collections.abc import Callable, Iterator
from logging.config import DictConfigurator
from typing import Any

import pytest
from django.test import Client

from config.logs import logging_settings
from tests.makers import make_agent, make_user

Lines = Callable[[], list[dict[str, Any]]]
TOKEN = "roster_" + "Ab3_-xYz90" * 4 + "q1w"
SIGNED = "eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyIjo3fQ.tZ_5V-tEyyzpWd2"
PASSWORD = "c0rrect-H0rse-9"
CANARIES = (TOKEN, SIGNED, PASSWORD)


class Heard(logging.Handler):
    """Keeps each record as the line that it would be."""

    def __init__(self) -> None:
        super().__init__()
        formatters = logging_settings("json", "DEBUG")["formatters"]
        self.formatter = DictConfigurator({"version": 1}).configure_formatter(formatters["line"])
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def heard() -> Iterator[list[str]]:
    """Hear all that is logged at INFO and above, as lines of JSON."""
    handler, root = Heard(), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield handler.lines
    root.removeHandler(handler)
    root.setLevel(level)


def test_one_line_says_what_was_asked_and_what_came_of_it(client, db, heard):
    response = client.get("/api/agents/?q=words", headers={"x-request-id": "mine-0001"})
    (line,) = [json.loads(line) for line in heard]
    assert line.pop("ms") > 0
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "answered",
        "level": "info",
        "logger": "roster.access",
        "method": "GET",
        "path": "/api/agents/",
        "status": 200,
        "address": "127.0.0.1",
        "user": None,
        "request_id": "mine-0001",
    }
    assert response["X-Request-ID"] == "mine-0001"


@pytest.mark.parametrize(
    "address", ["/api/", "/api/agents/nope/", "/api/nowhere/", "/admin/login/", "/nowhere/", "/"]
)
def test_every_answer_bears_an_id_of_its_own(client, db, address):
    ids = {client.get(address)["X-Request-ID"] for _ in range(3)}
    assert len(ids) == 3


def test_a_problem_tells_the_id_too(client, db):
    for address in ("/api/agents/nope/", "/api/nowhere/", "/api/agents/?odd=1"):
        response = client.get(address)
        assert response.json()["request_id"] == response["X-Request-ID"] != ""


def test_a_line_names_the_account_only_where_it_was_looked_up(
    client, db, heard, django_assert_num_queries
):
    ann = make_user("ann")
    client.force_login(ann)
    client.get("/api/")
    with django_assert_num_queries(0):
        client.get("/static/api/browse.js").close()
    assert [json.loads(line)["user"] for line in heard] == [ann.pk, None]


def test_a_mistake_of_ours_is_logged_under_the_id_that_the_visitor_has(db, monkeypatch, heard):
    def fail(self, most, columns):
        raise ValueError(f"words that hold {TOKEN}\nforged")

    monkeypatch.setattr("agents_app.querysets.plain.PlainAgents.first", fail)
    response = Client(raise_request_exception=False).get("/api/agents/")
    lines = [json.loads(line) for line in heard]
    assert {line["level"] for line in lines} == {"error", "info"}
    assert {line["request_id"] for line in lines} == {response["X-Request-ID"]}
    assert response.json()["request_id"] == response["X-Request-ID"]
    assert b"Traceback" not in response.content
    assert b"words that hold" not in response.content
    assert TOKEN not in "".join(heard)


def failing() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield thirty requests that fail, each with the three canaries somewhere in it."""
    headers = {
        "authorization": f"Bearer {TOKEN}",
        "cookie": f"sessionid={PASSWORD}; other={SIGNED}",
        "x-request-id": TOKEN,
        "x-csrftoken": PASSWORD,
    }
    for address in (
        "agents/nope/",
        f"agents/{TOKEN}/",
        f"tools/{SIGNED}/",
        f"nowhere/{TOKEN}/",
        f"agents/?token={TOKEN}&password={PASSWORD}",
        f"agents/?limit={TOKEN}",
        f"agents/?cursor={SIGNED}",
        f"agents/?health={TOKEN}",
        f"agents/?ordering={SIGNED}",
        f"agents/?{TOKEN}=1",
        f"agents/?format={TOKEN}",
        f"agents/?fields={TOKEN}",
        f"agents/?collection={TOKEN}",
        f"journal/?after={TOKEN}",
        f"graph/path/?from={TOKEN}&to={SIGNED}",
    ):
        yield "get", address, {"headers": headers}
    sent = {"task": "x", "token": TOKEN, "password": PASSWORD, TOKEN: SIGNED}
    for method in ("post", "put", "patch"):
        for address in ("route/", "agents/", "agents/nope/", "tools/", "collections/nope/"):
            yield (
                method,
                address,
                {"data": json.dumps(sent), "content_type": "application/json", "headers": headers},
            )


def test_no_secret_of_a_failing_request_is_told_or_logged(db, heard):
    make_agent()
    client = Client(raise_request_exception=False)
    asked = list(failing())
    assert len(asked) == 30
    for method, address, options in asked:
        response = getattr(client, method)(f"/api/{address}", **options)
        assert 400 <= response.status_code < 600, address
        told = response.content.decode() + repr(response.headers)
        for canary in CANARIES:
            assert canary not in told, (method, address)
    assert len(heard) >= 30
    assert not [line for line in heard if any(canary in line for canary in CANARIES)]
