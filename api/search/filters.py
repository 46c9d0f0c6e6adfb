"""What is searched for, and among which agents: all filters of ``agents/``."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from agents_app.search import FACETS, Question, matching, read_question
from api.parameters import One, one_of
from api.selections import AgentSelection

# The filter that narrows by a facet, where it is called otherwise.
FILTER_OF = {"capability": "can"}


class Words(One):
    """A question in the search's own language."""

    def __init__(self, description: str) -> None:
        super().__init__("", lambda name, value, registry: None, description)

    def read(self, written: list[str]) -> list[Question]:
        """Read the question; only one that is too long is refused."""
        return [read_question(value) for value in written]

    def filter(self, queryset: Any, values: list[Question]) -> Any:
        """Keep the agents that answer it."""
        for question in values:
            queryset = matching(queryset, question)
        return queryset


class Wish(One):
    """Something about the answer; it narrows nothing."""

    def __init__(self, description: str) -> None:
        choices = ["0", "1"]
        super().__init__("", one_of("choice", choices), description, choices=choices)

    def filter(self, queryset: QuerySet, values: list[str]) -> QuerySet:
        """Leave the rows as they are."""
        return queryset


class SearchFilterSet(AgentSelection):
    """The filters of ``agents/``; ``q`` asks for words anywhere in a definition."""

    q = Words(
        'Words, `"phrases"` and `-exclusions`; all must hold, the last word may go on. Names fall '
        "apart at hyphens; case and accents do not matter. Without it, all agents by key."
    )
    explain = Wish("With `1`, each result says what its score is made of.")

    @property
    def question(self) -> Question:
        """Return what is searched for."""
        asked: list[Question] = self.form.cleaned_data["q"]
        return asked[0] if asked else Question()

    @property
    def explains(self) -> bool:
        """Return whether scores are to be explained."""
        return bool(self.form.cleaned_data["explain"] == ["1"])

    def narrow(self, agents: Any, *, without: str = "") -> Any:
        """Return the agents that pass every filter but one."""
        for name, each in self.filters.items():
            if name != without:
                agents = each.filter(agents, self.form.cleaned_data[name])
        return agents

    def facets_in_use(self) -> dict[str, str]:
        """Return the facets by which the question narrows already, each with its filter."""
        filters = {facet: FILTER_OF.get(facet, facet) for facet in FACETS}
        asked = self.form.cleaned_data
        return {facet: name for facet, name in filters.items() if asked.get(name)}
