"""The same answers as networkx gives, on random graphs and on the real collections."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings

from agents_app.definitions import Refusal, find_files, read_definition, survey
from agents_app.definitions.integrations import stated
from agents_app.graph import Edge, Graph, Node, components, cycles, impact, reach, report
from agents_app.graph.cycles import strong_components
from agents_app.graph.paths import shortest_path
from tests.agents_app.graph.drawing_lots import for_networkx, graphs

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
COLLECTIONS = ("0xfurai", "lst97", "voltagent", "wshobson")


def check_everything(graph: Graph) -> None:
    """Compare all that both can tell."""
    other = for_networkx(graph)
    check_reach(graph, other)
    check_cycles(graph, other)
    weak = {frozenset(island) for island in nx.weakly_connected_components(other)}
    assert {frozenset(island) for island in components(graph)} == weak
    check_report(graph, other)


def check_reach(graph: Graph, other: nx.DiGraph) -> None:
    against, either = other.reverse(), other.to_undirected()
    for node in graph.nodes:
        out = reach(graph, node.key)
        assert out.distances == nx.single_source_shortest_path_length(other, node.key)
        for key in out.distances:
            path = out.path(key)
            assert (path[0], path[-1]) == (node.key, key)
            assert len(path) == out.distances[key] + 1
            assert all(other.has_edge(*step) for step in pairwise(path))
        for key in (first.key for first in graph.nodes[:40]):
            path = shortest_path(graph, node.key, key)
            assert path == (out.path(key) if key in out.distances else None)
            assert (path is not None) == nx.has_path(other, node.key, key)
        met = reach(graph, node.key, direction="in").distances
        assert met == nx.single_source_shortest_path_length(against, node.key)
        assert {each.key for each in impact(graph, node.key)} == nx.ancestors(other, node.key)
        met = reach(graph, node.key, direction="both", depth=2).distances
        assert met == nx.single_source_shortest_path_length(either, node.key, cutoff=2)
        part = graph.among(met)
        ball = nx.ego_graph(other, node.key, radius=2, undirected=True)
        assert set(for_networkx(part).edges) == set(ball.edges)


def check_cycles(graph: Graph, other: nx.DiGraph) -> None:
    strong = {frozenset(group) for group in nx.strongly_connected_components(other)}
    keys = {frozenset(map(graph.key, group)) for group in strong_components(graph)}
    assert keys == strong
    found = cycles(graph)
    assert {frozenset(cycle.members) for cycle in found} == {
        group for group in strong if len(group) > 1 or other.has_edge(*group, *group)
    }
    for cycle in found:
        assert set(cycle.example) <= set(cycle.members)
        assert len(set(cycle.example)) == len(cycle.example)
        assert all(other.has_edge(*step) for step in pairwise((*cycle.example, cycle.example[0])))
    assert bool(found) != nx.is_directed_acyclic_graph(other)


def check_report(graph: Graph, other: nx.DiGraph) -> None:
    told = report(graph)
    loose = nx.DiGraph(edge for edge in other.edges if edge[0] != edge[1])
    loose.add_nodes_from(other)
    assert told.orphans == sorted(nx.isolates(loose))
    assert dict(told.in_hubs).items() <= dict(other.in_degree()).items()
    assert dict(told.out_hubs).items() <= dict(other.out_degree()).items()
    assert told.one_way == sorted(
        edge for edge in other.edges if not other.has_edge(edge[1], edge[0])
    )


@given(graphs())
@settings(max_examples=300, deadline=None)
def test_equal_on_random_graphs(graph: Graph) -> None:
    check_everything(graph)


@pytest.mark.parametrize("edges", [0, 150, 300, 900])
def test_equal_on_larger_random_graphs(edges: int) -> None:
    chance = random.Random(edges)
    keys = [f"agent-{number:03}" for number in range(150)]
    pairs = (chance.sample(keys, 2) for _ in range(edges))
    check_everything(Graph.of(map(Node, keys), (Edge(*pair) for pair in pairs)))


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus beside the project")
@pytest.mark.parametrize("collection", COLLECTIONS)
def test_equal_on_real_collections(collection: str) -> None:
    graph = read_collection(CORPUS / collection)
    assert len(graph.nodes) > 30
    check_everything(graph)


def read_collection(folder: Path) -> Graph:
    """Return the graph of a folder of definitions, straight from its files."""
    files = find_files(folder)
    names = frozenset(survey(files).names)
    nodes, edges = [], []
    for file in files:
        try:
            definition = read_definition(file.read(), path=file.path)
        except Refusal:
            continue  # the collections' own documentation
        nodes.append(Node(definition.name, definition.title))
        for edge in stated(definition.integrations, names):
            if edge.target != definition.name:
                lost = edge.target not in names
                edges.append(Edge(definition.name, edge.target, lost, edge.group or "", edge.note))
    return Graph.of(nodes, edges)


def test_a_long_chain_needs_no_deep_stack() -> None:
    keys = [f"agent-{number:05}" for number in range(20_000)]
    ring = Graph.of(map(Node, keys), map(Edge, keys, keys[1:] + keys[:1]))
    assert len(cycles(ring)[0].example) == len(components(ring)[0]) == len(keys)
    assert len(shortest_path(ring, keys[0], keys[-1]) or ()) == len(keys)
    assert impact(ring, keys[0])[-1].distance == len(keys) - 1
