"""How an import may be meant, and which reports are listed."""

from __future__ import annotations

from typing import Any

from django_filters import FilterSet
from rest_framework.request import Request

from agents_app.actions.import_outcome import MODES
from agents_app.models import ImportReport
from agents_app.models.collection import DEFAULT_SLUG
from agents_app.registry import Registry
from api.parameters import One, Ordering, Word, known_collection, one_of
from api.parameters.plain import Plain

STATES = ImportReport.State.values
YES_OR_NO = ("false", "true")
LONGEST_MESSAGE = 1_000


def anything(name: str, value: str, registry: Registry) -> None:
    """Take any value: a collection may be new, and a message says what it likes."""


class Message(Plain):
    """A text of some length."""

    most = LONGEST_MESSAGE

    def schema(self, of_one: dict[str, Any]) -> dict[str, Any]:
        """Describe a text of this length."""
        return {**of_one, "maxLength": LONGEST_MESSAGE}


class ImportManner(FilterSet):
    """The parameters of an import."""

    collection = Plain("", anything, f"Into this collection, made if need be ({DEFAULT_SLUG}).")
    mode = Word(
        MODES,
        "mode",
        "`create` refuses names that are there; `mirror` also retires what has no file.",
    )
    strict = Word(YES_OR_NO, "truth value", "Store nothing if one file is refused.")
    dry_run = Word(YES_OR_NO, "truth value", "Do all of it, tell, and store nothing.")
    message = Message("", anything, "Why; each revision and each change carries it.")


class ImportFilterSet(FilterSet):
    """The filters of ``imports/``; each names a method of the queryset."""

    collection = One("into", known_collection, "Into this collection.")
    state = One("with_state", one_of("state", STATES), "That ended so.", choices=STATES)
    ordering = Ordering({"id": "number"}, default=["-id"])


def read_manner(request: Request) -> tuple[str, dict[str, Any]]:
    """Return the collection's slug, and how the import is meant."""
    form = ImportManner(
        request.query_params, queryset=ImportReport.objects.none(), request=request
    ).form
    form.is_valid()
    said = form.cleaned_data
    return next(iter(said["collection"]), DEFAULT_SLUG), {
        "mode": said["mode"],
        "strict": said["strict"] == "true",
        "dry_run": said["dry_run"] == "true",
        "message": next(iter(said["message"]), ""),
    }
