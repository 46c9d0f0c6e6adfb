"""Which request the work of the moment is done for: one id joins answers, log lines and audit."""

from __future__ import annotations

import re
import secrets
from contextvars import ContextVar

_WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{7,63}", re.ASCII)
_current: ContextVar[str] = ContextVar("request_id", default="")


def begin(wished: str = "") -> str:
    """Begin a request under the id that its sender wished for, or a new one; return the id.

    Any sender may choose: an id joins what belongs together and proves nothing, so the worst
    that a chosen one does is to join the sender's own lines. What is not 8 to 64 letters,
    digits, dots and hyphens is not taken; without an underscore no token passes for an id.

    It holds until the next request begins on this thread, so that what is done after the
    answer (a log line of the server, a streamed body) still bears it.
    """
    request_id = wished if _WELL_FORMED.fullmatch(wished) else secrets.token_hex(16)
    _current.set(request_id)
    return request_id


def current_request() -> str:
    """Return the id of the request that is being answered, empty outside of any."""
    return _current.get()
