"""Verify a password, as often as is needed and no oftener: the one door for every login."""

from __future__ import annotations

import ipaddress
from typing import Any

from django.contrib.auth import authenticate, get_user_model

from agents_app import audit
from agents_app.actions.note_refusal import note_refusal
from agents_app.actions.spend import Rate, spend
from agents_app.errors import TooMany, Unauthenticated

OF_ACCOUNT = Rate(10, 900)
OF_ADDRESS = Rate(30, 900)
_NETWORK_OF_ONE = 64  # bits; who has one address of version 6 has all that begin like it


def verify_password(name: str, password: str) -> Any:
    """Return the account of this name and password.

    Each attempt is paid for before it is judged, or many at once would pass; one that succeeds is
    given back. A name that nobody has costs as much time as a wrong password.
    Raises Unauthenticated ``bad_credentials``; TooMany after ten failures for an account or thirty
    from an address in a quarter of an hour, whatever the password is then.
    """
    purses = (("login.account", name, OF_ACCOUNT), ("login.address", _address(), OF_ADDRESS))
    paid: list[tuple[str, str, Rate]] = []
    for kind, subject, rate in purses:
        balance = spend(kind, subject, rate)
        if not balance.is_paid:
            _give_back(paid)
            _note(name, "too_many_logins")
            message = "Too many logins have failed. Wait, then try again."
            raise TooMany("too_many_logins", message, wait=balance.wait)
        paid.append((kind, subject, rate))
    user = authenticate(username=name, password=password)
    if user is None:
        _note(name, "bad_credentials")
        message = "There is no account with this name and this password."
        raise Unauthenticated("bad_credentials", message)
    _give_back(paid)
    audit.note([audit.Deed("login", name)], actor=name)
    return user


def _note(name: str, why: str) -> None:
    """Note a refusal; a name that nobody has is left out, for it may be a password."""
    known = get_user_model().objects.filter(username=name).exists()
    said = name if known else ""
    note_refusal("login", said, actor=said, detail=why)


def _give_back(paid: list[tuple[str, str, Rate]]) -> None:
    for kind, subject, rate in paid:
        spend(kind, subject, rate, cost=-1)


def _address() -> str:
    """Return whose attempts count as those of one."""
    written = audit.circumstances().address
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return written
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, _NETWORK_OF_ONE), strict=False))
    return str(address)
