"""What changes look like in the contract: what is sent, and the answer, shortened."""

from __future__ import annotations

from typing import Any

from api.agents.examples import AGENT, HOME
from api.schema import Example

FIELDS: dict[str, Any] = {
    "name": "sql-reader",
    "description": "Use when SQL must be explained.",
    "tools": ["Read", "Grep"],
    "body": "You explain SQL, clause by clause.",
}
DJANGO = "/api/agents/django-expert/"

CHANGE_EXAMPLES = {
    "publishAgent": Example(
        "/api/agents/",
        {
            "url": f"{HOME}/agents/sql-reader/",
            "key": "sql-reader",
            "collection": "library",
            "category": "data",
            "status": "published",
            "path": "data/sql-reader.md",
            "inherits_tools": False,
            "capabilities": ["read"],
        },
        sent={**FIELDS, "category": "data", "message": "For the data team"},
    ),
    "replaceAgent": Example(
        DJANGO,
        {"url": AGENT, "description": "Reviews Django.", "opening": "You review."},
        sent={"name": "django-expert", "description": "Reviews Django.", "body": "You review."},
        method="PUT",
    ),
    "amendAgent": Example(
        DJANGO,
        {"url": AGENT, "model": "opus", "status": "published"},
        sent={"model": "opus", "front_matter": {"color": "green"}, "message": "Opus is better"},
        method="PATCH",
    ),
    "restoreAgent": Example(
        f"{DJANGO}restore/",
        {"url": AGENT, "status": "published", "revision": {"number": 1}},
        sent={"revision": 1},
    ),
    "deprecateAgent": Example(
        f"{DJANGO}deprecate/",
        {
            "url": AGENT,
            "status": "deprecated",
            "successor": "python-expert",
            "reason": "Python covers it.",
        },
        sent={"successor": "python-expert", "reason": "Python covers it."},
    ),
    "undeprecateAgent": Example(
        f"{DJANGO}undeprecate/",
        {"url": AGENT, "status": "published", "successor": None},
        sent={"message": "It is needed after all"},
    ),
}
