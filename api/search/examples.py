"""What a search looks like in the contract: a shortened answer over the shipped library."""

from __future__ import annotations

from api.schema import Example

HOME = "http://127.0.0.1:8000/api"
EXAMPLES = {
    "listSearch": Example(
        "/api/search/?q=slow+queries&tool=Bash&limit=5",
        {
            "count": 9,
            "previous": None,
            "results": [
                {
                    "agent": {
                        "url": f"{HOME}/agents/django-expert/",
                        "key": "django-expert",
                        "title": "django-expert",
                        "collection": "library",
                        "category": "frameworks",
                        "description": "Builds, reviews and hardens Django …",
                    },
                    "score": 2.3948,
                    "snippets": [
                        {
                            "field": "description",
                            "text": "…reviews and hardens Django 5.2 LTS to 6.1 code: models and "
                            "<mark>queries</mark>, …",
                        }
                    ],
                }
            ],
            "facets": {
                "collection": [{"value": "library", "count": 9}],
                "category": [{"value": "frameworks", "count": 1}],
                "model": [{"value": "sonnet", "count": 6}],
                "tool": [{"value": "Read", "count": 9}],
                "capability": [{"value": "shell", "count": 9}],
                "health": [{"value": "ok", "count": 8}],
            },
        },
    )
}
