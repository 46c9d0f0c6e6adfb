"""What imports look like in the contract: a text that is tried, and the library's own report."""

from __future__ import annotations

from typing import Any

from api.schema import Example

HOME = "http://127.0.0.1:8000/api"
CREATED = "2026-11-22T20:55:43.735884Z"
TEXT = """---
name: log-reader
description: Use when a log must be read.
tools: Read, Grep
---

You read logs.
"""


def _counts(**counts: int) -> dict[str, int]:
    names = ("created", "updated", "unchanged", "retired", "refused", "skipped")
    return {name: counts.get(name, 0) for name in names}


LIBRARY: dict[str, Any] = {
    "url": f"{HOME}/imports/1/",
    "id": 1,
    "collection": "library",
    "mode": "update",
    "strict": False,
    "state": "done",
    "counts": _counts(created=21),
    "created": CREATED,
    "author": None,
    "message": None,
}
EXAMPLES = {
    "listImports": Example(
        "/api/imports/?collection=library&state=done",
        {"count": 1, "next": None, "previous": None, "results": [LIBRARY]},
    ),
    "readImport": Example(
        "/api/imports/1/",
        LIBRARY
        | {
            "files": [
                {
                    "path": "frameworks/django-expert.md",
                    "outcome": "created",
                    "key": "django-expert",
                    "tier": "strict",
                    "code": None,
                    "message": "",
                    "findings": [{"rule": "T003", "severity": "warning"}],
                    "changes": None,
                }
            ]
        },
    ),
    "importFiles": Example(
        "/api/imports/?collection=library&dry_run=true",
        {
            "id": 2,
            "collection": "library",
            "state": "dry_run",
            "counts": _counts(created=1),
            "files": [
                {
                    "path": "",
                    "outcome": "created",
                    "key": "log-reader",
                    "tier": "strict",
                    "code": None,
                    "message": "",
                    "findings": [],
                    "changes": None,
                }
            ],
        },
        sent=TEXT,
        media_type="text/markdown",
    ),
}
