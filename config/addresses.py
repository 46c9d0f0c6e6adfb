"""From where somebody asks, seen through the proxies that we trust, and whether they may."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from api.errors import Problem, answer_with

Address = IPv4Address | IPv6Address
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")


class AddressMiddleware:
    """Makes ``REMOTE_ADDR`` the visitor's address, and refuses those that may not ask.

    All that comes after (throttles, sign-in, log and audit) then means the visitor, not the
    proxy; an address that can't be known is empty, and is refused wherever there is a list.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer whoever may ask, with 403 for the others."""
        address = client_address(request.META, proxies=settings.TRUSTED_PROXIES)
        request.META["REMOTE_ADDR"] = str(address or "")
        if is_welcome(address):
            return self.get_response(request)
        detail = "This registry does not answer your address."
        return answer_with(request, Problem(403, "address_refused", detail))


def client_address(meta: Mapping[str, Any], *, proxies: int) -> Address | None:
    """Return the address that stands behind this many proxies, None where there is none.

    Each proxy appends whom it was asked by to ``X-Forwarded-For``, so only that many entries
    from the right are true: what stands before them was written by the visitor.
    """
    if proxies and (chain := meta.get("HTTP_X_FORWARDED_FOR", "")):
        entries = chain.split(",")
        return read_address(entries[-min(proxies, len(entries))])
    return read_address(meta.get("REMOTE_ADDR", ""))


@lru_cache(maxsize=4_096)
def read_address(written: str) -> Address | None:
    """Return an address, with or without a port; an IPv4 one in IPv6's clothes is IPv4."""
    host = written.strip()
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def is_welcome(address: Address | None) -> bool:
    """Return whether an address may ask; to be denied goes before to be allowed."""
    allowed, denied = settings.ALLOW_ADDRESSES, settings.DENY_ADDRESSES
    if address is None:
        return not (allowed or denied)
    if any(address in network for network in denied):
        return False
    return not allowed or any(address in network for network in allowed)


def may_measure(meta: Mapping[str, Any]) -> bool:
    """Return whether the asker's address is one of those that may see how the server fares.

    Through a proxy that nobody has declared every visitor has its address, mostly loopback; what
    such a proxy adds gives it away.
    """
    proxies = settings.TRUSTED_PROXIES
    if not proxies and any(name in meta for name in FORWARDED):
        return False
    address = client_address(meta, proxies=proxies)
    return address is not None and any(address in each for each in settings.METRICS_ADDRESSES)
