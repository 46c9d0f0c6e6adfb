"""The outermost door: what was answered before goes out again before Django makes a request of it.

Only for readers who say nothing of who they are. Whatever is odd about a request (a body, a
header that is too long, an address that may not ask, an allowance that is spent) goes on to
Django, which judges it as ever; so nothing is decided here that is not decided there too.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.core.handlers.wsgi import get_path_info
from django.db import Error
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpResponse
from django.utils.http import parse_etags

from agents_app.timing import Entry, Spent
from agents_app.tracing import begin
from agents_app.version import own_connection, version_at_a_glance
from api.memory import NOTE, Answer, Note, Passage, memory, plain_tag, takes_packed
from config import metrics
from config.addresses import client_address, is_welcome
from config.cors import told_to_readers
from config.health import sign
from config.throttling import standing_of, told
from config.timing import timing_of
from config.tracing import HEADER, say

Environment = dict[str, Any]
StartResponse = Callable[..., Any]
Sent = tuple[str, list[tuple[str, str]], bytes]
Application = Callable[[Environment, StartResponse], Iterable[bytes]]

READS = ("GET", "HEAD")
HIT = Entry(description="hit")
ROUTE = "memory"  # in the metrics: nobody has looked which route it was
REMEMBERED = "/api/"
# What an answer to nobody in particular follows from, beside the version.
PLACE = (
    "wsgi.url_scheme",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_HOST",
    "SERVER_NAME",
    "SERVER_PORT",
    "SCRIPT_NAME",
    "PATH_INFO",
    "QUERY_STRING",
    "HTTP_ACCEPT",
)
# Who sends one of these is somebody, sends a body, or asks before a request (CORS).
FOR_DJANGO = frozenset(
    (
        "HTTP_AUTHORIZATION",
        "HTTP_COOKIE",
        "HTTP_TRANSFER_ENCODING",
        "HTTP_ACCESS_CONTROL_REQUEST_METHOD",
    )
)
# Far below the limits of config/limits.py: what comes near them is looked at there.
LONG, MUCH = 4 * 1024, 16 * 1024


# The names in ``Vary`` that a place, or who comes here at all, makes sure of.
SEEN = frozenset(("accept", "accept-encoding", "authorization", "cookie", "origin"))


class Found(NamedTuple):
    """A way in, with the answer that it leads to; None where only its tag is known."""

    note: Note
    passage: Passage
    answer: Answer | None

    def sent_to(self, environ: Environment) -> Sent | None:
        """Return what to send to one request: all, packed, or that nothing is new."""
        if tag := known(environ.get("HTTP_IF_NONE_MATCH", ""), self.passage.tag):
            return "304 Not Modified", [("ETag", tag), *self.passage.unchanged], b""
        if self.answer is None:
            return None
        if takes_packed(environ.get("HTTP_ACCEPT_ENCODING", "")) and (packed := self.packed()):
            return "200 OK", [*self.passage.packed(self.answer)], packed
        return "200 OK", [*self.passage.plain], self.answer.body

    def packed(self) -> bytes:
        """Return the packed bytes, empty where there are none; the memory is told their cost."""
        if self.answer is None or self.answer.is_packed:
            return self.answer.packed if self.answer else b""
        packed = self.answer.packed
        memory.keep(*self.note, self.answer, self.answer.cost)
        return packed


class RememberingApplication:
    """Answers from memory what it can, and remembers what Django answers."""

    def __init__(self, django: Application) -> None:
        self.django = django
        self._connection: BaseDatabaseWrapper | None = None

    def __call__(self, environ: Environment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request, as WSGI has it."""
        place = self._place(environ)
        if place is None:
            return self.django(environ, start_response)
        sent = recalled(place, environ)
        if sent is None:
            return self._ask(place, environ, start_response)
        status, headers, body = sent
        start_response(status, headers)
        return [body]

    def open(self) -> None:
        """Make ready for ``at_once``, on the thread of the loop and before it runs."""
        self._connection = own_connection()

    def at_once(self, environ: Environment) -> Sent | None:
        """Return what is to be sent where it is remembered, None where Django must be asked."""
        place = self._place(environ)
        return recalled(place, environ, self._connection) if place else None

    def _place(self, environ: Environment) -> Hashable | None:
        """Return what to look for; while the server stops, Django asks for connections to close."""
        return place_of(environ) if memory.is_on and not sign.is_up else None

    def _ask(
        self, place: Hashable, environ: Environment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Let Django answer, and remember the way there."""
        said: list[Any] = []
        response = self.django(environ, lambda *words: said.extend(words))
        note = environ.get(NOTE)
        if isinstance(note, Note) and isinstance(response, HttpResponse):
            said[1] = remember(place, note, said[1], response, environ)
        start_response(*said)
        return response


def place_of(environ: Environment) -> Hashable | None:
    """Return what to look for, None for a request that is none of ours."""
    if (
        environ["REQUEST_METHOD"] not in READS
        or not environ.get("PATH_INFO", "").startswith(REMEMBERED)
        or not FOR_DJANGO.isdisjoint(environ)
        or environ.get("CONTENT_LENGTH") not in (None, "", "0")
    ):
        return None
    return tuple(map(environ.get, PLACE))


def recalled(
    place: Hashable, environ: Environment, connection: BaseDatabaseWrapper | None = None
) -> Sent | None:
    """Return what is remembered of a place, as one visitor gets it; None where nothing is."""
    spent = Spent()
    found = recall(place, connection)
    sent = found.sent_to(environ) if found else None
    visitor = visitor_of(environ) if sent else None
    if sent is None or visitor is None:
        return None
    memory.count(sent)
    (status, headers, body), (address, told_to_them) = sent, visitor
    method, path = environ["REQUEST_METHOD"], get_path_info(environ)
    spent.entries["cache"] = HIT
    metrics.count(ROUTE, method, int(status[:3]), spent)
    say(method, path, int(status[:3]), since=spent.started, address=address)
    headers = headers + told_to_them + timing_of(spent, environ, told_to_them)
    return status, headers, body if method == "GET" else b""


def recall(place: Hashable, connection: BaseDatabaseWrapper | None = None) -> Found | None:
    """Return what is remembered of a place as it is now, None where there is nothing."""
    try:
        version = version_at_a_glance(connection)
    except Error:
        return None  # Django finds out what is wrong, and says so as ever
    passage: Passage | None = memory.find(version, place)
    if passage is None:
        return None
    answer = memory.find(version, passage.key) if passage.leads_to_bytes else None
    return Found(Note(version, passage.key), passage, answer)


def remember(
    place: Hashable,
    note: Note,
    headers: list[tuple[str, str]],
    response: HttpResponse,
    environ: Environment,
) -> list[tuple[str, str]]:
    """Remember the way to an answer that was kept, and return the headers to send it with.

    Packed, where it is to be: then its bytes are set anew.
    """
    vary = {name.strip().lower() for name in response.headers.get("Vary", "").split(",")}
    if response.status_code not in (200, 304) or response.cookies or not vary <= SEEN:
        return headers
    passage = Passage(note.key, headers)
    if not memory.keep(note.version, place, passage, passage.cost + len(repr(place))):
        return headers
    found = Found(note, passage, memory.find(*note) if response.status_code == 200 else None)
    if found.answer is None or not takes_packed(environ.get("HTTP_ACCEPT_ENCODING", "")):
        return headers
    if packed := found.packed():
        response.content = packed
        own = [each for each in headers if each not in passage.plain]
        return [*passage.packed(found.answer), *own]
    return headers


def visitor_of(environ: Environment) -> tuple[str, list[tuple[str, str]]] | None:
    """Return a visitor's address and what only they are told, None for one whom Django judges."""
    long = [len(name) + len(environ[name]) for name in environ if name.startswith("HTTP_")]
    if max(long, default=0) > LONG or sum(long) > MUCH:
        return None
    found = client_address(environ, proxies=settings.TRUSTED_PROXIES)
    if not is_welcome(found):
        return None
    address = str(found or "")
    standing = standing_of(address)
    if standing is not None and not standing.admitted:
        return None
    headers = [(HEADER, begin(environ.get("HTTP_X_REQUEST_ID", "")))]
    if standing is not None:
        headers += told(standing)
    if origin := environ.get("HTTP_ORIGIN"):
        headers += told_to_readers(origin)
    return address, headers


def known(sent: str, tag: str) -> str:
    """Return by which tag a reader has the answer already, empty where they do not.

    A star says that any will do; packed bytes and plain ones say the same.
    """
    if sent == tag:  # as nearly always where there is one
        return tag
    for each in parse_etags(sent) if sent else ():
        if each == "*":
            return tag
        if plain_tag(each) == tag:
            return each.removeprefix("W/")
    return ""
