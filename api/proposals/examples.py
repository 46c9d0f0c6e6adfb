"""What proposals look like in the contract: the only one of a registry that holds what widens."""

from __future__ import annotations

from typing import Any

from api.schema import Example

WAITS: dict[str, Any] = {
    "id": 1,
    "collection": "library",
    "key": "django-expert",
    "state": "held",
    "base": 1,
    "brings_back": False,
    "widens": ["capability_gained"],
    "author": "ann",
    "message": "It must be able to call the others.",
    "decider": None,
    "reason": None,
    "decided": None,
}
DECIDED = {**WAITS, "decider": "ada", "decided": "2026-11-23T09:30:00Z"}
EXAMPLES = {
    "listProposals": Example(
        "/api/proposals/?state=held",
        {"count": 1, "next": None, "previous": None, "results": [WAITS]},
    ),
    "readProposal": Example(
        "/api/proposals/1/",
        {
            **WAITS,
            "changes": {
                "bump": "major",
                "reasons": ["capability_gained"],
                "capabilities": {"gained": ["spawn"], "lost": []},
            },
        },
    ),
    "approveProposal": Example(
        "/api/proposals/1/approve/",
        {**DECIDED, "state": "approved", "reason": "Reviewed."},
        sent={"reason": "Reviewed."},
    ),
    "rejectProposal": Example(
        "/api/proposals/1/reject/",
        {**DECIDED, "state": "rejected", "reason": "It needs nobody."},
        sent={"reason": "It needs nobody."},
    ),
}
