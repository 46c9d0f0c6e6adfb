"""What tools look like in the contract: shortened answers over the shipped library."""

from __future__ import annotations

from api.schema import Example

HOME = "http://127.0.0.1:8000/api"
BASH = {
    "url": f"{HOME}/tools/Bash/",
    "name": "Bash",
    "kind": "builtin",
    "server": None,
    "standing": "current",
    "capabilities": ["shell"],
    "agent_count": 14,
    "declared_count": 14,
}
EXAMPLES = {
    "listTools": Example(
        "/api/tools/?kind=builtin&q=bash",
        {"count": 1, "next": None, "previous": None, "results": [BASH]},
    ),
    "readTool": Example(
        "/api/tools/Bash/",
        BASH
        | {
            "agents": [
                {
                    "url": f"{HOME}/agents/django-expert/",
                    "key": "django-expert",
                    "title": "django-expert",
                    "description": "Builds, reviews and hardens Django …",
                }
            ],
            "all_agents": f"{HOME}/agents/?tool=Bash",
        },
    ),
}
