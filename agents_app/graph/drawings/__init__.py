"""Drawings: a graph as text that other programs draw. Titles and notes are other people's words."""

from collections.abc import Callable
from dataclasses import dataclass

from agents_app.graph.drawings.dot import to_dot
from agents_app.graph.drawings.graphml import to_graphml
from agents_app.graph.drawings.mermaid import to_mermaid
from agents_app.graph.graph import Graph


@dataclass(frozen=True)
class Drawing:
    """A way to draw: its short name, the ending of its files, its media type."""

    name: str
    suffix: str
    media_type: str
    draw: Callable[[Graph], str]


DRAWINGS = (
    Drawing("mermaid", "mmd", "text/vnd.mermaid", to_mermaid),
    Drawing("dot", "gv", "text/vnd.graphviz", to_dot),
    Drawing("graphml", "graphml", "application/graphml+xml", to_graphml),
)
