"""The registry as one reader sees it: where a face begins each read, so that none can forget."""

from __future__ import annotations

from dataclasses import dataclass

from agents_app.models import Agent, Collection, Integration, JournalEntry, Revision, Tool
from agents_app.querysets.agents import AgentQuerySet
from agents_app.querysets.collections import CollectionQuerySet
from agents_app.querysets.integrations import IntegrationQuerySet
from agents_app.querysets.journal import JournalQuerySet
from agents_app.querysets.plain import PlainAgents
from agents_app.querysets.readers import Reader, sees_all
from agents_app.querysets.revisions import RevisionQuerySet
from agents_app.querysets.tools import ToolQuerySet


@dataclass(frozen=True)
class Registry:
    """All that is there for a reader; what they may not see is as if it had never been.

    It costs one small query, once, when the first of these is asked for: which are hidden.
    """

    reader: Reader

    @property
    def agents(self) -> AgentQuerySet:
        """Return the agents that readers meet."""
        return Agent.objects.visible_to(self.reader)

    @property
    def plain_agents(self) -> PlainAgents:
        """Return the same agents, for who wants rows of columns and no objects."""
        return PlainAgents(Agent, self.reader)

    @property
    def agents_remembered(self) -> AgentQuerySet:
        """Return the agents whose history can be read, the retired ones included."""
        return Agent.objects.in_sight_of(self.reader).remembered()

    @property
    def collections(self) -> CollectionQuerySet:
        """Return the collections."""
        return Collection.objects.visible_to(self.reader)

    @property
    def edges(self) -> IntegrationQuerySet:
        """Return what agents state of each other; a target that is hidden is not there."""
        return Integration.objects.visible_to(self.reader)

    @property
    def tools(self) -> ToolQuerySet:
        """Return the tools, and the patterns that stand for many."""
        return Tool.objects.visible_to(self.reader)

    @property
    def revisions(self) -> RevisionQuerySet:
        """Return the texts of all agents, those of retired ones included."""
        return Revision.objects.in_sight_of(self.reader)

    @property
    def journal(self) -> JournalQuerySet:
        """Return the log; of hidden collections nothing is told, so serials may have gaps."""
        limit = None if sees_all(self.reader) else self.collections
        return JournalEntry.objects.within_collections(limit)

    @property
    def scopes(self) -> frozenset[str] | None:
        """Return the slugs of the collections, where not all are there; None for all."""
        if sees_all(self.reader):
            return None
        return frozenset(self.collections.order_by().values_list("slug", flat=True))
