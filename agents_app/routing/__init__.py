"""Routing, as a plain library: from a task in plain words to agents in order, with reasons."""

from agents_app.routing.index import Index
from agents_app.routing.ranking import LOOKED_AT, Ranked, Ranking, Signals, rank
from agents_app.routing.reading import Entry
from agents_app.routing.reasons import KINDS, Reason, alternatives_to, reasons_of

__all__ = [
    "KINDS",
    "LOOKED_AT",
    "Entry",
    "Index",
    "Ranked",
    "Ranking",
    "Reason",
    "Signals",
    "alternatives_to",
    "rank",
    "reasons_of",
]
