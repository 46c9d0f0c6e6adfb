"""Graphs as JSON: agents, what they say of each other, and the ways between them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from agents_app.graph import DIRECTIONS, Affected, Node
from agents_app.models import Agent, Integration
from api.briefs import EDGE_STATES, AddressField, BlankAsNullField, CapabilitiesField


class NodeSerializer(serializers.Serializer):
    """An agent in a graph."""

    key = serializers.CharField(read_only=True)
    url = AddressField("agent-detail", key="key")
    title = serializers.CharField(read_only=True)
    collection = serializers.CharField(read_only=True)
    category = BlankAsNullField()
    capabilities = CapabilitiesField()
    health = serializers.ChoiceField(Agent.Health.choices, read_only=True)


class NearNodeSerializer(NodeSerializer):
    """An agent around another one, so many steps away."""

    distance = serializers.SerializerMethodField()

    def get_distance(self, node: Node) -> int:
        """Return the steps from the agent in the middle, whose own distance is 0."""
        distances: dict[str, int] = self.context["distances"]
        return distances[node.key]


class EdgeSerializer(serializers.Serializer):
    """What one agent states about another: ``target`` is a key, or a name that nobody bears."""

    source = serializers.CharField(read_only=True)
    target = serializers.CharField(read_only=True)
    state = serializers.ChoiceField(EDGE_STATES, read_only=True)
    group = BlankAsNullField()
    note = serializers.CharField(read_only=True)
    line = serializers.IntegerField(read_only=True)
    origin = serializers.ChoiceField(Integration.Origin.choices, read_only=True)
    suggestion = BlankAsNullField(help_text="The name that a dangling edge most likely means.")


class GraphSerializer(serializers.Serializer):
    """Agents and the edges among them."""

    count = serializers.IntegerField(read_only=True, help_text="Agents that fit, shown or not.")
    truncated = serializers.BooleanField(
        read_only=True, help_text="Agents or edges were left out, for there are too many."
    )
    nodes = NodeSerializer(source="graph.nodes", many=True, read_only=True)
    edges = EdgeSerializer(source="graph.edges", many=True, read_only=True)


class NeighbourhoodSerializer(serializers.Serializer):
    """The graph around one agent."""

    agent = serializers.CharField(read_only=True, help_text="The key in the middle.")
    direction = serializers.ChoiceField(DIRECTIONS, read_only=True)
    depth = serializers.IntegerField(read_only=True)
    truncated = serializers.BooleanField(
        read_only=True, help_text="Agents or edges were left out, for there are too many."
    )
    nodes = serializers.SerializerMethodField()
    edges = EdgeSerializer(source="graph.edges", many=True, read_only=True)

    @extend_schema_field(NearNodeSerializer(many=True))
    def get_nodes(self, around: Any) -> Any:
        """Show the agents with their distances."""
        context = {**self.context, "distances": around.distances}
        return NearNodeSerializer(around.graph.nodes, many=True, context=context).data


class PathSerializer(serializers.Serializer):
    """The shortest way between two agents; ``length`` and ``path`` are null where there is none."""

    source = serializers.CharField(read_only=True)
    target = serializers.CharField(read_only=True)
    length = serializers.IntegerField(read_only=True, allow_null=True, help_text="Steps.")
    path = serializers.ListField(
        child=serializers.CharField(), read_only=True, allow_null=True, help_text="Keys, in order."
    )
    nodes = NodeSerializer(source="graph.nodes", many=True, read_only=True)
    edges = EdgeSerializer(source="graph.edges", many=True, read_only=True)


class AffectedSerializer(serializers.Serializer):
    """An agent that would miss another one, directly (``distance`` 1) or through ``via``."""

    key = serializers.CharField(read_only=True)
    url = AddressField("agent-detail", key="key")
    title = serializers.SerializerMethodField()
    distance = serializers.IntegerField(read_only=True, min_value=1)
    via = serializers.CharField(read_only=True, help_text="The next key on the shortest way there.")

    def get_title(self, affected: Affected) -> str:
        """Return the title, or the key of an agent that was retired since it was met."""
        titles: dict[str, str] = self.context["titles"]
        return titles.get(affected.key, affected.key)


class ImpactSerializer(serializers.Serializer):
    """Who is affected if an agent goes; ``edges`` are those that would lead nowhere."""

    agent = serializers.CharField(read_only=True)
    count = serializers.IntegerField(read_only=True, help_text="All that are affected.")
    direct_count = serializers.IntegerField(read_only=True, help_text="Those that name it.")
    truncated = serializers.BooleanField(read_only=True, help_text="More than are shown.")
    affected = serializers.SerializerMethodField()
    edges = EdgeSerializer(many=True, read_only=True)

    @extend_schema_field(AffectedSerializer(many=True))
    def get_affected(self, impact: Any) -> Any:
        """Show the nearest first."""
        context = {**self.context, "titles": impact.titles}
        return AffectedSerializer(impact.affected, many=True, context=context).data
