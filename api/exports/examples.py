"""What an export looks like in the contract: a shortened manifest of the shipped library."""

from __future__ import annotations

from api.schema import Example

EXAMPLES = {
    "readExport": Example(
        "/api/exports/?collection=library",
        {
            "version": 1,
            "agents": [
                {
                    "file": "frameworks/django-expert.md",
                    "key": "django-expert",
                    "collection": "library",
                    "path": "frameworks/django-expert.md",
                    "digest": "sha256:"
                    "58699b1933416161576aa1bacf2c73300888ee046bc47b06b9f24432ca2c1838",
                    "size": 19762,
                }
            ],
        },
    )
}
