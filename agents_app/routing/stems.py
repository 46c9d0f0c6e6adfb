"""Stems of English words, by the rules that M. F. Porter published in 1980.

A word is a run of consonants and vowels, ``[C](VC){m}[V]``; most rules ask how large ``m`` is in
what stands before the ending. The names of the steps are those of the paper.
"""

from __future__ import annotations

import re
from functools import lru_cache

_PLAIN = re.compile(r"[a-z]{3,40}\Z")
_VOWELS = frozenset("aeiou")

_DOUBLE = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize",
    "bli": "ble", "alli": "al", "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize",
    "ation": "ate", "ator": "ate", "alism": "al", "iveness": "ive", "fulness": "ful",
    "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble", "logi": "log",
}  # fmt: skip
_SINGLE = {
    "icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": "",
}  # fmt: skip
_LAST = ("al ance ence er ic able ible ant ement ment ent ou ism ate iti ous ive ize ion").split()
# The longest ending that fits is the one that counts, whether its rule then holds or not.
_DOUBLE_ENDINGS = sorted(_DOUBLE, key=len, reverse=True)
_SINGLE_ENDINGS = sorted(_SINGLE, key=len, reverse=True)
_LAST_ENDINGS = sorted(_LAST, key=len, reverse=True)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the stem of a lower-case word; what is not plain English letters stays as it is."""
    if not _PLAIN.match(word):
        return word
    word = _plural(word)
    word = _past_or_progressive(word)
    if word.endswith("y") and _has_vowel(word[:-1]):
        word = word[:-1] + "i"
    word = _exchange(word, _DOUBLE_ENDINGS, _DOUBLE)
    word = _exchange(word, _SINGLE_ENDINGS, _SINGLE)
    word = _drop_last(word)
    return _tidy(word)


def _plural(word: str) -> str:
    """Step 1a: caresses, ponies, cats."""
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _past_or_progressive(word: str) -> str:
    """Step 1b: agreed, plastered, motoring."""
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for ending in ("ed", "ing"):
        if word.endswith(ending):
            start = word[: -len(ending)]
            return _mend(start) if _has_vowel(start) else word
    return word


def _mend(start: str) -> str:
    """Give back what ``-ed`` and ``-ing`` took: conflat(e), siz(e); hopp becomes hop."""
    if start.endswith(("at", "bl", "iz")):
        return start + "e"
    if _doubled(start) and start[-1] not in "lsz":
        return start[:-1]
    return start + "e" if _measure(start) == 1 and _short(start) else start


def _exchange(word: str, endings: list[str], rules: dict[str, str]) -> str:
    """Steps 2 and 3: one ending for another, where enough stands before it."""
    for ending in endings:
        if word.endswith(ending):
            start = word[: -len(ending)]
            return start + rules[ending] if _measure(start) > 0 else word
    return word


def _drop_last(word: str) -> str:
    """Step 4: the last ending goes, where much stands before it."""
    for ending in _LAST_ENDINGS:
        if word.endswith(ending):
            start = word[: -len(ending)]
            fits = _measure(start) > 1 and (ending != "ion" or start.endswith(("s", "t")))
            return start if fits else word
    return word


def _tidy(word: str) -> str:
    """Step 5: a last e, and one of two l."""
    if word.endswith("e"):
        start = word[:-1]
        measure = _measure(start)
        if measure > 1 or (measure == 1 and not _short(start)):
            word = start
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word


def _shape(word: str) -> str:
    """Return v for each vowel and c for each consonant; y is a vowel after a consonant."""
    shape = ""
    for letter in word:
        vowel = letter in _VOWELS or (letter == "y" and shape[-1:] == "c")
        shape += "v" if vowel else "c"
    return shape


def _measure(start: str) -> int:
    return _shape(start).count("vc")


def _has_vowel(start: str) -> bool:
    return "v" in _shape(start)


def _doubled(start: str) -> bool:
    return len(start) > 1 and start[-1] == start[-2] and _shape(start)[-1] == "c"


def _short(start: str) -> bool:
    """Return whether it ends consonant, vowel, consonant, the last not w, x or y."""
    return _shape(start).endswith("cvc") and start[-1] not in "wxy"
