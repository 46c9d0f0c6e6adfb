"""Mermaid: a flow chart for Markdown pages.

Ids are numbers of ours. In labels all but letters, digits and a few plain signs is written as a
character code (``#37;``), for Mermaid looks for ``%%{init}%%``, ``click`` and ``style`` before it
looks for quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agents_app.graph.drawings.ghosts import ghosts
from agents_app.graph.drawings.labels import MOST_NOTE, MOST_TITLE, shortened, titled
from agents_app.graph.graph import Graph

# \w takes the letters and digits of every script; all else that could mean something is coded.
_MEANING = re.compile(r"[^\w .,/…-]")


def to_mermaid(graph: Graph) -> str:
    """Return the graph as a Mermaid flow chart; a dashed arrow leads to somebody missing."""
    return "".join(f"{line}\n" for line in _lines(graph))


def _lines(graph: Graph) -> Iterator[str]:
    yield "flowchart LR"
    for place, node in enumerate(graph.nodes):
        yield f"  n{place}[{_quoted(titled(node))}]"
    missing = {name: f"m{number}" for number, name in enumerate(ghosts(graph))}
    for name, identity in missing.items():
        yield f"  {identity}([{_quoted(shortened(name, MOST_TITLE))}]):::missing"
    for edge in graph.edges:
        arrow = "-.->" if edge.dangling else "-->"
        target = missing[edge.target] if edge.dangling else f"n{graph.places[edge.target]}"
        note = shortened(edge.note, MOST_NOTE)
        label = f"|{_quoted(note)}|" if note else ""
        yield f"  n{graph.places[edge.source]} {arrow}{label} {target}"
    if missing:
        yield "  classDef missing stroke-dasharray:4 4"


def _quoted(words: str) -> str:
    coded = _MEANING.sub(lambda sign: f"#{ord(sign[0])};", words)
    return f'"{coded or " "}"'
