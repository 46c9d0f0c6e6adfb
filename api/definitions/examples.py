"""What a stored text looks like in the contract, shortened, over the shipped library.

Its digest is real, for the address is asked: whoever edits that file writes the new one into
``PATHS`` of ``api/schema/operation.py``.
"""

from __future__ import annotations

from api.schema import PATHS, Example

HOME = "http://127.0.0.1:8000/api"
DIGEST = str(PATHS["digest"][0])
TEXT = f"{HOME}/definitions/{DIGEST}/"
AGENT = f"{HOME}/agents/django-expert/"
CREATED = "2026-11-22T20:55:43.735884Z"

EXAMPLES = {
    "readDefinition": Example(
        f"/api/definitions/{DIGEST}/",
        {
            "url": TEXT,
            "digest": DIGEST,
            "size": 19762,
            "created": CREATED,
            "markdown": f"{TEXT}?format=md",
            "revisions": [
                {
                    "url": f"{AGENT}revisions/1/",
                    "agent": AGENT,
                    "key": "django-expert",
                    "status": "published",
                    "number": 1,
                    "created": CREATED,
                    "author": None,
                    "message": None,
                }
            ],
            "definition": {
                "name": "django-expert",
                "title": "django-expert",
                "description": "Builds, reviews and hardens Django …",
                "model": None,
                "tier": "strict",
                "inherits_tools": False,
                "capabilities": ["read", "write", "shell", "network", "mcp"],
                "grants": [
                    {
                        "tool": "Bash",
                        "kind": "builtin",
                        "server": None,
                        "standing": "current",
                        "token": "Bash",
                        "effect": "allow",
                        "position": 5,
                    }
                ],
                "front_matter": [{"key": "name", "value": "django-expert"}],
                "opening": "You are …",
                "sections": [],
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
            },
        },
    )
}
