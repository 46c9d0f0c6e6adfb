"""Labels: words that stay on one line, are text in every encoding, and are not too long."""

from __future__ import annotations

import re

from agents_app.graph.graph import Node

MOST_TITLE = 80
MOST_NOTE = 60

_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
# They turn the direction of what follows, so that a drawing would show other words than it has.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Halves of characters can't be encoded, and XML has no place for U+FFFE, U+FFFF and their kind.
_NO_TEXT = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def plain(words: str) -> str:
    """Return words with every blank, line end and control character made one blank."""
    words = _NO_TEXT.sub("\ufffd", _TURNING.sub("", words))
    return _BLANKS.sub(" ", words).strip()


def shortened(words: str, most: int) -> str:
    """Return plain words, cut with an ellipsis where they are longer than ``most``."""
    words = plain(words)
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def titled(node: Node) -> str:
    """Return what a drawing calls a node: its title, its key where the title shows nothing."""
    return shortened(node.title, MOST_TITLE) or shortened(node.key, MOST_TITLE)
