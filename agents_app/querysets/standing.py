"""Whether agents are there: deprecated, retired, still named, or never heard of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When

from agents_app.definitions.nearness import near
from agents_app.errors import Gone, Missing
from agents_app.querysets.readers import in_sight, is_in_sight
from agents_app.querysets.tool_algebra import ToolAlgebraQuerySet

if TYPE_CHECKING:
    from agents_app.models import Agent
else:
    Agent = models.Model

_MOST_CANDIDATES = 5_000


class StandingQuerySet(ToolAlgebraQuerySet):
    """Agents by what became of them."""

    def retired(self) -> Self:
        """Keep the agents that readers no longer meet."""
        return self.filter(status="retired")

    def deprecated(self) -> Self:
        """Keep the agents that are advised against."""
        return self.exclude(deprecated=None)

    def not_deprecated(self) -> Self:
        """Keep the agents that nobody advises against."""
        return self.filter(deprecated=None)

    def naming(self, agent: Agent) -> list[str]:
        """Return the keys of the agents with an edge that leads to this one, in order."""
        edges = self._related("outgoing").stated().filter(agent=OuterRef("pk"), target=agent)
        named = self.exclude(pk=agent.pk).filter(Exists(edges))
        return list(named.order_by("key").values_list("key", flat=True))

    def with_heirs(self) -> Self:
        """Add ``heir``: the key of the agent to use instead, where the reader may know of it."""
        seen = in_sight(self.reader, "successor__collection")
        key = F("successor__key")
        return self.annotate(heir=Case(When(seen, then=key)) if seen else key)

    def by_key(self, key: str) -> Agent:
        """Return the agent of a key.

        Raises Gone for one that was retired where the reader may know of it, else Missing with
        the nearest keys.
        """
        found = self.filter(key=key).first()
        if found is None:
            raise self.absent(key)
        return found

    def absent(self, key: str) -> Gone | Missing:
        """Return what to say of a key that none of these agents has."""
        known = self.model._default_manager.in_sight_of(self.reader)
        gone = known.retired().filter(key=key).select_related("successor").first()
        if gone is None:
            return Missing("agent", key, self.keys_near(key))
        heir = gone.successor
        shown = heir and is_in_sight(self.reader, heir.collection_id)
        return Gone("agent", key, successor=heir.key if heir and shown else None)

    def by_keys(self, keys: Iterable[str]) -> list[Agent]:
        """Return the agents of these keys, in this order; raises Missing as ``by_key`` does."""
        found = {agent.key: agent for agent in self.filter(key__in=list(keys))}
        return [found[key] if key in found else self.by_key(key) for key in keys]

    def keys_near(self, key: str) -> list[str]:
        """Return up to three keys that ``key`` may be a slip of."""
        published = self.filter(status="published").order_by("key").values_list("key", flat=True)
        alike = published.filter(Q(key__startswith=key[:2]) | Q(name=key.rpartition(":")[2]))
        candidates = [*alike[:_MOST_CANDIDATES], *published[:_MOST_CANDIDATES]]
        return near(key, dict.fromkeys(candidates))  # a set would order ties anew in each process
