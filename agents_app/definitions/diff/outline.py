"""Sections that came, went, were renamed, or say something else now.

A section's path is its anchor below those of the headings above it (``rules/model-design``). Under
one heading, sections of one anchor are the same; of the rest, those with the same words under them
(or, with none, the same smaller headings) are renamed. So are sections that moved with their words.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from agents_app.definitions.body import Section
from agents_app.definitions.diff.change import Change

Likeness = Callable[["PlacedSection"], Hashable]
Pairs = list[tuple["PlacedSection", "PlacedSection"]]


@dataclass(frozen=True, slots=True, eq=False)
class PlacedSection:
    """A section with its path; ``level`` and ``line`` are those of its heading."""

    path: str
    section: Section

    @property
    def title(self) -> str:
        """Return the heading's text."""
        return self.section.title

    @property
    def level(self) -> int:
        """Return the heading's level, 1 to 6."""
        return self.section.level

    @property
    def line(self) -> int:
        """Return the 1-based line of the heading in its file."""
        return self.section.line

    def below(self) -> list[PlacedSection]:
        """Return the sections under it."""
        return _placed(self.section.sections, self.path + "/")


@dataclass(frozen=True, slots=True)
class Outline:
    """Sections of the new text, of the old text, and of both, in file order.

    One that has another title and other words too stands in both of the last two.
    """

    added: tuple[PlacedSection, ...]
    removed: tuple[PlacedSection, ...]
    renamed: tuple[Change[PlacedSection], ...]
    changed: tuple[Change[PlacedSection], ...]


def compare_sections(old: Sequence[Section], new: Sequence[Section]) -> Outline:
    """Compare two trees of sections; words count, blanks do not."""
    pairs: Pairs = []
    removed: list[PlacedSection] = []
    added: list[PlacedSection] = []
    # Each level of headings lies deeper than the one above it, so this ends after six.
    pending = [(_placed(old, ""), _placed(new, ""))]
    while pending:
        same, gone, come = _meet(*pending.pop(), lambda each: each.section.anchor)
        alike, gone, come = _meet(gone, come, _likeness)
        pairs += (met := same + alike)
        removed += _with_all_below(gone)
        added += _with_all_below(come)
        pending += [(one.below(), other.below()) for one, other in met]
    moved, removed, added = _meet(removed, added, _own_words)
    changes = [Change(*pair) for pair in sorted(pairs + moved, key=lambda pair: pair[1].line)]
    movers = {id(one) for one, _ in moved}
    return Outline(
        added=tuple(sorted(added, key=lambda each: each.line)),
        removed=tuple(sorted(removed, key=lambda each: each.line)),
        renamed=tuple(
            each for each in changes if each.old.title != each.new.title or id(each.old) in movers
        ),
        changed=tuple(each for each in changes if _says(each.old) != _says(each.new)),
    )


def _placed(sections: Iterable[Section], above: str) -> list[PlacedSection]:
    return [PlacedSection(above + section.anchor, section) for section in sections]


def _with_all_below(roots: Iterable[PlacedSection]) -> Iterator[PlacedSection]:
    pending = list(roots)
    while pending:
        yield (each := pending.pop())
        pending += each.below()


def _meet(
    old: list[PlacedSection], new: list[PlacedSection], likeness: Likeness
) -> tuple[Pairs, list[PlacedSection], list[PlacedSection]]:
    """Pair the first of a kind with the first of that kind; None is no kind."""
    waiting: dict[Hashable, deque[PlacedSection]] = defaultdict(deque)
    for each in sorted(new, key=lambda each: each.line):
        waiting[likeness(each)].append(each)
    waiting.pop(None, None)
    pairs, gone = [], []
    for each in sorted(old, key=lambda each: each.line):
        if alike := waiting.get(likeness(each)):
            pairs.append((each, alike.popleft()))
        else:
            gone.append(each)
    met = {id(other) for _, other in pairs}
    return pairs, gone, [each for each in new if id(each) not in met]


def _own_words(each: PlacedSection) -> Hashable:
    return tuple(each.section.text.split()) or None


def _likeness(each: PlacedSection) -> Hashable:
    return _own_words(each) or tuple(below.anchor for below in each.section.sections) or None


def _says(each: PlacedSection) -> tuple[int, list[str]]:
    return each.section.level, each.section.text.split()
