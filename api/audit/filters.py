"""Which deeds: whose, of which kind, with what outcome, since when."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django_filters import FilterSet

from agents_app.errors import BadRequest
from agents_app.models import AuditEntry
from agents_app.registry import Registry
from api.parameters import Known, One, Ordering, Whole, one_of

OUTCOMES = AuditEntry.Outcome.values
known_actor = Known("actor", lambda registry: AuditEntry.objects.all(), "actor")
known_deed = Known("deed", lambda registry: AuditEntry.objects.all(), "deed")


def anything(name: str, value: str, registry: Registry) -> None:
    """Take any value: a subject may be whatever somebody asked for."""


class Moment(One):
    """One moment, as RFC 3339 writes it; without a zone it is meant in UTC."""

    def __init__(self, method: str, description: str) -> None:
        super().__init__(method, anything, description)

    def schema(self, of_one: dict[str, Any]) -> dict[str, Any]:
        """Describe a moment."""
        return {"type": "string", "format": "date-time"}

    def read(self, written: list[str]) -> list[datetime.datetime]:
        """Return the moment."""
        return [_moment(str(self.field_name), value) for value in written]


def _moment(name: str, value: str) -> datetime.datetime:
    # A plus sign that nobody quoted arrives as a blank.
    try:
        found = parse_datetime(value.replace(" ", "+") if value.count(" ") == 1 else value)
        # Databases think in UTC, where the first and the last hours of all time may not exist.
        found = _in_utc(found) if found else None
    except (ValueError, OverflowError):
        found = None
    if found is None:
        message = f"{name!r} must be a moment such as 2026-11-22T12:00:00Z."
        raise BadRequest("bad_value", message, field=name)
    return found


def _in_utc(moment: datetime.datetime) -> datetime.datetime:
    known = moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
    return known.astimezone(datetime.UTC)


class AuditFilterSet(FilterSet):
    """The filters of ``audit/``; each names a method of the queryset."""

    after = Whole("after", "Later than this serial.")
    since = Moment("since", "At this moment or later.")
    actor = One("by_actor", known_actor, "By the account of this name.")
    deed = One("with_deed", known_deed, "Of this kind.")
    outcome = One("with_outcome", one_of("outcome", OUTCOMES), "What became.", choices=OUTCOMES)
    subject = One("about", anything, "To exactly this subject.")
    origin = One("from_origin", anything, "From the address of this hash.")
    ordering = Ordering({"serial": "serial"}, default=["-serial"])
