"""GraphML: XML that yEd, Gephi, igraph and networkx read, with every attribute."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from agents_app.graph.drawings.ghosts import ghosts
from agents_app.graph.drawings.labels import plain
from agents_app.graph.graph import Edge, Graph, Node

_OF_NODES = ("title", "collection", "category", "capabilities", "health", "dangling")
_OF_EDGES = ("group", "note", "line", "origin", "dangling", "suggestion")
_TYPES = {"line": "int", "dangling": "boolean"}

Attributes = dict[str, str]


def to_graphml(graph: Graph) -> str:
    """Return the graph in GraphML: ids are keys, ``dangling`` nodes stand for missing agents."""
    return "".join(f"{line}\n" for line in _lines(graph))


def _lines(graph: Graph) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    yield from _declared("node", _OF_NODES)
    yield from _declared("edge", _OF_EDGES)
    yield '  <graph id="roster" edgedefault="directed">'
    for node in graph.nodes:
        yield from _element(f"node id={_attribute(node.key)}", "node", _of_node(node))
    missing = ghosts(graph)
    for name, identity in missing.items():
        about = {"title": name, "dangling": "true"}
        yield from _element(f"node id={_attribute(identity)}", "node", about)
    for edge in graph.edges:
        target = missing[edge.target] if edge.dangling else edge.target
        ends = f"source={_attribute(edge.source)} target={_attribute(target)}"
        yield from _element(f"edge {ends}", "edge", _of_edge(edge))
    yield "  </graph>"
    yield "</graphml>"


def _of_node(node: Node) -> Attributes:
    return {
        "title": node.title,
        "collection": node.collection,
        "category": node.category,
        "capabilities": " ".join(node.capabilities),
        "health": node.health,
        "dangling": "false",
    }


def _of_edge(edge: Edge) -> Attributes:
    return {
        "group": edge.group,
        "note": edge.note,
        "line": str(edge.line),
        "origin": edge.origin,
        "dangling": str(edge.dangling).lower(),
        "suggestion": edge.suggestion,
    }


def _declared(kind: str, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        type_ = _TYPES.get(name, "string")
        yield (f'  <key id="{kind}-{name}" for="{kind}" attr.name="{name}" attr.type="{type_}"/>')


def _element(opening: str, kind: str, attributes: Attributes) -> Iterator[str]:
    yield f"    <{opening}>"
    for name, words in attributes.items():
        if text := escape(plain(words)):
            yield f'      <data key="{kind}-{name}">{text}</data>'
    yield f"    </{kind}>"


def _attribute(words: str) -> str:
    return quoteattr(plain(words))
