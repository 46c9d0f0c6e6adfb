"""Which agents a question is about: the filters that every resource with agents in it shares.

They stand below the resources, so that ``agents/`` and ``graph/`` take the same ones and stay
strangers to each other.
"""

from __future__ import annotations

from operator import attrgetter

from django.http import QueryDict
from django_filters import FilterSet

from agents_app.definitions.lint import RULES
from agents_app.definitions.tools import CAPABILITIES
from agents_app.models import Agent
from api.parameters import (
    Choice,
    Each,
    Known,
    One,
    Together,
    known_agent,
    known_collection,
    known_server,
    known_target,
    known_tool,
    one_of,
    some_words,
)
from api.parameters.values import split

known_category = Known("category", attrgetter("agents"), "category")
known_model = Known("model", attrgetter("agents"), "model")


class AgentSelection(FilterSet):
    """The filters of agents; each names a method of the queryset. In what order is left open."""

    tool = Each("able_to_use", known_tool, "May really use all of these tools.")
    tool_any = Together("able_to_use_any", known_tool, "May really use at least one of these.")
    tool_none = Each("unable_to_use", known_tool, "Can't use any of these tools.")
    tool_only = Together("staying_within", known_tool, "Can use nothing beyond these tools.")
    mcp_server = Each("using_server", known_server, "May use some tool of these MCP servers.")
    can = Each(
        "capable_of",
        one_of("capability", CAPABILITIES),
        "Has all of these capabilities; each tool's vocabulary says which it gives.",
        choices=CAPABILITIES,
    )
    declares = Each("declaring", known_tool, "Names all of these tools in its front matter.")
    collection = One("in_collection", known_collection, "Of this collection.")
    category = One("in_category", known_category, "Of this category.")
    model = One("with_model", known_model, "Asks for this model, by the name as written.")
    health = One(
        "with_health",
        one_of("health", Agent.Health.values),
        "With findings no graver than this, and at least one as grave.",
        choices=Agent.Health.values,
    )
    status = Choice(
        {"published": "not_deprecated", "deprecated": "deprecated"},
        "status",
        "Only those that are advised, or only those that are not; both by default.",
    )
    integrates_with = One("integrating_with", known_target, "States an edge to this agent.")
    integrated_by = One("integrated_by", known_agent, "Is named by this agent.")
    finding = One(
        "with_finding",
        one_of("rule", list(RULES)),
        "In which this lint rule found something.",
        choices=list(RULES),
    )
    q = One("matching", some_words, "Holds all of these words in its name, title or description.")


def asked_tools(query: QueryDict) -> tuple[str, ...]:
    """Return the tools that a question asks for, each once; rows say how each is had."""
    wanted = (query.getlist(name) for name in ("tool", "tool_any", "declares"))
    return tuple(dict.fromkeys(name for written in wanted for name in split(written, "tool")))
