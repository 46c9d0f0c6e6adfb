"""How a name as written becomes a key, and which names look alike."""

from __future__ import annotations

import re
import unicodedata

MAX_NAME = 64

_SPELLED_OUT = (
    ("c#", re.compile(r"(?<![a-z0-9])c#"), "csharp"),
    ("c++", re.compile(r"(?<![a-z0-9])c\+\+"), "cpp"),
    (".net", re.compile(r"(?<![a-z0-9])\.net(?![a-z0-9])"), "dotnet"),
)
_UNUSABLE = re.compile(r"[^a-z0-9._]+")
_SEPARATORS = re.compile(r"[\s._/\\-]+")

# Cyrillic and Greek letters that most fonts draw like a Latin one (the part of UTS 39's table
# that matters for lower-case names), each followed by what it looks like.
_LATIN_TWINS = (
    "\u0430a \u0435e \u043eo \u0440p \u0441c \u0443y \u0445x \u0456i \u0458j \u0455s \u04bbh "
    "\u0501d \u051bq \u051dw \u043ak \u043cm \u0442t \u0432b \u043dh \u0433r \u03b1a \u03b2b "
    "\u03b3y \u03b5e \u03b9i \u03bak \u03bdn \u03bfo \u03c1p \u03c4t \u03c5u \u03c7x \u03f2c"
)
_LOOK_ALIKE = str.maketrans({pair[0]: pair[1] for pair in _LATIN_TWINS.split()})
_SAME_STROKE = str.maketrans("il|o", "1110")


def fold_name(written: str) -> str:
    """Return the key's name for a name as written, ``""`` where nothing usable is left.

    NFKC, lower case, ``C#`` → ``csharp``, ``C++`` → ``cpp``, ``.NET`` → ``dotnet``; other runs
    of anything but ``a-z 0-9 . _`` become ``-``; at most 64 characters, the first a letter or
    a digit. Source: product.md, "Names and keys".
    """
    name = _UNUSABLE.sub("-", spelled_out(written)).lstrip("-._")
    return name[:MAX_NAME].rstrip("-")


def skeleton_of(written: str) -> str:
    """Return a form in which names that look alike are equal.

    Case, separators, ``l``/``1``/``i``, ``0``/``o`` and letters of other scripts that look Latin
    are all folded; only equality of two skeletons means anything.
    """
    name = spelled_out(written)
    return _SEPARATORS.sub("", name).translate(_LOOK_ALIKE).translate(_SAME_STROKE)[:MAX_NAME]


def spelled_out(written: str) -> str:
    """Return a text in lower case, with the names that are signs (``C#``) written as words."""
    name = unicodedata.normalize("NFKC", written).lower()
    for sign, pattern, plain in _SPELLED_OUT:
        if sign in name:  # whole prompts pass here, and few name any of them
            name = pattern.sub(plain, name)
    return name


def fold_target(written: str) -> str:
    """Fold a mention of an agent; a ``collection:name`` keeps its collection."""
    collection, _, name = written.strip().rpartition(":")
    scope, folded = fold_name(collection), fold_name(name)
    return f"{scope}:{folded}" if scope and folded else folded
