"""Words of a text as they are compared: folded, cut at hyphens, stemmed."""

from __future__ import annotations

import re
import unicodedata

from agents_app.routing.stems import stem

# Names whose signs carry the meaning; without this C, C# and C++ would be one word.
_SIGNS = (
    ("c++", re.compile(r"(?<![a-z0-9])c\+\+"), "cpp"),
    ("c#", re.compile(r"(?<![a-z0-9])c#"), "csharp"),
    ("f#", re.compile(r"(?<![a-z0-9])f#"), "fsharp"),
    (".net", re.compile(r"(?<![a-z0-9])\.net\b"), "dotnet"),
    (".js", re.compile(r"(?<=[a-z0-9])\.js\b"), "js"),
)
# Scripts that put no blanks between words give one word a character.
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_PIECE = re.compile(rf"\n|{_WORD.pattern}")
# The genitive and what n't, 'll and their kin leave behind are no words. (The mark comes first:
# a pattern that begins with a look behind is tried at every letter.)
_TAILS = re.compile("['\u2019](?<=\\w['\u2019])(?:s|t|d|m|ll|re|ve)\\b")

# What people say around a task. The rarity of a word among definitions does not find these:
# definitions do not say "we" and "our", so both would look like telling words.
STOP_WORDS = frozenset(
    """
    a about above after again all also am an and any are as at be because been before being below
    both but by can cannot could did do does doing don down during each either else every few for
    from further get give go got had has have having he help her here hers him his how i if in into
    is isn it its itself just let like make may me might more most must my need needs no nor not now
    of off on once one only or other our ours out over own please same she should so some such than
    thanks that the their theirs them then there these they thing things this those through to too
    under until up us very want wants was we were what when where whether which while who whom whose
    why will with without would you your yours yourself
    """.split()
)


def words_of(text: str) -> list[str]:
    """Return all words of a text in order, stemmed, stop words included."""
    return [stem(word) for word in _WORD.findall(fold(text))]


def asked(task: str) -> list[tuple[str, str]]:
    """Return each word of a task that counts, stemmed and as it was written."""
    words = _WORD.findall(fold(task))
    return [(stem(word), word) for word in words if word not in STOP_WORDS]


def fold(text: str) -> str:
    """Return a text in the form in which its words are cut; lines stay lines."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    for hint, sign, name in _SIGNS:
        if hint in folded:
            folded = sign.sub(name, folded)
    return _TAILS.sub("", folded)


def pieces(folded: str) -> list[str]:
    """Return the words of a folded text as they are spelled, and each line end."""
    return _PIECE.findall(folded)
