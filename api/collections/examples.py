"""What collections look like in the contract: shortened answers over the shipped library."""

from __future__ import annotations

from api.schema import Example

HOME = "http://127.0.0.1:8000/api"
LIBRARY = {
    "url": f"{HOME}/collections/library/",
    "slug": "library",
    "title": "…",
    "source_url": None,
    "licence": None,
    "private": False,
    "agent_count": 21,
    "health": {"ok": 20, "warnings": 1, "errors": 0},
    "created": "2026-11-22T20:55:43.603121Z",
}
EXAMPLES = {
    "listCollections": Example(
        "/api/collections/", {"count": 1, "next": None, "previous": None, "results": [LIBRARY]}
    ),
    "readCollection": Example(
        "/api/collections/library/",
        LIBRARY
        | {
            "blocked_severity": None,
            "blocked_rules": [],
            "holds_widening": False,
            "dangling_count": 0,
            "categories": [{"category": "frameworks", "agent_count": 4}],
            "agents": f"{HOME}/agents/?collection=library",
            "integrations": f"{HOME}/integrations/?collection=library",
        },
    ),
    "createCollection": Example(
        "/api/collections/",
        {
            "url": f"{HOME}/collections/data-team/",
            "slug": "data-team",
            "title": "The data team's",
            "licence": "MIT",
            "private": True,
            "agent_count": 0,
        },
        sent={
            "slug": "data-team",
            "title": "The data team's",
            "licence": "MIT",
            "private": True,
            "message": "They asked for it",
        },
    ),
    "describeCollection": Example(
        "/api/collections/library/",
        {
            "url": f"{HOME}/collections/library/",
            "title": "Agents of the house",
            "source_url": "https://example.org/agents",
            "members": [],
            "blocked_severity": "error",
            "blocked_rules": ["S001"],
            "holds_widening": True,
        },
        sent={
            "title": "Agents of the house",
            "source_url": "https://example.org/agents",
            "members": [],
            "blocked_severity": "error",
            "blocked_rules": ["S001"],
            "holds_widening": True,
        },
        method="PATCH",
    ),
}
