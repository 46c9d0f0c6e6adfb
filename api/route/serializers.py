"""A question to the router, and its answers."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from agents_app.routing import KINDS
from api.briefs import AgentBriefSerializer, BlankAsNullField
from api.route.filters import DEFAULT_LIMIT, MOST_ANSWERS, MOST_CHARACTERS, MOST_TOOLS
from api.rows import AgentRowSerializer


class RouteQuestionSerializer(serializers.Serializer):
    """A task, and what may be done for it; null is as if a member were left out."""

    task = serializers.CharField(max_length=MOST_CHARACTERS)
    tools = serializers.ListField(
        child=serializers.CharField(max_length=256),
        max_length=MOST_TOOLS,
        required=False,
        allow_null=True,
        help_text="What may be granted; an empty list grants nothing.",
    )
    must_use = serializers.ListField(
        child=serializers.CharField(max_length=256),
        max_length=MOST_TOOLS,
        required=False,
        allow_null=True,
        help_text="What the agent must really be able to use; it counts as granted.",
    )
    collection = serializers.CharField(max_length=256, required=False, allow_null=True)
    limit = serializers.IntegerField(
        min_value=1, max_value=MOST_ANSWERS, default=DEFAULT_LIMIT, allow_null=True
    )


class ReasonSerializer(serializers.Serializer):
    """Why an agent was ranked where it is."""

    kind = serializers.ChoiceField(KINDS, read_only=True)
    field = BlankAsNullField(help_text="Where it was found, for words, examples and passages.")
    words = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text="What matched, or is meant."
    )
    text = serializers.CharField(read_only=True, help_text="A sentence, or the line as written.")
    weight = serializers.FloatField(
        read_only=True,
        allow_null=True,
        help_text="Part of the score; of a line, the share of the task that it says.",
    )


class AnswerSerializer(serializers.Serializer):
    """An agent that fits a task, with why, what it needs beyond the budget, and who else would."""

    agent = AgentRowSerializer(read_only=True)
    score = serializers.FloatField(read_only=True)
    fits_budget = serializers.BooleanField(
        read_only=True, allow_null=True, help_text="Null where no tools were named."
    )
    missing_tools = serializers.ListField(child=serializers.CharField(), read_only=True)
    reasons = ReasonSerializer(many=True, read_only=True)
    alternatives = AgentBriefSerializer(many=True, read_only=True)


@extend_schema_serializer(many=False)
class RouteSerializer(serializers.Serializer):
    """The agents that fit a task, best first."""

    results = AnswerSerializer(many=True, read_only=True)
