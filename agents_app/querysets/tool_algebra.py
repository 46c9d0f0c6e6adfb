"""Agents by tools: each question is put to the toolsets, which are few, and they name agents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

from django.db import models

from agents_app.definitions.algebra import ToolQuestion
from agents_app.querysets.readers import SeenQuerySet

if TYPE_CHECKING:
    from agents_app.models import Agent
else:
    Agent = models.Model


class ToolAlgebraQuerySet(SeenQuerySet[Agent]):
    """Agents by what they may really use: inheritance, wildcards and denials counted."""

    def answering(self, question: ToolQuestion) -> Self:
        """Keep the agents for which every part of a question holds."""
        return self._having(self._toolsets().answering(question))

    def able_to_use(self, name: str) -> Self:
        """Keep the agents that may use a tool: inherited, by wildcard or declared."""
        return self._having(self._toolsets().able_to_use(name))

    def able_to_use_any(self, names: Sequence[str]) -> Self:
        """Keep the agents that may use at least one of these tools."""
        return self._having(self._toolsets().able_to_use_any(names))

    def unable_to_use(self, name: str) -> Self:
        """Keep the agents that can't use a tool."""
        return self._having(self._toolsets().unable_to_use(name))

    def declaring(self, name: str) -> Self:
        """Keep the agents whose ``tools`` name a tool, as the harness understands the name."""
        return self._having(self._toolsets().declaring(name))

    def staying_within(self, names: Sequence[str]) -> Self:
        """Keep the agents that can use nothing beyond these tools."""
        return self._having(self._toolsets().staying_within(names))

    def using_server(self, server: str) -> Self:
        """Keep the agents that may use some tool of an MCP server."""
        return self._having(self._toolsets().using_server(server))

    def capable_of(self, word: str) -> Self:
        """Keep the agents with a capability."""
        return self._having(self._toolsets().capable_of(word))

    def _having(self, toolsets: Any) -> Self:
        return self.filter(toolset__in=toolsets.values("pk"))

    def _toolsets(self) -> Any:
        return self._related("toolset")

    def _related(self, relation: str) -> Any:
        """Return the related model's queryset: models stand above querysets, so by relation."""
        related: Any = self.model._meta.get_field(relation).related_model
        return related._default_manager.all()
