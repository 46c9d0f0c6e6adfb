"""Which tools: by where they come from and what the harness makes of them."""

from __future__ import annotations

from django_filters import FilterSet

from agents_app.models import Tool
from api.parameters import Known, One, Ordering, one_of, some_words

KINDS = [kind for kind in Tool.Kind.values if kind != Tool.Kind.WILDCARD]
STANDINGS = [standing for standing in Tool.Standing.values if standing != Tool.Standing.PATTERN]
known_server = Known("MCP server", lambda registry: registry.tools.named(), "server")


class ToolFilterSet(FilterSet):
    """The filters of ``tools/``; each names a method of the queryset."""

    kind = One("of_kind", one_of("kind", KINDS), "Of this kind.", choices=KINDS)
    server = One("of_server", known_server, "Of this MCP server.")
    standing = One(
        "with_standing",
        one_of("standing", STANDINGS),
        "Of which the harness makes this.",
        choices=STANDINGS,
    )
    q = One("matching", some_words, "Holds all of these words in its name.")
    # Not by the counts: they are made for the rows of one page, and an order needs them for all.
    ordering = Ordering(
        {name: name for name in ("name", "kind", "server", "standing")}, default=["name"]
    )
