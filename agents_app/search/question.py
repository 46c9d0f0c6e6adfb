"""What a question asks: words, "phrases" and -exclusions; the last word may go on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agents_app.errors import BadRequest
from agents_app.search.words import words_of

MOST_CHARACTERS = 256
MOST_TERMS = 16
# A single letter finds what begins with it, but every agent has such words: they rank nobody.
_SHORTEST_BEGINNING = 2

# A minus excludes only where a term begins; elsewhere it is a hyphen. A quote left open ends
# where the question ends.
_TERM = re.compile(r"(?P<minus>(?<!\S)-)?(?:\"(?P<phrase>[^\"]*)\"?|(?P<bare>[^\s\"]+))")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand side by side; with ``prefix`` the last of them may go on."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What must be found, all of it, and what must not be found, none of it."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is asked: a text of signs alone finds nobody."""
        return not (self.wanted or self.unwanted)

    def ranked_words(self) -> list[Term]:
        """Return each wanted word once, by itself: ranking weighs words, not phrases."""
        words: dict[str, bool] = {}
        for term in self.wanted:
            for word in term.words:
                words.setdefault(word, False)
        last = self.wanted[-1] if self.wanted else None
        if last and last.prefix and len(last.words[-1]) >= _SHORTEST_BEGINNING:
            words[last.words[-1]] = True
        return [Term((word,), prefix) for word, prefix in words.items()][:MOST_TERMS]


def read_question(text: str) -> Question:
    """Read a question; any text is one. Raises BadRequest for one that is too long."""
    if len(text) > MOST_CHARACTERS:
        message = f"A question has at most {MOST_CHARACTERS} characters; shorten it."
        raise BadRequest("too_long", message, field="q")
    wanted: dict[Term, None] = {}
    unwanted: dict[Term, None] = {}
    end = len(text.rstrip())
    for match in _TERM.finditer(text):
        bare = match["bare"]
        words = tuple(words_of(match["phrase"] if bare is None else bare))
        goes_on = bare is not None and not match["minus"] and match.end() == end
        if words:
            (unwanted if match["minus"] else wanted)[Term(words, goes_on)] = None
    if len(wanted) + len(unwanted) > MOST_TERMS:
        message = f"A question has at most {MOST_TERMS} words and phrases; leave some out."
        raise BadRequest("too_many_words", message, field="q")
    return Question(tuple(wanted), tuple(unwanted))
