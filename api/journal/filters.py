"""Which changes: after which, of which kind, to whom."""

from __future__ import annotations

from operator import attrgetter

from django_filters import FilterSet

from agents_app.models import JournalEntry
from api.parameters import Known, One, Ordering, Whole, known_collection, one_of

VERBS = JournalEntry.Verb.values
# Not known_agent: the journal remembers those that are gone.
known_subject = Known("agent", attrgetter("journal"), "key")


class JournalFilterSet(FilterSet):
    """The filters of ``journal/``; each names a method of the queryset."""

    after = Whole("after", "Later than this serial: what a mirror has not seen yet.")
    verb = One("with_verb", one_of("verb", VERBS), "Of this kind.", choices=VERBS)
    key = One("about", known_subject, "To the agent that has or had this key.")
    collection = One("in_collection", known_collection, "In this collection.")
    ordering = Ordering({"serial": "serial"}, default=["serial"])
