"""Every read carries a tag made from the journal's serial; who has it already gets a 304."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agents_app.actor import Actor
from agents_app.journal import current_serial
from agents_app.registry import Registry
from api.authentication import actor_of, registry_of

READS = ("GET", "HEAD")
# By what two readers of one address differ, and so may their answers.
READ_BY = ("Accept", "Authorization", "Cookie")


class NotModified(Exception):
    """The reader has this answer already."""


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

    @property
    def registry(self) -> Registry:
        """Return the registry as who asks sees it."""
        return registry_of(self.request)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Take the tag after negotiation and before the data, and stop here where it is known.

        A tag that is known was given for this very address, so it need not be looked at again.
        ``*`` promises nothing about the address and waits for the answer.
        """
        super().initial(request, *args, **kwargs)
        if request.method in READS:
            self.tag = self.tag_now(request)
            if self.tag in _known(request):
                raise NotModified

    def tag_now(self, request: Request) -> str:
        """Return the tag of what this request would be answered now."""
        return tag_of(request)

    def handle_exception(self, exc: Exception) -> Response:
        """Answer 304 for what is not modified, and let others judge the rest."""
        if isinstance(exc, NotModified):
            return Unchanged()
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
        return response


def tag_of(request: Request) -> str:
    """Return the strong tag of what this request would be answered now.

    The answer follows from the registry's version, the address with its host (links are
    absolute), the face, the release that draws it, and what the reader may see.
    """
    release = settings.SPECTACULAR_SETTINGS["VERSION"]
    face, sight = request.accepted_media_type, sight_of(actor_of(request))
    parts = (current_serial(), request.build_absolute_uri(), face, release, sight)
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def sight_of(actor: Actor) -> tuple[object, ...]:
    """Return all that decides what a reader sees beside the registry itself; nothing of nobody.

    Who may see a private collection is not in the journal, so it stands here; and no two accounts
    share a tag.
    """
    if actor.user is None:
        return ()
    sets = (actor.roles, actor.scopes, actor.maintains, actor.belongs, actor.within or ())
    return (actor.user, actor.within is None, *(sorted(each) for each in sets))


def _keeping(actor: Actor) -> str:
    """Say who may keep an answer; whoever does asks each time, which costs one query."""
    return "no-cache" if actor.user is None else "private, no-cache"


def _known(request: Request) -> set[str]:
    """Return the tags that the reader has; for a read a weak tag is as good as a strong one."""
    tags = parse_etags(request.headers.get("If-None-Match", ""))
    return {tag.removeprefix("W/") for tag in tags}
