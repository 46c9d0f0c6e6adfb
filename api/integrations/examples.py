"""What integrations look like in the contract: a shortened answer over the shipped library."""

from __future__ import annotations

from api.schema import Example

HOME = "http://127.0.0.1:8000/api"
EXAMPLES = {
    "listIntegrations": Example(
        "/api/integrations/?source=django-expert&target=architect&state=resolved",
        {
            "count": 1,
            "next": None,
            "previous": None,
            "results": [
                {
                    "source": "django-expert",
                    "source_url": f"{HOME}/agents/django-expert/",
                    "target": "architect",
                    "target_url": f"{HOME}/agents/architect/",
                    "group": "CORE FRAMEWORK INTEGRATION",
                    "note": "Agree on app boundaries, …",
                    "line": 170,
                    "state": "resolved",
                    "origin": "text",
                    "suggestion": None,
                }
            ],
        },
    )
}
