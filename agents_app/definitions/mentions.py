"""The grammars in which a bullet or a table row names agents.

``**With x**: note`` · ``Collaborate with x on note`` · ``**a / b** - note`` · ``x: note`` · rows
with names in backticks. Several targets in one bullet give one mention each. Evidence: the counts
in the corpus' quirks, section 7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agents_app.definitions.body import Block, plain_text
from agents_app.definitions.names import fold_name, fold_target

_PART = r"[a-z0-9]+(?:[._][a-z0-9]+)*"
_KEBAB = re.compile(rf"(?<![\w.@#$&-]){_PART}(?:-{_PART})+(?![\w-])")
_WORD = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?\Z")
_LABELLED = re.compile(
    r"(?:(?P<mark>\*\*|__)(?P<bold>[^*]{1,200}?):?(?P=mark)|(?P<bare>[A-Za-z0-9._@/-]{2,64}(?=:)))"
    r"[ \t]*(?::|[\u2013\u2014]|-{1,2}(?=\s)|\u2192|(?=\()|\Z)[ \t]*(?P<note>.*)\Z",
    re.S,
)
_INTRODUCED = re.compile(r"(?:with|after|before|from|to|via|by|and)\s+(?:the\s+)?", re.I)
_JOINTS = re.compile(r"\s*(?:,\s*(?:and|or)\s|,|/|&|\+|\band\b|\bor\b)\s*", re.I)
_SENTENCE = re.compile(
    r"(?P<verb>[A-Z][a-z]+)(?:\s+(?:closely|directly|together|back|off|over|up|out))?"
    r"(?:\s+(?:with|to|from|for|alongside|by|on))?\s+(?:the\s+)?(?P<slot>\S.*)\Z",
    re.S,
)
_SLOT_END = re.compile(r"\s(?:on|for|to|in|with|about|when|during|regarding)\b|[.;:]?\s*\Z")
_LEADS_IN = re.compile(
    r"(?:\b(?:with|to|from|for|by|via|alongside|and|or|of|the)|[,/(])\s*\Z", re.I
)
_FOLLOWS = re.compile(
    r"\s*(?:\Z|[,.;:/()\u2013\u2014&]|'s|\u2019s|-{1,2}\s|(?:on|for|to|about|in|regarding|when|"
    r"during|with|as|by|through|via|from|that|who|before|after|and|or|if|where|while|at|of)\b)",
    re.I,
)
# Groups of people and departments are no agents: sales-teams, domain-experts.
_A_GROUP = re.compile(
    r"(?:teams?|departments?|groups?|stakeholders|members|clients|partners|vendors|users|"
    r"customers|people|staff|units|services|tools|systems|others|"
    r"(?:er|or|ist|ect|yst|ert|ant|ent|ead|ian)s)\Z"
)
# After these verbs a kebab word is somebody; after others ("Implement exit-intent on …") and in
# mid-sentence it is one for certain only where its last part does a job.
_DEALS_WITH_SOMEBODY = frozenset(
    "Work Collaborate Support Guide Help Assist Partner Coordinate Sync Align Consult Engage Pair "
    "Brief Inform Notify Advise Escalate Delegate Liaise Interface Mentor Join Hand".split()
)
_DOES_A_JOB = re.compile(r"(?:er|or|ist|ect|yst|ert|pro|lead|ant|ian|coach|admin|ops|guru|dev)\Z")
_LOOK_BACK = 24  # characters; no lead-in word is longer
_LONGEST_BULLET = 4_000  # characters; what follows in a longer one is prose


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a bullet; offset is that of the name in the block's text."""

    name: str
    certain: bool
    note: str
    offset: int = 0


def mentions_in(block: Block) -> Iterator[Mention]:
    """Yield what one bullet or table row names."""
    if block.kind == "row":
        yield from _in_row(block)
        return
    text = block.text[:_LONGEST_BULLET]
    labelled = _LABELLED.match(text)
    in_slot = list(_in_label(labelled)) if labelled else []
    if labelled and in_slot:
        yield from in_slot
        yield from (
            Mention(_name(match), False, labelled["note"], match.start())
            for match in _KEBAB.finditer(text, labelled.start("note"))
        )
    else:
        yield from _in_sentence(text)


def _in_label(labelled: re.Match[str]) -> Iterator[Mention]:
    part = "bold" if labelled["bold"] else "bare"
    slot, start = labelled[part], labelled.start(part)
    introduced = _INTRODUCED.match(slot)
    names = slot[introduced.end() :] if introduced else slot
    for name, certain in _in_slot(names, bool(introduced)):
        yield Mention(name, certain, labelled["note"], start + max(slot.find(name), 0))


def _in_slot(slot: str, introduced: bool) -> Iterator[tuple[str, bool]]:
    """Read the names in a bullet's slot: kebab names, single words, display names."""
    bare = re.sub(r"\([^)]*\)", " ", slot.replace("`", "").replace("@", ""))
    for part in (part.strip(" .") for part in _JOINTS.split(bare)):
        if ":" in part and _WORD.match(part.replace(":", "-")):
            yield fold_target(part), True
        elif _WORD.match(part):
            named = introduced or bool(_KEBAB.fullmatch(part) and _DOES_A_JOB.search(part))
            yield part, named and not _A_GROUP.search(part)
        elif 0 < len(part) <= 64 and (name := fold_name(part)):
            yield name, False


def _in_row(block: Block) -> Iterator[Mention]:
    note = plain_text(block.cells[0])
    for cell in block.cells:
        quoted = [name for name in re.findall(r"`([^`]{2,64})`", cell) if _WORD.match(name)]
        for name in quoted:
            yield Mention(name, bool(_KEBAB.fullmatch(name)) and not _A_GROUP.search(name), note)
        if not quoted:
            for name, certain in _in_slot(plain_text(cell), introduced=False):
                yield Mention(name, certain and bool(_DOES_A_JOB.search(name)), note)


def _in_sentence(text: str) -> Iterator[Mention]:
    """Read "Collaborate with x on note", target in the middle or last, several in a row."""
    plain = re.sub(r"[*`]", " ", text)  # as long as the text, so that offsets serve both
    sentence = _SENTENCE.match(plain)
    slot = sentence.start("slot") if sentence else 0
    with_somebody = bool(sentence and sentence["verb"] in _DEALS_WITH_SOMEBODY)
    for match in _KEBAB.finditer(plain):
        name = _name(match)
        before = plain[max(match.start() - _LOOK_BACK, 0) : match.start()]
        opens = match.start() == slot
        somebody = (opens and with_somebody) or (
            bool(_DOES_A_JOB.search(name)) and (opens or bool(_LEADS_IN.search(before)))
        )
        certain = (
            somebody and bool(_FOLLOWS.match(plain, match.end())) and not _A_GROUP.search(name)
        )
        yield Mention(
            name, certain, text[match.end() :].lstrip(" *`:,\u2013\u2014-"), match.start()
        )
    if sentence:
        yield from _slot_words(plain, slot)


def _slot_words(plain: str, start: int) -> Iterator[Mention]:
    """Single words and display names count in the slot itself, never inside the sentence."""
    end = _SLOT_END.search(plain, start)
    stop = end.start() if end else len(plain)
    for part in _JOINTS.split(plain[start : min(stop, start + 200)]):
        if not _KEBAB.fullmatch(part) and (name := fold_name(part.strip(" .")[:65])):
            yield Mention(name, False, plain[stop:].strip(), start)


def _name(match: re.Match[str]) -> str:
    return match[0].removesuffix(".md")
