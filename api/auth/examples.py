"""What signing in looks like in the contract; what is secret there is no secret of anybody."""

from __future__ import annotations

from api.schema import Example

HOME = "http://127.0.0.1:8000/api"
# A person who is made for the examples, and for as long as they are tried out.
NAME, PASSWORD = "ann", "only-for-this-example"
TOKEN = {
    "name": "nightly import",
    "scopes": ["read", "write"],
    "collections": ["library"],
    "state": "active",
    "expires": "2099-12-31T00:00:00Z",
    "last_used": None,
}
EXAMPLES = {
    "login": Example(
        "/api/auth/login/",
        {"access": "eyJ…", "refresh": "eyJ…", "expires_in": 600},
        sent={"username": NAME, "password": PASSWORD},
    ),
    "readMe": Example(
        "/api/auth/me/",
        {
            "name": NAME,
            "roles": ["admin"],
            "scopes": ["read", "write", "admin"],
            "collections": {"maintains": [], "belongs": [], "within": None},
            "token": None,
        },
    ),
    "listTokens": Example(
        "/api/auth/tokens/",
        {"count": 0, "next": None, "previous": None, "results": []},
    ),
    "createToken": Example(
        "/api/auth/tokens/",
        {**TOKEN, "secret": "roster_…"},
        sent={
            "name": "nightly import",
            "scopes": ["read", "write"],
            "expires": "2099-12-31T00:00:00Z",
            "collections": ["library"],
        },
    ),
}
