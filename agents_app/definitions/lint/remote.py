"""Code from elsewhere or in disguise: downloads that are run, base64, commands on loading."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SHELL = r"(?:(?:ba|z|da|k)?sh|python[23]?|node|perl|ruby|php|iex|invoke-expression)\b"
_COMMAND = re.compile(
    r"(?<![\w-])(?:curl|wget|iwr|irm|invoke-webrequest|invoke-restmethod|base64)\b"
    # Up to the pipe in one go, so that no part of a long line is read twice.
    r"(?P<arguments>(?:[^\n|`\\]++|\\.)*+)"
    rf"(?P<pipe>\|[ \t\\\n]{{0,9}}(?:sudo (?:-\w{{1,9}} ){{0,3}})?(?:/usr)?(?:/bin/)?{_SHELL})?",
    re.I | re.S,
)
_FROM_ELSEWHERE = ("://", "$", "-d", "-D", "--decode")
_FETCHERS = ("curl", "wget", "iwr", "irm", "nvoke-", "base64")
_SUBSTITUTED = re.compile(
    rf"(?<![\w-])(?:eval|source|{_SHELL})[ \t][^\n|`(<$]{{0,20}}+"
    r"(?:<\(|\$?\()[ \t]?(?:curl|wget|iwr|irm)\b",
    re.I,
)
_ON_LOADING = re.compile(r"!`(?<![^\s(]!`)[^`\n]{1,300}`")
_BASE64 = re.compile(
    r"(?<![0-9A-Za-z+/])[0-9A-Za-z+/]{60,}+(?:\n[ \t]{0,8}[0-9A-Za-z+/]{40,}+)*+={0,2}"
)
_SHORTEST_LINE = 60  # of base64, as tools wrap it
_LONGEST_BASE64 = 200
_FEWEST_CHARACTERS = 20  # different ones; a path or a ruler has fewer


def remote_code(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offset of each, and what the text does there, as the verb of a sentence."""
    lower = text.lower()
    if any(word in lower for word in _FETCHERS) and any(sign in text for sign in _FROM_ELSEWHERE):
        yield from _run_downloads(text)
    if "!`" in text:
        for match in _ON_LOADING.finditer(text):
            yield match.start(), "runs a command while it is loaded"
    if max(map(len, text.split()), default=0) >= _SHORTEST_LINE:
        yield from _encoded(text)


def _run_downloads(text: str) -> Iterator[tuple[int, str]]:
    for match in _COMMAND.finditer(text):
        if match["pipe"] and any(sign in match["arguments"] for sign in _FROM_ELSEWHERE):
            yield match.start(), "pipes foreign text into an interpreter"
    for match in _SUBSTITUTED.finditer(text):
        yield match.start(), "runs what it downloads"


def _encoded(text: str) -> Iterator[tuple[int, str]]:
    for match in _BASE64.finditer(text):
        letters = "".join(match[0].split())
        mixed = not (letters.islower() or letters.isupper() or letters.isalpha())
        if len(letters) > _LONGEST_BASE64 and len(set(letters)) >= _FEWEST_CHARACTERS and mixed:
            yield match.start(), f"holds {len(letters):,} characters of base64"
