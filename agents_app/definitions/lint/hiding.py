"""Orders to the model that stand where a rendered page shows nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

# An order is a word from each group, in this order, in one sentence and near each other.
_ORDERS = (
    (
        ("ignore", "disregard", "forget", "override", "bypass"),
        ("instruction", "rule", "prompt", "polic", "guideline", "above", "previous", "prior"),
    ),
    (
        ("do not", "don't", "don\u2019t", "never", "without"),
        ("tell", "inform", "mention", "reveal", "disclos", "show", "ask", "notif", "alert", "warn"),
        ("user", "human", "person", "people", "anyone", "anybody", "reader", "owner", "reviewer"),
    ),
    (
        ("send", "post", "upload", "exfiltrat", "forward", "leak", "copy"),
        ("http", "secret", "token", "password", "credential", "key", "env"),
    ),
    (("run", "execut", "fetch", "download"), ("curl", "wget", "bash", "http", "command", "script")),
    (("you",), ("are now", "must now", "must always", "must never")),
    (("system",), ("prompt",)),
    (("new",), ("instruction",)),
    (("secretly", "covertly", "silently"),),
)
# Bounded and possessive, for a comment may be a megabyte long.
_GAP = r"\w{0,9}+(?:[^\w.!?]{1,9}+\w{1,30}+){0,4}?[^\w.!?]{1,9}+"
_PATTERNS = tuple(
    (groups, re.compile(r"\b" + _GAP.join(f"(?:{'|'.join(group)})" for group in groups), re.I))
    for groups in _ORDERS
)
# Neighbours are taken together: a list of a thousand links is one stretch. A comment that is never
# closed hides the rest of the text.
_UNRENDERED = (
    ("<!--", re.compile(r"(?:<!--(?:[^-]++|-(?!->))*+(?:-->\s*|\Z))+")),
    ("]:", re.compile(r"(?:^ {0,3}\[[^\[\]\n]{1,999}\]:[^\n]*\n?)+", re.M)),
    ("](", re.compile(r"(?:\]\([^()\s]{0,500}[ \t]{1,9}[\"'][^\"'\n]{1,500}[\"']?)+")),
    ("![", re.compile(r"!\[[^\[\]\n]{1,500}\]")),
)


def hidden_orders(text: str) -> Iterator[tuple[int, str]]:
    """Yield orders in comments, link definitions, link titles and image texts, with offsets."""
    stretches = [pattern for mark, pattern in _UNRENDERED if mark in text]
    patterns = list(_likely(text)) if stretches else []
    for stretch in (match for pattern in stretches for match in pattern.finditer(text)):
        found = (pattern.search(text, *stretch.span()) for pattern in patterns)
        if order := next(filter(None, found), None):
            yield order.start(), order[0]


def _likely(text: str) -> Iterator[re.Pattern[str]]:
    """Yield the orders of which every word is somewhere: seldom any, and that is quickly seen."""
    lower = text.lower()
    for groups, pattern in _PATTERNS:
        if all(any(word in lower for word in group) for group in groups):
            yield pattern
