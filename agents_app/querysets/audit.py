"""Reads of the audit log."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from agents_app.models import AuditEntry
else:
    AuditEntry = models.Model


class AuditQuerySet(models.QuerySet[AuditEntry]):
    """The log, narrowed."""

    def after(self, serial: int) -> Self:
        """Keep what was noted after a serial."""
        return self.filter(serial__gt=serial)

    def since(self, moment: datetime.datetime) -> Self:
        """Keep what was noted at a moment or later."""
        return self.filter(at__gte=moment)

    def with_deed(self, deed: str) -> Self:
        """Keep one kind of deed."""
        return self.filter(deed=deed)

    def by_actor(self, name: str) -> Self:
        """Keep what an account did, or was refused."""
        return self.filter(actor=name)

    def with_outcome(self, outcome: str) -> Self:
        """Keep what was done, or what was refused."""
        return self.filter(outcome=outcome)

    def about(self, subject: str) -> Self:
        """Keep what was done to one subject."""
        return self.filter(subject=subject)

    def from_origin(self, origin: str) -> Self:
        """Keep what came from one address, by its hash."""
        return self.filter(origin=origin)
