"""Writes over HTTP: done in one transaction with their answer, and once for each key."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agents_app.actions.answer_once import Answer, Once, answer_once
from agents_app.errors import BadRequest
from api.authentication import actor_of

KEY = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
_VISIBLE = re.compile(r"[\x21-\x7e]{1,255}")


class AnswersOnce(APIView):
    """Changes whose ``POST`` takes an ``Idempotency-Key``."""

    def answer(self, act: Callable[[], Answer]) -> Response:
        """Do it and answer, or say again what was answered to the same request."""
        return self.respond(self.once(act))

    def once(self, act: Callable[[], Answer], *, sent: bytes | None = None) -> Answer:
        """Do it, or find what was answered; sent: what the body says, where it is no JSON."""
        once = once_of(self.request, sent) if self.request.method == "POST" else None
        return answer_once(act, by=actor_of(self.request), once=once)

    def respond(self, answer: Answer) -> Response:
        """Return the response that an answer is."""
        headers = answer.headers | ({REPLAYED: "true"} if answer.replayed else {})
        return Response(answer.body, status=answer.status, headers=headers)


def once_of(request: Request, sent: bytes | None = None) -> Once | None:
    """Return the key that was sent with what it was sent for, None where there is none.

    The draft standard writes it in quotes; most clients do not, and both are the same key. Of the
    media type no parameter counts: a form that is sent again has another boundary.
    """
    named = request.headers.get(KEY)
    if named is None:
        return None
    quoted = len(named) > 1 and named.startswith('"') and named.endswith('"')
    key = named[1:-1] if quoted else named
    if not _VISIBLE.fullmatch(key):
        message = f"{KEY} must have 1 to 255 visible ASCII characters, a UUID for instance."
        raise BadRequest("bad_value", message, field=KEY)
    body: Any = request.data if sent is None else sent
    plain = body if isinstance(body, bytes) else json.dumps(body, sort_keys=True).encode()
    media_type = (request.content_type or "").partition(";")[0].strip().lower()
    asked = (request.method, request.get_full_path(), media_type, plain)
    return Once(key, hashlib.sha256(repr(asked).encode()).hexdigest())
