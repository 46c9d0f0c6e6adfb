"""Components: the islands that are left when nobody asks which way an edge points."""

from __future__ import annotations

from agents_app.graph.graph import Graph


def components(graph: Graph) -> list[tuple[str, ...]]:
    """Return the keys of each weakly connected component; the largest first, then by key."""
    taken = bytearray(len(graph.nodes))
    found: list[list[int]] = []
    for root in range(len(graph.nodes)):
        if taken[root]:
            continue
        taken[root] = True
        island = [root]
        for place in island:  # it grows while it is read
            for beside in (*graph.out[place], *graph.into[place]):
                if not taken[beside]:
                    taken[beside] = True
                    island.append(beside)
        found.append(sorted(island))
    found.sort(key=lambda island: (-len(island), island[0]))
    return [tuple(map(graph.key, island)) for island in found]
