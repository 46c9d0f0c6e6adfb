"""What graphs look like in the contract: shortened answers over the shipped library."""

from __future__ import annotations

from typing import Any

from api.schema import Example

HOME = "http://127.0.0.1:8000/api"


def _node(key: str, category: str, health: str, *capabilities: str) -> dict[str, Any]:
    return {
        "key": key,
        "url": f"{HOME}/agents/{key}/",
        "title": key,
        "collection": "library",
        "category": category,
        "capabilities": list(capabilities),
        "health": health,
    }


def _edge(source: str, target: str, note: str, group: str | None = None) -> dict[str, Any]:
    return {
        "source": source,
        "target": target,
        "state": "resolved",
        "group": group,
        "note": note,
        "line": 170,
        "origin": "text",
        "suggestion": None,
    }


DJANGO = _node(
    "django-expert", "frameworks", "warnings", "read", "write", "shell", "network", "mcp"
)
ARCHITECT = _node("architect", "architecture", "ok", "read", "write", "network")
DOCKER = _node("docker-expert", "operations", "ok", "read", "write", "shell")
TO_ARCHITECT = _edge(
    "django-expert", "architect", "Agree on app boundaries, …", "CORE FRAMEWORK INTEGRATION"
)
TO_DJANGO = _edge("docker-expert", "django-expert", "fix start command, …")
EVERYBODY = {"size": 21, "agents": ["architect", "django-expert"]}

EXAMPLES = {
    "readGraph": Example(
        "/api/graph/?collection=library",
        {
            "count": 21,
            "truncated": False,
            "nodes": [DJANGO, ARCHITECT],
            "edges": [TO_ARCHITECT],
        },
    ),
    "readGraphPath": Example(
        "/api/graph/path/?from=docker-expert&to=architect",
        {
            "source": "docker-expert",
            "target": "architect",
            "length": 2,
            "path": ["docker-expert", "django-expert", "architect"],
            "nodes": [ARCHITECT, DJANGO, DOCKER],
            "edges": [TO_ARCHITECT, TO_DJANGO],
        },
    ),
    "readGraphReport": Example(
        "/api/graph/report/?collection=library",
        {
            "agent_count": 21,
            "edge_count": 197,
            "dangling_count": 0,
            "components": {"count": 1, "results": [EVERYBODY]},
            "cycles": {
                "count": 1,
                "results": [EVERYBODY | {"example": ["angular-expert", "architect"]}],
            },
            "orphans": {"count": 0, "results": []},
            "unnamed": {"count": 0, "results": []},
            "hubs_out": [{"agent": "django-expert", "degree": 20}],
            "hubs_in": [{"agent": "django-expert", "degree": 20}],
            "one_way": {
                "count": 29,
                "results": [{"source": "angular-expert", "target": "performance-engineer"}],
            },
            "dangling": {"count": 0, "results": []},
        },
    ),
    "readAgentGraph": Example(
        "/api/agents/django-expert/graph/?direction=out",
        {
            "agent": "django-expert",
            "direction": "out",
            "depth": 1,
            "truncated": False,
            "nodes": [DJANGO | {"distance": 0}, ARCHITECT | {"distance": 1}],
            "edges": [TO_ARCHITECT],
        },
    ),
    "readAgentImpact": Example(
        "/api/agents/django-expert/impact/",
        {
            "agent": "django-expert",
            "count": 20,
            "direct_count": 20,
            "truncated": False,
            "affected": [
                {
                    "key": "docker-expert",
                    "url": f"{HOME}/agents/docker-expert/",
                    "title": "docker-expert",
                    "distance": 1,
                    "via": "django-expert",
                }
            ],
            "edges": [TO_DJANGO],
        },
    ),
    "readAgentReach": Example(
        "/api/agents/docker-expert/reach/",
        {
            "agent": "docker-expert",
            "agent_count": 20,
            "everything": None,
            "capabilities": [
                {"capability": "shell", "path": ["docker-expert"]},
                {"capability": "mcp", "path": ["docker-expert", "django-expert"]},
            ],
            "tools": [
                {
                    "tool": "WebSearch",
                    "kind": "builtin",
                    "server": None,
                    "standing": "current",
                    "capabilities": ["network"],
                    "had": "declared",
                    "distance": 1,
                    "path": ["docker-expert", "django-expert"],
                }
            ],
        },
    ),
}
