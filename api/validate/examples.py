"""What validating looks like in the contract."""

from __future__ import annotations

from api.schema import Example

TEXT = """---
name: log-reader
description: Use when a log must be read.
tools: Read, Gerp
---

You read logs.
"""
EXAMPLES = {
    "validateDefinition": Example(
        "/api/validate/?collection=library",
        {
            "key": "log-reader",
            "would_be": "new",
            "definition": {
                "name": "log-reader",
                "tier": "strict",
                "inherits_tools": False,
                "capabilities": ["read"],
            },
            "findings": [{"rule": "T001", "severity": "warning", "line": 4, "column": 14}],
        },
        sent=TEXT,
        media_type="text/markdown",
    )
}
