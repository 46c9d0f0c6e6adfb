"""What the tests of the API share: a client that asks, and a registry with many entries."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.makers import make_agents, make_collection, make_listing, make_text, make_user

Ask = Callable[..., Any]
HUNDRED = 100


@pytest.fixture
def ask(client: Client, db: None) -> Ask:
    """Ask an address below /api/ and return the JSON of the answer, whatever its status."""

    def ask(address: str, **headers: str) -> Any:
        return client.get(f"/api/{address}", headers=headers).json()

    return ask


@pytest.fixture
def keys(ask: Ask) -> Callable[[str], list[str]]:
    """List the keys of the agents that an address of a list answers with."""

    def keys(address: str) -> list[str]:
        answer = ask(address)
        assert "results" in answer, answer
        return [row["key"] for row in answer["results"]]

    return keys


@pytest.fixture
def hundred(tmp_path: Path) -> Callable[[], None]:
    """Import a hundred agents of one collection, each with tools, edges, points and a category."""

    def hundred() -> None:
        body = make_listing("agent-001", "agent-002", "nobody-here") + "\n## Rules\n\n- **A**: b\n"
        tools = "Read, Bash, mcp__one__look"
        texts = {
            f"rules/agent-{number:03}.md": make_text(f"agent-{number:03}", body=body, tools=tools)
            for number in range(HUNDRED)
        }
        make_agents(tmp_path, texts, collection="many")

    return hundred


class Writer:
    """Somebody who has signed in, and sends bodies."""

    def __init__(self, client: Client, *roles: str, name: str = "ann") -> None:
        self.client = client
        self.user = make_user(name, *roles)
        client.force_login(self.user)

    def send(
        self,
        method: str,
        address: str,
        body: Any = None,
        *,
        tag: str | None = None,
        key: str | None = None,
        media: str = "application/json",
    ) -> Any:
        """Send JSON, or bytes as Markdown, to an address below /api/."""
        if isinstance(body, bytes):
            media = "text/markdown" if media == "application/json" else media
        headers = {"If-Match": tag, "Idempotency-Key": key}
        given = {name: value for name, value in headers.items() if value is not None}
        call = getattr(self.client, method)
        data = "" if body is None else body
        return call(f"/api/{address}", data, content_type=media, headers=given)

    def tag(self, key: str) -> str:
        """Return the tag of an agent as it is read now."""
        return str(self.client.get(f"/api/agents/{key}/")["ETag"])


@pytest.fixture
def ann(db: None) -> Writer:
    """An author, and the default collection."""
    make_collection()
    return Writer(Client(), "author")


@pytest.fixture
def carl(db: None) -> Writer:
    """An admin, who may change what nobody owns."""
    make_collection()
    return Writer(Client(), "admin", name="carl")
