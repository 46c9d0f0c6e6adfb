"""What the tests of routing share."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

Post = Callable[..., Any]


@pytest.fixture
def post(client: Client, db: None) -> Post:
    """Send a question, as members or as bytes, and return the response."""

    def post(sent: Any = None, media_type: str = "application/json", **members: Any) -> Any:
        body = members if sent is None else sent
        return client.post("/api/route/", body, content_type=media_type)

    return post


@pytest.fixture
def routed(post: Post) -> Callable[..., list[str]]:
    """Send a question and return the keys of the answers."""

    def routed(task: str, **members: Any) -> list[str]:
        answer = post(task=task, **members).json()
        assert "results" in answer, answer
        return [each["agent"]["key"] for each in answer["results"]]

    return routed
