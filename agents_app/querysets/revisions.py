"""Reads of revisions; every way of changing them in bulk is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn, Self

from django.db import models

from agents_app.errors import Conflict, Missing

if TYPE_CHECKING:
    from agents_app.models import Revision
else:
    Revision = models.Model


class RevisionQuerySet(models.QuerySet[Revision]):
    """Revisions: read, added to, never changed."""

    def without_content(self) -> Self:
        """Leave the bytes in the database: a history lists what was, not what it said."""
        return self.defer("content")

    def by_number(self, key: str, number: int) -> Revision:
        """Return a revision of a published agent; raises Missing for the one or the other."""
        of_agent = self.filter(agent__key=key, agent__status="published", number=number)
        found = of_agent.select_related("agent").first()
        if found is None:
            agent: Any = self.model._meta.get_field("agent").related_model
            agent.objects.published().by_key(key)
            raise Missing("revision", f"{number} of {key}")
        return found

    def update(self, **changes: Any) -> NoReturn:
        """Refuse: history stays."""
        raise Conflict("revision_is_immutable", "A revision never changes; publish a new one.")

    def delete(self) -> NoReturn:
        """Refuse: history stays."""
        raise Conflict("revision_is_immutable", "A revision is never deleted.")
