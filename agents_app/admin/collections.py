"""Collections in the admin: the one thing that a curator writes here, through the same actions."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet, URLField
from django.forms import MultipleChoiceField
from django.http import HttpRequest

from agents_app.actions.create_collection import create_collection
from agents_app.actions.describe_collection import describe_collection
from agents_app.actor import Actor
from agents_app.definitions.lint import RULES
from agents_app.models import Collection

_DESCRIPTION = ("title", "source_url", "licence", "private")
_POLICY = ("blocked_severity", "blocked_rules", "holds_widening")
_PEOPLE = ("maintainers", "members")


@admin.register(Collection)
class CollectionAdmin(admin.ModelAdmin):
    """Named sets of definitions; a slug is part of keys, so it stays as it is."""

    list_display = ("slug", "title", "licence", "agents")
    fields = ("slug", *_DESCRIPTION, *_PEOPLE, *_POLICY)
    filter_horizontal = _PEOPLE
    # An address without a scheme is meant with the safe one, as in Django from 6.0 on.
    formfield_overrides = {URLField: {"assume_scheme": "https"}}

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Let rules be chosen from those that lint has."""
        if db_field.name != "blocked_rules":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        rules = [
            (rule.id, f"{rule.id} ({rule.severity}): {rule.message}") for rule in RULES.values()
        ]
        return MultipleChoiceField(
            choices=sorted(rules), required=False, help_text=db_field.help_text
        )

    @admin.display(description="agents", ordering="agent_count")
    def agents(self, collection: Collection) -> int:
        """Return how many published agents the collection has."""
        count: int = getattr(collection, "agent_count", 0)
        return count

    def get_queryset(self, request: HttpRequest) -> QuerySet[Collection]:
        """Count in the one query of the list."""
        return Collection.objects.with_counts()

    def get_readonly_fields(
        self, request: HttpRequest, obj: Collection | None = None
    ) -> tuple[str, ...]:
        """Keep the slug once it is given."""
        return ("slug",) if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes a collection: its agents' history stays."""
        return False

    def save_model(self, request: HttpRequest, obj: Collection, form: Any, change: bool) -> None:
        """Call the action that everybody calls."""
        by = Actor.of(request.user)
        about = {name: form.cleaned_data[name] for name in (*_DESCRIPTION, *_POLICY)}
        people = {name: form.cleaned_data[name] for name in _PEOPLE}
        if not change:
            obj.pk = create_collection(obj.slug, by=by, **about).pk
            # Who makes it maintains it, unless others are named.
            people, about = {name: chosen for name, chosen in people.items() if chosen}, {}
        describe_collection(Collection.objects.get(pk=obj.pk), by=by, **people, **about)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Leave the people alone: the action has settled them, and the journal tells of it."""
