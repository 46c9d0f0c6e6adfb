"""Secrets taken out of what is about to be logged or told: a second wall, for nothing should
have put them there.
"""

from __future__ import annotations

import re

from agents_app.definitions.lint.credentials import redacted as without_keys

HIDDEN = "[redacted]"

# Every repetition is possessive or ends at what it can't contain: no text makes this slow. The
# quotes stay where they are, so that a line of JSON is still one.
_OPENING = r"(\\?[\"']?\s{0,4}+[:=]\s{0,4}+\\?[\"']?)"
_HEADERS = re.compile(rf"((?:authorization|cookie){_OPENING})[^\"'\\\r\n]++", re.I)
_QUOTED = re.compile(
    r"((?:passw(?:or)?d|secret|token|api_?key|csrftoken|sessionid|secret_key|middlewaretoken)"
    r"[\"']\s{0,4}+[:=]\s{0,4}+)\"(?:[^\"\\\r\n]|\\.)*+\"",
    re.I,
)
_NAMED = re.compile(
    r"((?:passw(?:or)?d|secret|token|api_?key|csrftoken|sessionid|secret_key)"
    rf"{_OPENING})[^\s\"'\\,;&]++",
    re.I,
)
_SCHEMES = re.compile(r"\b((?:bearer|basic)\s{1,4}+)[\w.~+/=-]{8,}+", re.I)
_OURS = re.compile(r"\broster_[\w-]{16,}+")
_SIGNED = re.compile(r"\beyJ[\w-]{5,}+\.[\w-]++\.[\w-]*+")
_USERINFO = re.compile(r"(://[^\s/:@\"']{0,200}+:)[^\s/@\"'\\]++(?=@)")


def redacted(text: str) -> str:
    """Return a text without the tokens, cookies, passwords and keys that stand in it."""
    text = _HEADERS.sub(rf"\1{HIDDEN}", text)
    text = _QUOTED.sub(rf'\1"{HIDDEN}"', text)
    text = _NAMED.sub(rf"\1{HIDDEN}", text)
    text = _SCHEMES.sub(rf"\1{HIDDEN}", text)
    text = _USERINFO.sub(rf"\1{HIDDEN}", text)
    for shape in (_OURS, _SIGNED):
        text = shape.sub(HIDDEN, text)
    return without_keys(text)
