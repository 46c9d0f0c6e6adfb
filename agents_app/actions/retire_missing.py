"""Retire what a mirror no longer shows: all agents of a collection that have no file any more."""

from __future__ import annotations

from collections.abc import Collection as Group
from collections.abc import Sequence
from pathlib import PurePosixPath

from django.utils import timezone

from agents_app import journal
from agents_app.actions.resolve_integrations import release_agents
from agents_app.definitions.definition import file_stem
from agents_app.definitions.names import fold_name
from agents_app.errors import Refusal
from agents_app.models import Agent, Collection, JournalEntry
from agents_app.search import forget_agents


def retire_missing(
    collection: Collection,
    *,
    names: Group[str],
    refused: Group[str],
    author: str,
    message: str = "",
) -> list[Agent]:
    """Retire the published agents that none of the files is of; return them, by key.

    names: of the agents that have a file. refused: paths of files that were not taken; whom they
    seem to be of stays, for a slip of the pen in a file is no wish to retire it. Raises Refusal
    ``nothing_to_mirror`` where no file was taken at all. The caller holds the transaction, the
    journal's lock and the right to do this.
    """
    if not names:
        message = "No file was taken; a mirror of nothing would retire everything."
        raise Refusal("nothing_to_mirror", message)
    here = Agent.objects.published().filter(collection=collection)
    spared = {PurePosixPath(path).name for path in refused}
    spared_names = {fold_name(file_stem(path)) for path in refused}
    gone = [
        agent
        for agent in here.select_related("collection").order_by("key")
        if agent.name not in names
        and agent.name not in spared_names
        and PurePosixPath(agent.path).name not in spared
    ]
    if gone:
        _retire(collection, gone, author, message)
    return gone


def _retire(collection: Collection, agents: Sequence[Agent], author: str, message: str) -> None:
    now = timezone.now()
    for agent in agents:
        agent.status, agent.updated = Agent.Status.RETIRED, now
    Agent.objects.bulk_update(agents, ["status", "updated"])
    release_agents(collection, agents)
    forget_agents([agent.pk for agent in agents])
    verb = JournalEntry.Verb.AGENT_RETIRED
    changes = [journal.Change(verb, collection.slug, agent.key) for agent in agents]
    journal.record(changes, author=author, message=message)
