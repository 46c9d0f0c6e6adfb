"""A result: the agent's row, why it stands there, and the facets of all that was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rest_framework import serializers

from agents_app.search import FACETS, Found
from agents_app.search.ranking import FIELDS
from api.plain import Drawn
from api.rows import AgentRowSerializer

SNIPPET_FIELDS = ("title", "description", "headings", "body", "tools")


class SnippetSerializer(serializers.Serializer):
    """A piece of a field: HTML in which matches stand in ``<mark>`` and all else is escaped."""

    field = serializers.ChoiceField(SNIPPET_FIELDS, read_only=True)
    text = serializers.CharField(read_only=True)


class ScorePartSerializer(serializers.Serializer):
    """What one word adds to a score: its impact on the agent times its rarity, scaled."""

    asked = serializers.CharField(read_only=True)
    word = serializers.CharField(
        read_only=True, help_text="The agent's word that counts; longer where a prefix was asked."
    )
    score = serializers.FloatField(read_only=True)
    impact = serializers.IntegerField(read_only=True)
    rarity = serializers.IntegerField(read_only=True)
    fields = serializers.DictField(
        child=serializers.IntegerField(), read_only=True, help_text=f"Times in {', '.join(FIELDS)}."
    )


class FoundSerializer(serializers.Serializer):
    """An agent that was found; ``explain`` stands there where it was asked for."""

    agent = AgentRowSerializer(read_only=True)
    score = serializers.FloatField(read_only=True)
    snippets = SnippetSerializer(many=True, read_only=True)
    explain = ScorePartSerializer(many=True, required=False)


def drawn_results(found: Sequence[Found], agents: Sequence[Drawn]) -> list[Drawn]:
    """Return results as ``FoundSerializer`` has them, with agents that are drawn already."""
    return [
        {
            "agent": agent,
            "score": each.score,
            "snippets": [{"field": one.field, "text": one.text} for one in each.snippets],
            **_explained(each),
        }
        for each, agent in zip(found, agents, strict=True)
    ]


def _explained(found: Found) -> Drawn:
    """Leave the explanation out where nobody asked for one."""
    if found.explain is None:
        return {}
    return {"explain": ScorePartSerializer(found.explain, many=True).data}


def facets_of(counted: dict[str, list[tuple[str, int]]]) -> dict[str, Any]:
    """Return counted facets as they are shown."""
    return {
        facet: [{"value": value, "count": count} for value, count in counted[facet]]
        for facet in FACETS
    }
