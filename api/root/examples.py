"""What the root looks like in the contract."""

from __future__ import annotations

from api.schema import Example

HOME = "http://127.0.0.1:8000/api"
NAMES = (
    *("agents", "tools", "search", "route", "integrations", "graph", "collections"),
    *("imports", "exports", "journal", "schema", "docs", "redoc"),
)
EXAMPLES = {
    "readRoot": Example(
        "/api/",
        {
            **{name: f"{HOME}/{name}/" for name in NAMES},
            "compare": f"{HOME}/agents/compare/",
            "me": f"{HOME}/auth/me/",
            "tokens": f"{HOME}/auth/tokens/",
            "audit": f"{HOME}/audit/",
        },
    )
}
