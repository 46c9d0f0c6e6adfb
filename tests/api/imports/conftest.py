"""What the tests of imports share: somebody who may, and ways to send."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.makers import make_user

Send = Callable[..., Any]


@pytest.fixture
def curator(client: Client, db: None) -> Client:
    """Sign in as somebody who may import."""
    client.force_login(make_user("cura", "curator"))
    return client


@pytest.fixture
def send(curator: Client) -> Send:
    """Post a body to imports/ and return the response."""

    def send(query: str, data: bytes, media_type: str) -> Any:
        return curator.post(f"/api/imports/{query}", data, content_type=media_type)

    return send


@pytest.fixture
def send_files(curator: Client) -> Send:
    """Post a form of files, by name, and return the response."""

    def send_files(query: str, files: dict[str, bytes], field: str = "files") -> Any:
        sent = [SimpleUploadedFile(name, data) for name, data in files.items()]
        return curator.post(f"/api/imports/{query}", {field: sent})

    return send_files
