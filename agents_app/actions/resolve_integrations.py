"""Resolve integrations: edges find their targets as agents come, and lose them as they go.

Runs inside the transaction of the action that moved the agents, after their rows are written.
"""

from __future__ import annotations

from collections.abc import Collection as Group
from collections.abc import Sequence

from django.db.models import OuterRef, QuerySet, Subquery

from agents_app.actions.review_references import review_references
from agents_app.actions.suggest_targets import suggest_targets
from agents_app.models import Agent, Collection, Integration

_NAMES_AT_ONCE = 500


def attach_edges(collection: Collection, *, arrived: Group[str], written: Group[int]) -> set[int]:
    """Point unresolved edges at the agents that are there now; return whose edges changed.

    arrived: names that the collection has gained, with edges to them anywhere. written: ids of
    agents with new edges. A bare target means the agent's own collection.
    """
    landed = Agent.objects.published().filter(collection=collection)
    by_name = Subquery(landed.filter(name=OuterRef("target_name")).values("pk")[:1])
    here = _unresolved().filter(agent__collection=collection)
    to_arrived = here.filter(target_name__in=arrived)
    touched = set(to_arrived.values_list("agent", flat=True))
    to_arrived.update(target=by_name, suggestion=None)
    from_written = here.filter(agent__in=written)
    # By names that are looked up first: joined in one statement, PostgreSQL pairs all agents with
    # all edges where its statistics are older than the import.
    wanted = sorted(set(from_written.values_list("target_name", flat=True)))
    for start in range(0, len(wanted), _NAMES_AT_ONCE):
        names = wanted[start : start + _NAMES_AT_ONCE]
        here_now = list(landed.filter(name__in=names).values_list("name", flat=True))
        from_written.filter(target_name__in=here_now).update(target=by_name, suggestion=None)
    qualified = [f"{collection.slug}:{name}" for name in arrived]
    touched |= _attach_qualified(_unresolved().filter(target_name__in=qualified))
    _attach_qualified(from_written.filter(target_name__contains=":"))
    return touched


def settle_references(
    collection: Collection, *, arrived: Group[str] = (), touched: Group[int] = ()
) -> None:
    """Bring suggestions and findings up to date, once all edges are attached."""
    suggest_targets(collection, arrived=arrived)
    review_references(touched)


def release_agents(collection: Collection, agents: Sequence[Agent]) -> None:
    """Let agents of a collection leave: their own edges end, edges to them dangle again."""
    leaving = {agent.pk for agent in agents}
    incoming = Integration.objects.filter(target__in=leaving)
    touched = set(incoming.values_list("agent", flat=True)) - leaving
    incoming.update(target=None, suggestion=None)
    Integration.objects.filter(agent__in=leaving).update(target=None)
    same_place = Integration.objects.filter(agent__collection=collection)
    same_place.filter(suggestion__in=[agent.name for agent in agents]).update(suggestion=None)
    settle_references(collection, touched=touched)


def _unresolved() -> QuerySet[Integration]:
    return Integration.objects.filter(target=None, agent__status=Agent.Status.PUBLISHED)


def _attach_qualified(edges: QuerySet[Integration]) -> set[int]:
    """Attach edges written as ``collection:name``; there are few, so one at a time."""
    touched = set()
    for name in set(edges.values_list("target_name", flat=True)):
        slug, _, bare = name.partition(":")
        target = Agent.objects.published().in_collection(slug).filter(name=bare).first()
        if target:
            to_it = edges.filter(target_name=name)
            touched |= set(to_it.values_list("agent", flat=True))
            to_it.update(target=target, suggestion=None)
    return touched
