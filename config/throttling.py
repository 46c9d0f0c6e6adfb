"""How often one address may ask, decided before anybody is looked up in the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from api.errors import Problem, answer_with
from api.throttling import Rate, Standing, spend


class ThrottleMiddleware:
    """Answers 429 to an address that asks too often, and tells the others what they have left."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or say when to come back."""
        standing = standing_of(request.META.get("REMOTE_ADDR", ""))
        if standing is None:
            return self.get_response(request)
        if standing.admitted:
            response = self.get_response(request)
        else:
            detail = f"Too many requests from your address. Come back in {standing.wait} s."
            headers = {"Retry-After": str(standing.wait)}
            response = answer_with(request, Problem(429, "throttled", detail, headers=headers))
        for name, value in told(standing):
            response.headers[name] = value
        return response


def standing_of(address: str) -> Standing | None:
    """Count one request of an address and return how it stands; None where nobody counts."""
    rate = _rate()
    who = neighbourhood_of(address)
    return spend(rate, who) if rate.limit and who is not None else None


def told(standing: Standing) -> Iterator[tuple[str, str]]:
    """Return the headers that tell what is left."""
    rate = _rate()
    yield "RateLimit-Policy", f'"{rate.name}";q={rate.limit};w={rate.seconds}'
    yield "RateLimit", f'"{rate.name}";r={standing.left};t={standing.wait}'


@lru_cache(maxsize=4_096)
def neighbourhood_of(written: str) -> str | None:
    """Return whom an address is counted with, None for whoever is not counted.

    Of IPv6 a subscriber has at least a /64. Loopback is this machine itself, or a proxy on it
    that nobody has declared, whose visitors must not spend one allowance together.
    """
    if not written:
        return "unknown"
    address = ip_address(written)
    if address.is_loopback:
        return None
    return str(ip_network((address, 64), strict=False)) if address.version == 6 else written


def _rate() -> Rate:
    return Rate("address", settings.THROTTLE_ADDRESS)
