"""Proposals in the admin: what waits, and what became of it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from agents_app.admin.derived import DerivedAdmin
from agents_app.models import Proposal


@admin.register(Proposal)
class ProposalAdmin(DerivedAdmin):
    """Definitions that wait for a curator, and what became of those before."""

    list_display = ("number", "key", "state", "reasons", "author", "created", "decider", "decided")
    list_filter = ("state", "collection")
    exclude = ("content",)
    ordering = ("-number",)

    @admin.display(description="widens")
    def reasons(self, proposal: Proposal) -> str:
        """Return why it was held."""
        return ", ".join(proposal.widens)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Load what the list shows in one query."""
        return Proposal.objects.for_listing()
