"""What the registry says of its graph is what networkx says of the same agents."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agents_app.actions.import_collection import import_collection
from agents_app.actor import SYSTEM
from agents_app.definitions import find_files
from agents_app.graph import DIRECTIONS
from agents_app.models import Agent, Integration
from agents_app.querysets import walks
from agents_app.querysets.delegations import delegation
from agents_app.querysets.graph import outline, portion
from agents_app.querysets.impacts import impact_of
from agents_app.querysets.neighbourhoods import neighbourhood
from agents_app.querysets.trails import trail
from tests.agents_app.graph.drawing_lots import for_networkx
from tests.agents_app.graph.test_networkx import COLLECTIONS, CORPUS, read_collection
from tests.makers import make_agent, make_agents, make_listing, make_text

pytestmark = pytest.mark.django_db

TOOLS = ["Read", "Bash, Read", "mcp__docs__*", "mcp__docs__look, Write", None, []]
AGENTS = Agent.objects.published()
EDGES = Integration.objects.between_published().stated()


@pytest.fixture(params=[30, 60])
def registry(request: Any, tmp_path: Path) -> nx.DiGraph:
    """Import thirty agents that name each other by chance, and return the same for networkx."""
    chance = random.Random(request.param)
    names = [f"agent-{number:02}" for number in range(30)]
    named: dict[str, list[str]] = {name: [] for name in names}
    for _ in range(request.param):
        source, target = chance.sample(names, 2)
        named[source].append(target)
    texts = {
        f"{name}.md": make_text(
            name,
            tools=TOOLS[number % 6] if number < 12 else "Read",
            body=make_listing(*targets, f"nobody-{number}")
            if number % 3
            else make_listing(*targets),
        )
        for number, (name, targets) in enumerate(named.items())
    }
    make_agents(tmp_path, texts)
    other = nx.DiGraph((source, target) for source in names for target in named[source])
    other.add_nodes_from(names)
    return other


@pytest.fixture(params=["step by step", "over all edges"])
def walk(request: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Walk as few or as many agents ask for: step by step, or over all edges at once."""
    if request.param != "step by step":
        monkeypatch.setattr(walks, "MOST_LEVELS", 0)


def test_the_whole_graph_is_the_same(registry: nx.DiGraph) -> None:
    found = portion(AGENTS, EDGES, most=2_000)
    drawn = for_networkx(found.graph)
    assert (set(drawn.nodes), set(drawn.edges)) == (set(registry.nodes), set(registry.edges))
    assert for_networkx(outline(AGENTS, EDGES)).edges == drawn.edges
    assert sum(edge.dangling for edge in outline(AGENTS, EDGES).edges) == 20


def test_neighbourhoods_are_the_same(registry: nx.DiGraph) -> None:
    for key, direction, depth in product(registry, DIRECTIONS, (1, 2, 4)):
        around = {"in": registry.reverse(), "both": registry.to_undirected()}
        distances = nx.single_source_shortest_path_length(
            around.get(direction, registry), key, cutoff=depth
        )
        found = neighbourhood(AGENTS, EDGES, key, direction=direction, depth=depth)
        assert found.distances == distances
        inside = registry.subgraph(distances)
        assert set(for_networkx(found.graph).edges) == set(inside.edges)


@pytest.mark.usefixtures("walk")
def test_paths_are_the_same(registry: nx.DiGraph) -> None:
    for source, target in product([*registry][:10], [*registry][-10:]):
        found = trail(AGENTS, EDGES, source, target)
        if not nx.has_path(registry, source, target):
            assert (found.path, found.length, found.graph.nodes) == (None, None, ())
            continue
        assert list(found.path or ()) == min(nx.all_shortest_paths(registry, source, target))
        assert set(for_networkx(found.graph).edges) == set(pairwise(found.path or ()))


@pytest.mark.usefixtures("walk")
def test_impacts_are_the_same(registry: nx.DiGraph) -> None:
    for key in registry:
        found = impact_of(AGENTS, EDGES, key)
        affected = {each.key: each.distance for each in found.affected}
        away = nx.single_source_shortest_path_length(registry.reverse(), key)
        assert affected == {other: steps for other, steps in away.items() if steps}
        assert {edge.source for edge in found.edges} == set(registry.predecessors(key))


@pytest.mark.usefixtures("walk")
def test_tools_are_reached_through_the_nearest_that_may_use_them(registry: nx.DiGraph) -> None:
    accesses = AGENTS.accesses()
    for key in registry:
        away = nx.single_source_shortest_path_length(registry, key)
        found = {each.tool.name: each for each in delegation(AGENTS, EDGES, key).tools}
        for name in ("Read", "Bash", "Write", "Grep", "mcp__docs__look", "mcp__docs__*"):
            holders = [away[other] for other in away if accesses[other].has(name)]
            named = any(name in _names(accesses[other]) for other in away) or "_" not in name
            nearest = min(holders, default=None) if named else None
            assert (found[name].distance if name in found else None) == nearest, (key, name)
            if name in found:
                assert accesses[found[name].path[-1]].has(name) == found[name].had


def _names(access: Any) -> Iterator[str]:
    return (grant.tool.name for grant in access.allowed())


def test_what_an_agent_may_use_is_read_at_once_as_it_is_alone(registry: nx.DiGraph) -> None:
    make_agent("barred", tools=None, disallowedTools="Bash, mcp__docs")
    with CaptureQueriesContext(connection) as asked:
        accesses = AGENTS.accesses()
    assert len(asked) == 2
    assert accesses == {agent.key: agent.access for agent in AGENTS.all()}


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus beside the project")
def test_real_collections_make_the_graph_that_their_files_say() -> None:
    for collection in COLLECTIONS:
        import_collection(collection, find_files(CORPUS / collection), by=SYSTEM)
    for collection in COLLECTIONS:
        stored = outline(AGENTS.in_collection(collection), EDGES)
        drawn, said = for_networkx(stored), for_networkx(read_collection(CORPUS / collection))
        scope = f"{collection}:"
        assert {key.removeprefix(scope) for key in drawn} == set(said)
        assert {tuple(key.removeprefix(scope) for key in edge) for edge in drawn.edges} == set(
            said.edges
        )
