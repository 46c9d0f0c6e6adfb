"""What routing looks like in the contract: shortened answers over the shipped library."""

from __future__ import annotations

from api.schema import Example

TASK = "Find why a PostgreSQL query is slow and choose an index"
ANSWER = {
    "results": [
        {
            "agent": {"key": "postgresql-expert", "inherits_tools": False},
            "fits_budget": True,
            "missing_tools": [],
            "reasons": [
                {
                    "kind": "tools",
                    "field": None,
                    "words": ["Bash"],
                    "text": "May use Bash: declared.",
                    "weight": None,
                }
            ],
        }
    ]
}
TOOLS = ["Read", "Write", "Edit", "Grep", "Glob", "mcp__context7__*"]
EXAMPLES = {
    "listRoute": Example(
        f"/api/route/?task={TASK.replace(' ', '+')}&must_use=Bash&tools={','.join(TOOLS)}", ANSWER
    ),
    "postRoute": Example(
        "/api/route/",
        ANSWER,
        sent={"task": TASK, "tools": TOOLS, "must_use": ["Bash"], "collection": "library"},
    ),
}
