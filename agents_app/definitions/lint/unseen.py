"""Characters that no reader sees and every model reads.

Whatever gives an emoji its shape, joins letters in scripts that join, or turns the direction in a
text that is written from right to left, is left alone.
"""

from __future__ import annotations

import re
import unicodedata

_EMOJI = (
    "\\u00a9\\u00ae\\u203c\\u2049\\u2122\\u2139\\u2190-\\u21ff\\u2300-\\u23ff\\u2460-\\u24ff"
    "\\u25a0-\\u27bf\\u2900-\\u297f\\u2b00-\\u2bff\\u3030\\u303d\\u3297\\u3299"
    "\\U0001f000-\\U0001faff"
)
_IDEOGRAPHS = "\\u3400-\\u9fff\\uf900-\\ufaff\\U00020000-\\U0003ffff"
_OPERATORS = "\\u2200-\\u22ff\\u2a00-\\u2aff"
_JOINING = "\\u0600-\\u109f\\u1780-\\u18af\\ufb50-\\ufdff\\ufe70-\\ufefc"
_TAGS = "\\U000e0000-\\U000e007f"
_FLAG = "\\U0001f3f4"
# England, Scotland, Wales: the flags that Unicode spells in tag characters.
_FLAGS = "|".join(
    "".join(chr(0xE0000 + ord(letter)) for letter in region) + "\U000e007f"
    for region in ("gbeng", "gbsct", "gbwls")
)
_ALWAYS = (
    "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u00ad\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b"
    "\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\\U0001d173-\\U0001d17a"
    "\\U000e0080-\\U000e00ff\\U000e01f0-\\U000e0fff"
)
_DIRECTION = "\\u061c\\u200e\\u200f"
_SELECTORS = "\\ufe00-\\ufe0f\\U000e0100-\\U000e01ef"
_CANDIDATES = re.compile(f"[{_ALWAYS}{_DIRECTION}{_SELECTORS}{_TAGS}\\u200c\\u200d\\u2800]")
_CONTROLS = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f]+")
_UNSEEN = "|".join(
    (
        f"[{_ALWAYS}]+",
        f"(?<![{_IDEOGRAPHS}{_OPERATORS}])[\\ufe00-\\ufe0d]",
        # A digit takes a selector only in a keycap.
        f"(?<![{_EMOJI}{_IDEOGRAPHS}])(?!(?<=[0-9#*])\\ufe0f\\u20e3)[\\ufe0e\\ufe0f]",
        f"(?<![{_IDEOGRAPHS}])[\\U000e0100-\\U000e01ef]",
        f"\\u200d(?!(?<=[{_EMOJI}\\ufe0f]\\u200d)[{_EMOJI}])(?<![{_JOINING}]\\u200d)",
        f"\\u200c(?<![{_JOINING}]\\u200c)",
        "(?<![\\u2801-\\u28ff])\\u2800(?![\\u2801-\\u28ff])",
        f"(?<![{_TAGS}{_FLAG}])[{_TAGS}]+",
        f"(?<={_FLAG})(?!(?:{_FLAGS})(?![{_TAGS}]))[{_TAGS}]+",
    )
)
_LEFT_TO_RIGHT = re.compile(f"{_UNSEEN}|[{_DIRECTION}]+")
_WITH_RIGHT_TO_LEFT = re.compile(_UNSEEN)
_FROM_THE_RIGHT = re.compile("[\\u0590-\\u05ff\\u0620-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc]")


def unseen_in(text: str) -> re.Pattern[str]:
    """Return the pattern that finds the runs of unseen characters in this text."""
    if text.isascii() or not _CANDIDATES.search(text):
        return _CONTROLS
    return _WITH_RIGHT_TO_LEFT if _FROM_THE_RIGHT.search(text) else _LEFT_TO_RIGHT


def name_of(character: str) -> str:
    """Return how people speak of a character: ``U+202E right-to-left override``."""
    name = unicodedata.name(character, "control character").lower()
    return f"U+{ord(character):04X} {name}"


def visible(text: str) -> str:
    """Return a text in which each unseen character, and each line break, shows as a mark."""
    return unseen_in(text).sub(
        lambda run: "".join(f"<U+{ord(character):04X}>" for character in run[0]),
        " ".join(text.split()),
    )
