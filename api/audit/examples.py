"""What the audit log looks like in the contract: a shortened answer over the shipped library."""

from __future__ import annotations

from api.schema import Example

EXAMPLES = {
    "listAudit": Example(
        "/api/audit/?subject=django-expert&limit=1",
        {
            "count": 1,
            "next": None,
            "previous": None,
            "results": [
                {
                    "serial": 17,
                    "at": "2026-11-22T20:55:43.735884Z",
                    "deed": "agent.published",
                    "subject": "django-expert",
                    "actor": None,
                    "outcome": "done",
                    "detail": None,
                    "token": None,
                    "request_id": None,
                    "origin": None,
                }
            ],
        },
    )
}
