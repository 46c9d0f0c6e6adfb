"""Every read carries a tag made from the journal's serial; who has it already gets a 304."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.utils.http import parse_etags
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agents_app.journal import current_serial

READS = ("GET", "HEAD")


class NotModified(Exception):
    """The reader has this answer already."""


class Unchanged(Response):
    """304: nothing is rendered, whatever face was asked for."""

    rendered_content = b""

    def __init__(self) -> None:
        super().__init__(status=304)
        del self["Content-Type"]


class TaggedReads(APIView):
    """Gives each successful read an ``ETag`` and answers ``If-None-Match`` with 304."""

    tag = ""

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
        if is_read and response.status_code in (200, 304):
            response["ETag"] = self.tag
            # Kept by whoever likes, but asked about each time: one query says if it still holds.
            response["Cache-Control"] = "no-cache"
        return response


def tag_of(request: Request) -> str:
    """Return the strong tag of what this request would be answered now.

    The answer follows from the registry's version, the address with its host (links are
    absolute), the face, and the release that draws it.
    """
    release = settings.SPECTACULAR_SETTINGS["VERSION"]
    parts = (current_serial(), request.build_absolute_uri(), request.accepted_media_type, release)
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def _known(request: Request) -> set[str]:
    """Return the tags that the reader has; for a read a weak tag is as good as a strong one."""
    tags = parse_etags(request.headers.get("If-None-Match", ""))
    return {tag.removeprefix("W/") for tag in tags}
