"""Mermaid: nothing but our own statements, whatever the words are."""

import html
import re

import pytest

from agents_app.graph import Edge, Graph, Node
from agents_app.graph.drawings.labels import MOST_NOTE, MOST_TITLE, shortened
from agents_app.graph.drawings.mermaid import to_mermaid
from tests.agents_app.graph.drawings.hostile import HOSTILE

WORDS = r'"((?:[\w .,/…-]|#\d+;)+)"'
STATEMENTS = re.compile(
    rf"flowchart LR|  n\d+\[{WORDS}\]|  m\d+\(\[{WORDS}\]\):::missing"
    rf"|  n\d+ (?:-->|-\.->)(?:\|{WORDS}\|)? [nm]\d+|  classDef missing stroke-dasharray:4 4"
)


def words_of(line):
    """Read a label as Mermaid does: ``#37;`` is a character."""
    label = re.search(r'"(.*)"', line)
    return html.unescape(re.sub(r"#(\d+);", r"&#\1;", label[1])) if label else None


def test_draws_agents_edges_and_who_is_missing():
    nodes = [Node("a", "The first"), Node("team:b")]
    edges = [Edge("a", "team:b", note="Asks"), Edge("team:b", "gone", True), Edge("team:b", "a")]
    assert to_mermaid(Graph.of(nodes, edges)).splitlines() == [
        "flowchart LR",
        '  n0["The first"]',
        '  n1["team#58;b"]',
        '  m0(["gone"]):::missing',
        '  n0 -->|"Asks"| n1',
        "  n1 -.-> m0",
        "  n1 --> n0",
        "  classDef missing stroke-dasharray:4 4",
    ]


def test_nobody_is_an_empty_chart():
    assert to_mermaid(Graph.of([], [])) == "flowchart LR\n"


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_words_stay_words(words):
    edges = [Edge("a", "b", note=words), Edge("a", words, True, note=words)]
    drawing = to_mermaid(Graph.of([Node("a", words), Node("b")], edges))
    lines = drawing.splitlines()
    assert len(lines) == 7
    assert all(STATEMENTS.fullmatch(line) for line in lines), drawing
    assert "%%" not in drawing
    assert words_of(lines[1]) == (shortened(words, MOST_TITLE) or "a")
    assert words_of(lines[4]) == (shortened(words, MOST_NOTE) or None)
    drawing.encode()
