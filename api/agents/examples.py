"""What agents look like in the contract: shortened answers over the shipped library.

A text that ends in ``…`` begins the real one; digests, sizes, lines, counts and times are of their
kind only, for each new wording of the library changes them.
"""

from __future__ import annotations

from typing import Any

from api.schema import Example

HOME = "http://127.0.0.1:8000/api"
AGENT = f"{HOME}/agents/django-expert/"
DIGEST = "sha256:58699b1933416161576aa1bacf2c73300888ee046bc47b06b9f24432ca2c1838"
CREATED = "2026-11-22T20:55:43.735884Z"

TEXT: dict[str, Any] = {
    "number": 1,
    "digest": DIGEST,
    "size": 19762,
    "created": CREATED,
    "author": None,
}
SUMMARY: dict[str, Any] = {
    "url": AGENT,
    "key": "django-expert",
    "name": "django-expert",
    "title": "django-expert",
    "collection": "library",
    "category": "frameworks",
    "description": "Builds, reviews and hardens Django …",
    "model": None,
    "inherits_tools": False,
    "capabilities": ["read", "write", "shell", "network", "mcp"],
    "health": "warnings",
    "status": "published",
    "successor": None,
    "revision": TEXT,
}
GRANTS = [
    {
        "tool": "Bash",
        "kind": "builtin",
        "server": None,
        "standing": "current",
        "token": "Bash",
        "effect": "allow",
        "position": 5,
    },
    {
        "tool": "mcp__context7__get-library-docs",
        "kind": "mcp",
        "server": "context7",
        "standing": "current",
        "token": "mcp__context7__get-library-docs",
        "effect": "allow",
        "position": 11,
    },
]
FRONT_MATTER = [{"key": "name", "value": "django-expert"}]
SECTIONS = [
    {
        "title": "Best Practices",
        "level": 2,
        "anchor": "best-practices",
        "line": 152,
        "points": [{"term": "Model Design", "text": "Start from the …"}],
        "text": "1. **Model Design** …",
        "sections": [],
    }
]
OUTGOING = {
    "target": "architect",
    "agent": f"{HOME}/agents/architect/",
    "group": "CORE FRAMEWORK INTEGRATION",
    "note": "Agree on app boundaries, …",
    "line": 170,
    "state": "resolved",
    "source": "text",
    "suggestion": None,
}
INCOMING = {
    "source": "react-expert",
    "agent": f"{HOME}/agents/react-expert/",
    "group": None,
    "note": "…",
    "line": 90,
}
FINDING = {
    "rule": "T003",
    "severity": "warning",
    "message": "…",
    "line": 4,
    "column": 27,
    "fix": "tools: Read, Write, Edit, …",
}
ROW = {
    "agent": AGENT,
    "url": f"{AGENT}revisions/1/",
    "message": None,
    "markdown": f"{AGENT}revisions/1/?format=md",
    "changes": None,
    **TEXT,
}
SIDE = {"url": f"{AGENT}revisions/1/", "message": None, **TEXT}
NOTHING: dict[str, Any] = {"gained": [], "lost": []}
SAME: dict[str, Any] = {
    "bump": None,
    "reasons": [],
    "only_layout": False,
    "capabilities": NOTHING,
    "tools": NOTHING | {"inherits": None, "tokens_added": [], "tokens_removed": []},
    "model": None,
    "permissions": [],
    "front_matter": [],
    "tier": None,
    "integrations": NOTHING | {"changed": []},
    "sections": {"added": [], "removed": [], "renamed": [], "changed": []},
    "description": None,
    "prompt": {
        "reworded": False,
        "added": 0,
        "removed": 0,
        "hunks": [],
        "coarse": False,
        "truncated": False,
    },
}

EXAMPLES = {
    "listAgents": Example(
        "/api/agents/?q=django-expert&tool=Bash,Edit&collection=library",
        {
            "count": 1,
            "next": None,
            "previous": None,
            "results": [
                SUMMARY
                | {
                    "tools": ["Read", "Write", "Edit", "MultiEdit", "Bash"],
                    "asked_tools": [
                        {"tool": "Bash", "had": "declared"},
                        {"tool": "Edit", "had": "declared"},
                    ],
                }
            ],
        },
    ),
    "readAgent": Example(
        "/api/agents/django-expert/",
        SUMMARY
        | {
            "deprecated": None,
            "reason": None,
            "tier": "strict",
            "grants": GRANTS,
            "front_matter": FRONT_MATTER,
            "opening": "You are …",
            "sections": SECTIONS,
            "integrations": {"outgoing": [OUTGOING], "incoming": [INCOMING]},
            "findings": [FINDING],
            "path": "frameworks/django-expert.md",
            "created": CREATED,
            "updated": CREATED,
            "markdown": f"{AGENT}?format=md",
            "revisions": f"{AGENT}revisions/",
            "graph": f"{AGENT}graph/",
        },
    ),
    "listAgentSections": Example("/api/agents/django-expert/sections/", SECTIONS),
    "listAgentIntegrations": Example(
        "/api/agents/django-expert/integrations/", {"outgoing": [OUTGOING], "incoming": [INCOMING]}
    ),
    "listAgentRevisions": Example(
        "/api/agents/django-expert/revisions/",
        {"count": 1, "next": None, "previous": None, "results": [ROW]},
    ),
    "readAgentRevision": Example(
        "/api/agents/django-expert/revisions/1/",
        ROW
        | {
            "definition": {
                "name": "django-expert",
                "title": "django-expert",
                "description": SUMMARY["description"],
                "model": None,
                "tier": "strict",
                "inherits_tools": False,
                "capabilities": SUMMARY["capabilities"],
                "grants": GRANTS,
                "front_matter": FRONT_MATTER,
                "opening": "You are …",
                "sections": SECTIONS,
                "integrations": [
                    {
                        "target": "architect",
                        "group": "CORE FRAMEWORK INTEGRATION",
                        "note": "Agree on app boundaries, …",
                        "line": 170,
                        "source": "text",
                        "certain": True,
                    }
                ],
            }
        },
    ),
    "readAgentChanges": Example(
        "/api/agents/django-expert/revisions/1...1/",
        {
            "url": f"{AGENT}revisions/1...1/",
            "agent": AGENT,
            "patch": f"{AGENT}revisions/1...1/?format=diff",
            "old": SIDE,
            "new": SIDE,
            "changes": SAME,
        },
    ),
}
