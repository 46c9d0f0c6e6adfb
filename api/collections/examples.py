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
            "dangling_count": 0,
            "categories": [{"category": "frameworks", "agent_count": 4}],
            "agents": f"{HOME}/agents/?collection=library",
            "integrations": f"{HOME}/integrations/?collection=library",
        },
    ),
}
