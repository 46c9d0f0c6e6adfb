"""A report on a graph, as JSON: each part says how much there is and shows the first of it."""

from __future__ import annotations

from collections.abc import Sized
from typing import Any

from rest_framework import serializers

from api.briefs import BlankAsNullField

MOST_LISTED = 200


class KeysField(serializers.ListField):
    """The first keys of a list that may be long."""

    child = serializers.CharField()

    def to_representation(self, data: Any) -> list[Any]:
        """Return the first of them."""
        return super().to_representation(data[:MOST_LISTED])


class FirstOnes(serializers.ListSerializer):
    """The first entries of a list that may be long."""

    def to_representation(self, data: Any) -> list[Any]:
        """Return the first of them."""
        return super().to_representation(data[:MOST_LISTED])


class PartSerializer(serializers.Serializer):
    """A part of a report: how much there is, and in ``results`` the first 200 of it."""

    count = serializers.SerializerMethodField()

    def get_count(self, part: Sized) -> int:
        """Return how much there is."""
        return len(part)


class KeysPartSerializer(PartSerializer):
    """Agents by key."""

    results = KeysField(source="*", read_only=True)


class ComponentSerializer(serializers.Serializer):
    """Agents that hang together, whichever way the edges point; the first 200 are named."""

    size = serializers.SerializerMethodField()
    agents = KeysField(source="*", read_only=True)

    class Meta:
        list_serializer_class = FirstOnes

    def get_size(self, component: Sized) -> int:
        """Return how many they are."""
        return len(component)


class ComponentsPartSerializer(PartSerializer):
    """Islands, the largest first."""

    results = ComponentSerializer(source="*", many=True, read_only=True)


class CycleSerializer(serializers.Serializer):
    """Agents that all lead back to themselves, and the shortest round through the first."""

    size = serializers.SerializerMethodField()
    agents = KeysField(source="members", read_only=True)
    example = serializers.ListField(child=serializers.CharField(), read_only=True)

    class Meta:
        list_serializer_class = FirstOnes

    def get_size(self, cycle: Any) -> int:
        """Return how many they are."""
        return len(cycle.members)


class CyclesPartSerializer(PartSerializer):
    """Groups of agents that all lead back to themselves, the largest first."""

    results = CycleSerializer(source="*", many=True, read_only=True)


class HubSerializer(serializers.Serializer):
    """An agent with many neighbours, each counted once."""

    agent = serializers.CharField(source="key", read_only=True)
    degree = serializers.IntegerField(read_only=True)


class PairSerializer(serializers.Serializer):
    """One agent names another."""

    source = serializers.CharField(read_only=True)
    target = serializers.CharField(read_only=True)

    class Meta:
        list_serializer_class = FirstOnes


class PairsPartSerializer(PartSerializer):
    """Pairs of agents of which the first names the second and is not named back."""

    results = PairSerializer(source="*", many=True, read_only=True)


class MissingSerializer(serializers.Serializer):
    """A name that nobody bears, how many agents state it, and what they most likely mean."""

    target = serializers.CharField(read_only=True)
    suggestion = BlankAsNullField()
    count = serializers.SerializerMethodField()
    sources = KeysField(read_only=True)

    class Meta:
        list_serializer_class = FirstOnes

    def get_count(self, missing: Any) -> int:
        """Return how many agents state it."""
        return len(missing.sources)


class MissingPartSerializer(PartSerializer):
    """Names that nobody bears, the most wanted first."""

    results = MissingSerializer(source="*", many=True, read_only=True)


class ReportSerializer(serializers.Serializer):
    """What a curator wants to know of a graph at one look."""

    agent_count = serializers.IntegerField(source="nodes", read_only=True)
    edge_count = serializers.IntegerField(
        source="edges", read_only=True, help_text="Edges between these agents, as stated."
    )
    dangling_count = serializers.IntegerField(source="dangling_edges", read_only=True)
    components = ComponentsPartSerializer(read_only=True)
    cycles = CyclesPartSerializer(read_only=True)
    orphans = KeysPartSerializer(read_only=True, help_text="Agents without any neighbour.")
    unnamed = KeysPartSerializer(
        read_only=True, help_text="Agents that name others and that nobody names."
    )
    hubs_out = HubSerializer(
        source="out_hubs", many=True, read_only=True, help_text="Those that name most others."
    )
    hubs_in = HubSerializer(
        source="in_hubs", many=True, read_only=True, help_text="Those that most others name."
    )
    one_way = PairsPartSerializer(read_only=True)
    dangling = MissingPartSerializer(read_only=True)
