"""Every read carries a tag made from the journal's serial; who has it already gets a 304.

A tag is ``"<serial>-<place>-<face>"``: the version of the registry, the address without its host
and parameters, and all else that the answer hangs on. So a write can tell from a tag when its
sender last saw an agent, and goes through where that agent alone has not changed since: changes
elsewhere make a read stale, but no write.

What was answered is kept in ``api.memory`` as long as the version holds, under the whole of what
the tag is a digest of.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Hashable
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agents_app.actor import Actor
from agents_app.errors import PreconditionRequired
from agents_app.registry import Registry
from agents_app.timing import tell
from agents_app.version import Version, current_version, in_open_transaction
from api.authentication import actor_of, registry_of
from api.memory import NOTE, Answer, Known, Note, Recalled, memory, plain_tag

READS = ("GET", "HEAD")
# By what two readers of one address differ, and so may their answers.
READ_BY = ("Accept", "Accept-Encoding", "Authorization", "Cookie")
JSON = "application/json"
_TAG = re.compile(r'"([0-9]{1,18})-([0-9a-f]{16})-[0-9a-f]{16}(?:-gzip)?"')
_NEVER = -1  # no serial is older: whoever saw the agent then has missed something


class NotModified(Exception):
    """The reader has this answer already, under this tag."""

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        self.tag = tag


class Unchanged(Response):
    """304: nothing is rendered, whatever face was asked for."""

    rendered_content = b""

    def __init__(self) -> None:
        super().__init__(status=304)
        del self["Content-Type"]


class TaggedReads(APIView):
    """Gives each successful read an ``ETag`` and answers ``If-None-Match`` with 304.

    What is read comes out of ``registry``: there is no other way, so no view can forget it.
    """

    tag = ""
    # Whether an answer follows from the version, the address, the face and the reader alone.
    is_kept = True

    @property
    def registry(self) -> Registry:
        """Return the registry as who asks sees it."""
        return registry_of(self.request)

    @cached_property
    def version(self) -> Version:
        """Return the version that is answered; it is looked up before the data."""
        return current_version()

    @cached_property
    def kept_under(self) -> tuple[Hashable, ...]:
        """Return under what the answer is kept."""
        return _whole(self.request)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Take the tag after negotiation and before the data, and stop here where it is known.

        A tag that is known was given for this very address, so it need not be looked at again.
        ``*`` promises nothing about the address and waits for the answer.
        """
        super().initial(request, *args, **kwargs)
        if request.method in READS:
            self.tag = self.tag_now(request)
            if sent := _known(request).get(self.tag):
                raise NotModified(sent)
            if self._may_keep(request):
                self._recall(request)

    def tag_now(self, request: Request) -> str:
        """Return the tag of what this request would be answered now."""
        return tag_of(request, version=self.version)

    def handle_exception(self, exc: Exception) -> Response:
        """Answer what is known already, and let others judge the rest."""
        if isinstance(exc, NotModified):
            self.tag = exc.tag
            return Unchanged()
        if isinstance(exc, Known):
            return Recalled(exc.answer)
        return super().handle_exception(exc)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Put the tag on a success; a problem carries none."""
        is_read = request.method in READS
        if is_read and response.status_code == 200 and "*" in _known(request):
            response = Unchanged()
        response = super().finalize_response(request, response, *args, **kwargs)
        if is_read:
            patch_vary_headers(response, READ_BY)
        if is_read and response.status_code in (200, 304):
            response["ETag"] = self.tag
            response["Cache-Control"] = _keeping(actor_of(request))
            if self._may_keep(request):
                self._keep(request, response)
        return response

    def _may_keep(self, request: Request) -> bool:
        """Return whether the answer may be that of before, and be given to others later.

        Not a page for people, which tells its reader's name. Not what an open transaction sees.
        """
        is_page = request.accepted_renderer.format == "api"
        return self.is_kept and not is_page and memory.is_on and not in_open_transaction()

    def _recall(self, request: Request) -> None:
        answer: Answer | None = memory.find(self.version, self.kept_under)
        memory.count(answer)
        tell("cache", "hit" if answer else "miss")
        if answer is not None:
            raise Known(answer)

    def _keep(self, request: Request, response: HttpResponseBase) -> None:
        """Keep the answer as soon as it is rendered; what streams never is.

        Of a 304 only the note is left: its tag will do for the next one. It holds for a version
        that was looked up before the tag was, so not where the tag is that of the text alone.
        """
        if "version" not in self.__dict__ or not isinstance(response, Response):
            return
        note = Note(self.version, self.kept_under)

        def keep(rendered: Response) -> None:
            if type(rendered) is Response:
                answer = Answer(tuple(rendered.items()), rendered.content)
                memory.keep(*note, answer, answer.cost)
            request.META[NOTE] = note

        response.add_post_render_callback(keep)


def tag_of(request: Request, address: str | None = None, *, version: Version | None = None) -> str:
    """Return the strong tag of what this request would be answered now.

    The answer follows from the registry's version, the address with its host (links are
    absolute), the face, the release that draws it, and what the reader may see.
    address: that of another entry, as its JSON would be read now. version: where it is known.
    """
    serial, moment = version or current_version()
    return (
        f'"{serial}-{_place(address or request.path)}-{_digest(moment, *_whole(request, address))}"'
    )


def _whole(request: Request, address: str | None = None) -> tuple[Hashable, ...]:
    """Return all that an answer follows from beside the version and the release."""
    here = request.build_absolute_uri(address)
    face = JSON if address else request.accepted_media_type
    return here, face, sight_of(actor_of(request))


def seen_at(request: Request, address: str) -> int | None:
    """Return the newest serial at which the sender of ``If-Match`` saw an address.

    None for ``*``, which takes any state. A weak tag, or one of another address, was never seen
    here. Raises PreconditionRequired where the header is missing.
    """
    sent = request.headers.get("If-Match")
    if sent is None:
        raise PreconditionRequired(
            "precondition_required",
            "Say which version you have seen: send the ETag of your last read as If-Match.",
        )
    tags = parse_etags(sent)
    if "*" in tags:
        return None
    found = (_TAG.fullmatch(tag) for tag in tags)
    here = (match for match in found if match and match[2] == _place(address))
    return max((int(match[1]) for match in here), default=_NEVER)


def _place(path: str) -> str:
    return _digest(path)


def _digest(*parts: object) -> str:
    release = settings.SPECTACULAR_SETTINGS["VERSION"]
    return hashlib.sha256(repr((release, *parts)).encode()).hexdigest()[:16]


def sight_of(actor: Actor) -> tuple[Hashable, ...]:
    """Return all that decides what a reader sees beside the registry itself; nothing of nobody.

    Who may see a private collection is not in the journal, so it stands here; and no two accounts
    share a tag.
    """
    if actor.user is None:
        return ()
    sets = (actor.roles, actor.scopes, actor.maintains, actor.belongs, actor.within or ())
    return (actor.user, actor.within is None, *(tuple(sorted(each)) for each in sets))


def _keeping(actor: Actor) -> str:
    """Say who may keep an answer; whoever does asks each time, which costs one query.

    Not ``public``: shared caches keep what nobody signed in for anyway, and the word would let
    them keep what somebody did sign in for.
    """
    return "no-cache" if actor.user is None else "private, no-cache"


def _known(request: Request) -> dict[str, str]:
    """Return the tags that the reader has, by what they are unpacked; as strong ones.

    For a read a weak tag is as good as a strong one, and packed bytes say the same as plain ones.
    """
    tags = parse_etags(request.headers.get("If-None-Match", ""))
    return {"*" if tag == "*" else plain_tag(tag): tag.removeprefix("W/") for tag in tags}
