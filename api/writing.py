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
        once = once_of(self.request) if self.request.method == "POST" else None
        found = answer_once(act, by=actor_of(self.request), once=once)
        headers = found.headers | ({REPLAYED: "true"} if found.replayed else {})
        return Response(found.body, status=found.status, headers=headers)


def once_of(request: Request) -> Once | None:
    """Return the key that was sent with what it was sent for, None where there is none.

    The draft standard writes it in quotes; most clients do not, and both are the same key.
    """
    sent = request.headers.get(KEY)
    if sent is None:
        return None
    quoted = len(sent) > 1 and sent.startswith('"') and sent.endswith('"')
    key = sent[1:-1] if quoted else sent
    if not _VISIBLE.fullmatch(key):
        message = f"{KEY} must have 1 to 255 visible ASCII characters, a UUID for instance."
        raise BadRequest("bad_value", message, field=KEY)
    body: Any = request.data
    plain = body if isinstance(body, bytes) else json.dumps(body, sort_keys=True).encode()
    asked = (request.method, request.get_full_path(), request.content_type, plain)
    return Once(key, hashlib.sha256(repr(asked).encode()).hexdigest())
