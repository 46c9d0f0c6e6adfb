"""Search: ranked full text over agents, the same on SQLite (FTS5) and on PostgreSQL (tsvector).

All that gives a text its meaning is pure and shared: what a word is (``words``), what a question
asks (``question``), what an agent says (``document``) and how much that weighs (``ranking``).
The databases only match words, each in a file of its own, so both give the same order.
"""

from agents_app.search.facets import FACETS, count_facets
from agents_app.search.index import clear_index, forget_agents, index_agents, index_sizes
from agents_app.search.query import gather, matching
from agents_app.search.question import Question, read_question
from agents_app.search.results import Found, search_agents
from agents_app.search.scores import MOST_RANKED

__all__ = [
    "FACETS",
    "MOST_RANKED",
    "Found",
    "Question",
    "clear_index",
    "count_facets",
    "forget_agents",
    "gather",
    "index_agents",
    "index_sizes",
    "matching",
    "read_question",
    "search_agents",
]
