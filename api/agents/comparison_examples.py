"""What a comparison looks like in the contract: a shortened answer over the shipped library.

Counts, lines and likenesses are of their kind only: a new wording of the library changes them.
"""

from __future__ import annotations

from typing import Any

from api.agents.examples import HOME, SUMMARY
from api.schema import Example

DJANGO, DOCKER = "django-expert", "docker-expert"


def _table(shared: list[str], django: list[str], counts: list[int], *rows: Any) -> dict[str, Any]:
    only = [{"agent": DJANGO, "names": django}, {"agent": DOCKER, "names": []}]
    return {
        "shared": shared,
        "only": only,
        "counts": counts,
        "truncated": False,
        "rows": list(rows),
    }


def _tool(name: str, capability: str, *cells: str | None) -> dict[str, Any]:
    return {
        "name": name,
        "shared": None not in cells,
        "only": DJANGO if None in cells else None,
        "kind": "builtin",
        "server": None,
        "standing": "current",
        "capabilities": [capability],
        "cells": list(cells),
    }


def _edge(note: str, group: str | None) -> dict[str, Any]:
    return {
        "target": "security-auditor",
        "agent": f"{HOME}/agents/security-auditor/",
        "group": group,
        "note": note,
        "line": 170,
        "state": "resolved",
        "source": "text",
        "suggestion": None,
    }


HEADING = {
    "title": "Integration with Other Agents",
    "level": 2,
    "anchor": "integration-with-other-agents",
    "line": 167,
}
EXAMPLES = {
    "readAgentCompare": Example(
        f"/api/agents/compare/?keys={DJANGO},{DOCKER}",
        {
            "agents": [SUMMARY],
            "model": {"same": False, "cells": [None, "sonnet"]},
            "tools": _table(
                ["Read", "Bash"],
                ["WebFetch"],
                [10, 6],
                _tool("Read", "read", "declared", "declared"),
                _tool("WebFetch", "network", "declared", None),
            ),
            "capabilities": _table(
                ["read", "write", "shell"],
                ["network", "mcp"],
                [5, 3],
                {"name": "network", "shared": False, "only": DJANGO, "cells": [True, False]},
            ),
            "front_matter": _table(
                [],
                [],
                [0, 1],
                {
                    "name": "color",
                    "shared": False,
                    "only": DOCKER,
                    "same": False,
                    "cells": [None, {"value": "cyan"}],
                },
            )
            | {"only": [{"agent": DJANGO, "names": []}, {"agent": DOCKER, "names": ["color"]}]},
            "sections": _table(
                ["Integration with Other Agents"],
                ["Best Practices"],
                [10, 11],
                {
                    "name": "Integration with Other Agents",
                    "shared": True,
                    "only": None,
                    "cells": [HEADING, HEADING | {"line": 145}],
                },
            ),
            "integrations": _table(
                ["security-auditor"],
                ["architect"],
                [20, 8],
                {
                    "name": "security-auditor",
                    "shared": True,
                    "only": None,
                    "cells": [
                        _edge("Submit permission classes, …", "CORE FRAMEWORK INTEGRATION"),
                        _edge("close findings on base images, …", None),
                    ],
                },
            ),
            "among": [{"source": DJANGO, "target": DOCKER, "mutual": True}],
            "likeness": [
                {"agent": DJANGO, "descriptions": [1.0, 0.06], "prompts": [1.0, 0.22]},
                {"agent": DOCKER, "descriptions": [0.06, 1.0], "prompts": [0.22, 1.0]},
            ],
        },
    ),
}
