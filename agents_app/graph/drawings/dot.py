"""DOT: for Graphviz and what reads its language."""

from __future__ import annotations

from collections.abc import Iterator

from agents_app.graph.drawings.ghosts import ghosts
from agents_app.graph.drawings.labels import MOST_NOTE, MOST_TITLE, plain, shortened, titled
from agents_app.graph.graph import Edge, Graph


def to_dot(graph: Graph) -> str:
    """Return the graph in DOT: ids are keys, labels are titles, notes are tooltips."""
    return "".join(f"{line}\n" for line in _lines(graph))


def _lines(graph: Graph) -> Iterator[str]:
    yield "digraph roster {"
    yield "  rankdir=LR;"
    yield "  node [shape=box];"
    for node in graph.nodes:
        yield f"  {_quoted(node.key)} [label={_escaped(titled(node))}];"
    missing = ghosts(graph)
    for name, identity in missing.items():
        title = shortened(name, MOST_TITLE)
        yield f"  {_quoted(identity)} [label={_escaped(title)}, style=dashed];"
    for edge in graph.edges:
        target = missing[edge.target] if edge.dangling else edge.target
        yield f"  {_quoted(edge.source)} -> {_quoted(target)}{_attributes(edge)};"
    yield "}"


def _attributes(edge: Edge) -> str:
    given = [
        ("label", shortened(edge.group, MOST_NOTE)),
        ("tooltip", plain(edge.note)),
    ]
    written = [f"{name}={_escaped(words)}" for name, words in given if words]
    written += ["style=dashed"] if edge.dangling else []
    return f" [{', '.join(written)}]" if written else ""


def _quoted(words: str) -> str:
    r"""Write an id. A backslash is doubled, for one before the closing quote would escape it."""
    return '"' + plain(words).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _escaped(words: str) -> str:
    r"""Write a label: Graphviz reads ``\n``, ``\N`` and HTML's entities in it."""
    return _quoted(words.replace("&", "&amp;"))
