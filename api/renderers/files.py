"""What an answer carries that is a file of other people's words, and how its faces are linked."""

from __future__ import annotations

import base64

from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView


def make_harmless(response: HttpResponseBase, name: str) -> None:
    """Say what to call the file, and that, opened as a page, it may run and load nothing."""
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"


def tell_digest(response: HttpResponseBase, digest: bytes) -> None:
    """Say what the bytes are, by their SHA-256, as RFC 9530 writes it."""
    response["Repr-Digest"] = f"sha-256=:{base64.b64encode(digest).decode()}:"


def link_to_other_faces(view: APIView, request: Request, response: Response) -> None:
    """Name the other faces of what was found at this address, its parameters included."""
    if response.status_code != 200:
        return
    here = request.build_absolute_uri()
    response["Link"] = ", ".join(
        f"<{replace_query_param(here, 'format', face.format)}>; "
        f'rel="alternate"; type="{face.media_type}"'
        for face in view.get_renderers()
        if face.media_type != response.accepted_media_type
    )
