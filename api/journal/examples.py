"""What the journal looks like in the contract: a shortened answer over the shipped library."""

from __future__ import annotations

from api.schema import Example

HOME = "http://127.0.0.1:8000/api"
EXAMPLES = {
    "listJournal": Example(
        "/api/journal/?after=1&key=django-expert",
        {
            "count": 1,
            "next": None,
            "previous": None,
            "results": [
                {
                    "serial": 17,
                    "at": "2026-11-22T20:55:43.735884Z",
                    "verb": "agent.published",
                    "collection": "library",
                    "key": "django-expert",
                    "agent": f"{HOME}/agents/django-expert/",
                    "revision": 1,
                    "digest": "sha256:"
                    "58699b1933416161576aa1bacf2c73300888ee046bc47b06b9f24432ca2c1838",
                    "author": None,
                    "message": None,
                }
            ],
        },
    )
}
