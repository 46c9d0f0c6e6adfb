"""What an answer cost, told in its ``Server-Timing`` header and added to the metrics.

    Server-Timing: total;dur=4.2, db;dur=1.9;desc="3 queries", render;dur=0.4, cache;desc="miss"

What the database did is told only to those who may read the metrics: an answer that leaves a
private collection out takes a query more than one where there is none to leave out.
Under ``DEBUG`` a request with the header ``X-Query-Profile`` has its statements logged too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from time import perf_counter
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from agents_app.timing import Spent, begin, spent_now, tell
from config import metrics
from config.addresses import may_measure
from config.queries import log_profile

HEADER = "Server-Timing"
ALLOWED = "access-control-allow-origin"
PROFILE = "X-Query-Profile"


class TimingMiddleware:
    """Opens the bill of a request, and tells it when the answer's head is there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and say what it took."""
        spent = begin(profile=settings.DEBUG and PROFILE in request.headers)
        with metrics.in_flight():
            response = self.get_response(request)
        metrics.count(route_of(request), request.method or "", response.status_code, spent)
        for name, value in timing_of(spent, request.META, response.items()):
            response.headers[name] = value
        if spent.statements:
            log_profile(spent)
        return response

    def process_template_response(self, request: HttpRequest, response: Any) -> Any:
        """Measure the rendering; as the outermost with such a method it is asked last."""
        started = perf_counter()

        def told(rendered: Any) -> None:
            tell("render", seconds=perf_counter() - started)

        if spent_now():
            response.add_post_render_callback(told)
        return response


def timing_of(
    spent: Spent, asked: Mapping[str, Any], headers: Iterable[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Return what an answer says of its cost, where it says so at all.

    asked: the request's environment; headers: the answer's others. A page from elsewhere sees the
    timing of what it may read, and of nothing else.
    """
    if not settings.SERVER_TIMING:
        return []
    said = server_timing(spent, whole=may_measure(asked))
    readers = [value for name, value in headers if name.lower() == ALLOWED]
    return [(HEADER, said), *(("Timing-Allow-Origin", each) for each in readers)]


def server_timing(spent: Spent, *, whole: bool) -> str:
    """Return the header, with or without the database.

    Milliseconds in tenths are as exact as the clock of a network.
    """
    entries = [f"total;{_duration(spent.seconds)}"]
    if whole:
        asked = sum(spent.queries.values())
        words = f"{asked} {'query' if asked == 1 else 'queries'}"
        entries.append(f'db;{_duration(spent.database)};desc="{words}"')
    for name, entry in spent.entries.items():
        parts = [name]
        if entry.seconds is not None:
            parts.append(_duration(entry.seconds))
        if entry.description:
            parts.append(f'desc="{entry.description}"')
        entries.append(";".join(parts))
    return ", ".join(entries)


def route_of(request: HttpRequest) -> str:
    """Return the name of what answered, ``none`` where no address was found: few, for ever."""
    match = request.resolver_match
    return match.view_name or match.route if match else "none"


def _duration(seconds: float) -> str:
    return f"dur={1000 * seconds:.1f}"
