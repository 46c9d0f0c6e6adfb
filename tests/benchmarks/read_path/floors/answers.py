"""Answers that were taken from the registry, for servers that only repeat them.

They stand in a JSON file named by BENCH_ANSWERS, by path with query and whether a tag was sent.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

# What a server writes by itself, and the length, which follows from the body.
OWN = {"connection", "content-length", "date", "server", "transfer-encoding"}
Answer = tuple[int, list[tuple[str, str]], bytes]


def key_of(path: str, query: str, tag: str | None) -> str:
    """Return the name of an answer."""
    return f"{path}?{query} {'tagged' if tag else 'plain'}"


def write(place: Path, answers: Mapping[str, Answer]) -> None:
    """Write the file."""
    told = {
        key: (status, list(headers), base64.b64encode(body).decode())
        for key, (status, headers, body) in answers.items()
    }
    place.write_text(json.dumps(told))


def read() -> dict[str, Answer]:
    """Read the file that the environment names."""
    told: dict[str, Any] = json.loads(Path(os.environ["BENCH_ANSWERS"]).read_text())
    return {
        key: (status, [(name, value) for name, value in headers], base64.b64decode(body))
        for key, (status, headers, body) in told.items()
    }


def sent(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Keep the headers that belong to an answer."""
    return [(name, value) for name, value in headers if name.lower() not in OWN]
