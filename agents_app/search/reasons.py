"""Why an agent stands where it stands: the parts of its score, counted again from its text."""

from __future__ import annotations

from collections.abc import Collection as Group
from collections.abc import Sequence
from dataclasses import dataclass

from agents_app.definitions import read_definition
from agents_app.models import Agent
from agents_app.search.document import document_of
from agents_app.search.ranking import impacts, score_of
from agents_app.search.scores import Weighed, worth_of


@dataclass(frozen=True, slots=True)
class Part:
    """What one word of a question adds; ``fields`` says how often the agent has it where.

    word: the agent's word that counts, longer than the one asked for where that is a prefix.
    """

    asked: str
    word: str
    impact: int
    rarity: int
    fields: dict[str, int]

    @property
    def score(self) -> float:
        """Return what the word adds to the score."""
        return score_of(self.impact * self.rarity)


def explain_hits(agents: Group[int], words: Sequence[Weighed]) -> dict[int, list[Part]]:
    """Return the parts of the scores of a few agents; their texts are read in one query."""
    texts = Agent.objects.filter(pk__in=agents).select_related("revision")
    return {
        agent.pk: _parts(bytes(agent.revision.content), agent.path, words)
        for agent in texts.only("path", "revision__content")
        if agent.revision
    }


def _parts(data: bytes, path: str, words: Sequence[Weighed]) -> list[Part]:
    spoken = document_of(read_definition(data, path=path)).spoken()
    worth = impacts(spoken)
    parts = []
    for weighed in words:
        word, impact = worth_of(weighed.term, worth)
        fields = {name: said.count(word) for name, said in spoken.items() if word in said}
        parts.append(Part(weighed.term.words[0], word, impact, weighed.rarity, fields))
    return parts
