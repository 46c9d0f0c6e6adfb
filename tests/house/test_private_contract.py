"""What answers one reader alone is in the contract too: how, to whom, and with which examples."""

from __future__ import annotations

from typing import Any

import pytest

from agents_app.actions.create_token import create_token
from agents_app.actor import SYSTEM
from api.auth.examples import NAME, PASSWORD
from tests.house.contract import (
    CONTRACT,
    METHODS,
    OPERATIONS,
    PRIVATE,
    complaints,
    pointer_to,
)
from tests.makers import make_agent, make_proposal, make_user

OPEN = {"login", "refreshLogin", "logout"}  # to whoever has not signed in
SUCCESS = {"createToken": "201", "logout": "204", "revokeToken": "204"}
DECISIONS = {"approveProposal", "rejectProposal"}
LOGIN = {"username": NAME, "password": PASSWORD}
ADDRESSES = {
    "login": [("auth/login/", LOGIN)],
    "refreshLogin": [("auth/refresh/", {"refresh": "{refresh}"})],
    "logout": [("auth/logout/", {"refresh": "{refresh}"})],
    "readMe": ["auth/me/"],
    "listTokens": ["auth/tokens/", "auth/tokens/?limit=1"],
    "createToken": [("auth/tokens/", {"name": "a", "scopes": ["read"]})],
    "readToken": ["auth/tokens/{prefix}/"],
    "revokeToken": ["auth/tokens/{prefix}/"],
    "listAudit": [
        "audit/",
        "audit/?outcome=refused",
        "audit/?deed=agent.published&since=2026-01-01T00:00:00Z&after=3",
    ],
    "listProposals": ["proposals/", "proposals/?state=held&collection=library&ordering=id"],
    "readProposal": ["proposals/1/", "proposals/2/"],
    "approveProposal": [
        ("proposals/1/approve/", {"reason": None}),
        ("proposals/2/approve/", {"reason": ""}),
    ],
    "rejectProposal": [("proposals/2/reject/", {"reason": "Not needed."})],
}


@pytest.fixture
def account(db):
    """The account of the examples."""
    return make_user(NAME, is_superuser=True, password=PASSWORD)


@pytest.fixture
def filled(client, account):
    """Fill in an address or a body what is only known once it is made."""

    def fill(asked: Any) -> Any:
        if "{prefix}" in asked:
            token, _ = create_token(account, by=SYSTEM, name="b", scopes=["read"])
            return asked.replace("{prefix}", token.prefix)
        if "{refresh}" in str(asked):
            signed_in = client.post("/api/auth/login/", LOGIN, content_type="application/json")
            return asked[0], {"refresh": signed_in.json()["refresh"]}
        return asked

    return fill


def ask(client: Any, asked: Any, method: str) -> Any:
    address, sent = asked if isinstance(asked, tuple) else (asked, None)
    call = getattr(client, method)
    return (
        call(f"/api/{address}", sent, content_type="application/json")
        if sent
        else call(f"/api/{address}")
    )


def test_every_private_operation_is_asked():
    assert ADDRESSES.keys() == PRIVATE


@pytest.mark.parametrize("operation", sorted(PRIVATE))
def test_every_private_operation_is_described_in_full(operation):
    path, described = OPERATIONS[operation]
    assert described["summary"]
    assert described["description"]
    success = SUCCESS.get(operation, "200")
    expected = {success, "400", "401", "403", "406", "414", "429", "431", "500", "503"}
    expected |= {"404"} if "{" in path else set()
    expected |= {"411", "413", "415"} if METHODS[operation] == "post" else set()
    expected |= {"409"} if success == "201" else set()
    expected |= {"409", "422"} if operation in DECISIONS else set()
    assert described["responses"].keys() == expected
    if success != "204" and operation not in ("readToken", "refreshLogin"):
        assert described["responses"][success]["content"]["application/json"]["examples"]


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_operation_says_how_to_say_who_one_is(operation):
    ways = OPERATIONS[operation][1]["security"]
    signed_in = [{"token": []}, {"signIn": []}, {"session": []}]
    if operation in OPEN:
        assert ways == [{}]
    else:
        assert [way for way in ways if way] == signed_in
        is_open = METHODS[operation] == "get" or operation in ("postRoute", "validateDefinition")
        assert ({} in ways) == (is_open and operation not in PRIVATE)
    schemes = CONTRACT["components"]["securitySchemes"]
    assert {name for way in signed_in for name in way} == schemes.keys()


@pytest.mark.parametrize("operation", sorted(PRIVATE))
def test_every_private_answer_is_as_the_contract_says(client, operation, account, filled):
    make_agent()
    make_proposal("code-reader", tools="Read, Bash")
    make_proposal("new-agent", tools=None)
    success = SUCCESS.get(operation, "200")
    client.force_login(account)
    for asked in ADDRESSES[operation]:
        response = ask(client, filled(asked), METHODS[operation])
        assert response.status_code == int(success), response.content
        if success != "204":
            pointer = pointer_to(operation, success, "application/json")
            assert not complaints(response.json(), pointer), asked
        for name in OPERATIONS[operation][1]["responses"][success].get("headers", {}):
            assert name in response
