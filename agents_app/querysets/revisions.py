"""Reads of revisions; every way of changing them in bulk is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, Self

from django.db import models

from agents_app.errors import Conflict, Missing
from agents_app.querysets.readers import Reader, SeenQuerySet, in_sight

if TYPE_CHECKING:
    from agents_app.models import Revision
else:
    Revision = models.Model

MOST_CARRIERS = 100


class RevisionPair(NamedTuple):
    """Two texts of one agent, to be compared."""

    old: Revision
    new: Revision


class RevisionQuerySet(SeenQuerySet[Revision]):
    """Revisions: read, added to, never changed."""

    def in_sight_of(self, reader: Reader) -> Self:
        """Keep the texts of the agents in the collections that a reader sees."""
        return self.as_seen_by(reader).filter(in_sight(reader, "agent__collection"))

    def remembered(self) -> Self:
        """Keep the texts that readers may see: those of retired agents too, for history stays."""
        return self.filter(agent__in=self._agents().remembered())

    def without_content(self) -> Self:
        """Leave the bytes in the database: a history lists what was, not what it said."""
        return self.defer("content")

    def by_number(self, key: str, number: int) -> Revision:
        """Return a revision of an agent; raises Missing for the one or the other."""
        return self._by_numbers(key, number)[0]

    def pair(self, key: str, old: int, new: int) -> RevisionPair:
        """Return two revisions of an agent, or one twice; raises Missing as ``by_number`` does."""
        return RevisionPair(*self._by_numbers(key, old, new))

    def by_digest(self, digest: str) -> Revision:
        """Return the first remembered revision with this text; raises Missing."""
        found = self.carrying(digest).select_related("agent").order_by("pk").first()
        if found is None:
            raise Missing("definition", digest)
        return found

    def digest_known(self, digest: str) -> str:
        """Return the digest of a text that is here, reading nothing of it; raises Missing."""
        if not self.carrying(digest).exists():
            raise Missing("definition", digest)
        return digest

    def carrying(self, digest: str) -> Self:
        """Keep the remembered revisions with this text."""
        return self.remembered().filter(digest=digest)

    def as_carriers(self) -> Self:
        """Load who has a text, without it: the first by key and number."""
        rows = self.select_related("agent").without_content().order_by("agent__key", "number")
        return rows[:MOST_CARRIERS]

    def update(self, **changes: Any) -> NoReturn:
        """Refuse: history stays."""
        raise Conflict("revision_is_immutable", "A revision never changes; publish a new one.")

    def delete(self) -> NoReturn:
        """Refuse: history stays."""
        raise Conflict("revision_is_immutable", "A revision is never deleted.")

    def _by_numbers(self, key: str, *numbers: int) -> list[Revision]:
        of_agent = self.remembered().filter(agent__key=key, number__in=numbers)
        found = {each.number: each for each in of_agent.select_related("agent")}
        for number in numbers:
            if number not in found:
                self._agents().in_sight_of(self.reader).remembered().by_key(key)
                raise Missing("revision", f"{number} of {key}")
        return [found[number] for number in numbers]

    def _agents(self) -> Any:
        """Return all agents; their module can't be imported below the models."""
        agent: Any = self.model._meta.get_field("agent").related_model
        return agent.objects
