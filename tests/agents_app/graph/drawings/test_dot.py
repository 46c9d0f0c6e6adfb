"""DOT: read back by its own rules for quotes."""

import re

import pytest

from agents_app.graph import Edge, Graph, Node
from agents_app.graph.drawings.dot import to_dot
from agents_app.graph.drawings.labels import MOST_NOTE, MOST_TITLE, plain, shortened
from tests.agents_app.graph.drawings.hostile import HOSTILE

# A quoted text ends at the first quote before which no backslash stands alone.
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
STATEMENT = re.compile(r"  Q(?: -> Q)?(?: \[(?:(?:label|tooltip)=Q|style=dashed|, )+\])?;")


def said(line):
    """Return the quoted texts of a line as they are meant."""
    return [re.sub(r"\\(.)", r"\1", words) for words in QUOTED.findall(line)]


def test_draws_agents_edges_and_who_is_missing():
    nodes = [Node("a", "The first"), Node("team:b")]
    edges = [Edge("a", "team:b", group="GROUP", note="Asks"), Edge("team:b", "gone", True)]
    assert to_dot(Graph.of(nodes, edges)).splitlines() == [
        "digraph roster {",
        "  rankdir=LR;",
        "  node [shape=box];",
        '  "a" [label="The first"];',
        '  "team:b" [label="team:b"];',
        '  "?gone" [label="gone", style=dashed];',
        '  "a" -> "team:b" [label="GROUP", tooltip="Asks"];',
        '  "team:b" -> "?gone" [style=dashed];',
        "}",
    ]


def test_a_missing_name_is_no_agent_even_where_one_is_called_so():
    drawing = to_dot(Graph.of([Node("a"), Node("b"), Node("?b")], [Edge("a", "b", True)]))
    assert '"a" -> "??b"' in drawing


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_words_stay_words(words):
    edges = [Edge("a", "b", group=words, note=words), Edge("a", words, True)]
    drawing = to_dot(Graph.of([Node("a", words), Node("b")], edges))
    lines = drawing.splitlines()[3:-1]
    assert len(lines) == 5
    assert all(STATEMENT.fullmatch(QUOTED.sub("Q", line)) for line in lines), drawing
    title, label = shortened(words, MOST_TITLE) or "a", shortened(words, MOST_NOTE)
    assert said(lines[0]) == ["a", title.replace("&", "&amp;")]
    expected = ["a", "b", *(each.replace("&", "&amp;") for each in (label, plain(words)) if each)]
    assert said(lines[3]) == expected
    assert said(lines[4]) == ["a", plain(f"?{words}")]
    drawing.encode()
