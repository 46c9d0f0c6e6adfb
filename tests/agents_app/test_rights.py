"""Who may do what: the whole table, and that what is hidden looks as if it were not there."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import override_settings

from agents_app import rights
from agents_app.actor import SYSTEM, Actor
from agents_app.errors import Forbidden, Missing, Unauthenticated
from agents_app.models import Agent, Collection
from agents_app.rights import Deed, may, require
from tests.makers import make_agent, make_collection, make_user

pytestmark = pytest.mark.django_db

DEEDS = get_args(Deed)
EVERYTHING = set(DEEDS)
ALL_BUT_ADMINISTERING = EVERYTHING - {"administer"}


@pytest.fixture
def agent() -> Agent:
    return make_agent("owned", collection="team")


def allowed(actor: Actor, agent: Agent) -> set[str]:
    """Return every deed that an actor may do to an agent, its collection or the registry."""
    subjects: dict[str, Any] = dict.fromkeys(("publish", "import", "curate"), agent.collection)
    subjects |= dict.fromkeys((*rights.OWN, "see"), agent)
    return {deed for deed in DEEDS if may(actor, deed, subjects.get(deed))}


def test_nobody_looks_and_the_machine_does_everything(agent: Agent) -> None:
    assert allowed(Actor(), agent) == {"see"}
    assert allowed(SYSTEM, agent) == EVERYTHING
    assert Actor.of(AnonymousUser()) == Actor()


def test_each_role_may_what_it_is_for(agent: Agent) -> None:
    assert allowed(Actor.of(make_user("r", "reader")), agent) == {"see"}
    author = make_user("a", "author")
    assert allowed(Actor.of(author), agent) == {"see", "publish"}
    agent.owner = author
    agent.save()
    assert allowed(Actor.of(author), agent) == {"see", "publish", *rights.OWN}
    curator = make_user("c", "curator")
    assert allowed(Actor.of(curator), agent) == {"see", "create_collection"}
    agent.collection.maintainers.add(curator)
    assert allowed(Actor.of(curator), agent) == ALL_BUT_ADMINISTERING
    assert allowed(Actor.of(make_user("x", "admin")), agent) == EVERYTHING
    assert allowed(Actor.of(make_user("s", is_superuser=True)), agent) == EVERYTHING


def test_rights_end_with_the_role_at_once(agent: Agent) -> None:
    curator = make_user("c", "curator")
    agent.collection.maintainers.add(curator)
    curator.groups.clear()
    assert allowed(Actor.of(curator), agent) == {"see"}
    curator.is_active = False
    assert Actor.of(curator) == Actor()


def test_a_token_takes_away_what_it_does_not_name(agent: Agent) -> None:
    admin = make_user("x", "admin")
    assert allowed(Actor.of(admin, scopes=frozenset({"read"})), agent) == {"see"}
    writes = Actor.of(admin, scopes=frozenset({"read", "write"}))
    assert allowed(writes, agent) == ALL_BUT_ADMINISTERING
    other = make_collection("other")
    elsewhere = Actor.of(admin, within=frozenset({other.pk}))
    assert not may(elsewhere, "see", agent)
    with pytest.raises(Missing):
        require(elsewhere, "revise", agent)
    with pytest.raises(Forbidden, match="scope 'admin'"):
        require(writes, "administer")


def test_a_private_collection_is_there_for_its_people_only(agent: Agent) -> None:
    collection = agent.collection
    collection.private = True
    collection.save()
    member, curator = make_user("m", "reader"), make_user("c", "curator")
    collection.members.add(member)
    collection.maintainers.add(curator)
    seeing = [Actor.of(member), Actor.of(curator), Actor.of(make_user("x", "admin")), SYSTEM]
    blind = [Actor(), Actor.of(make_user("r", "reader")), Actor.of(make_user("a", "author"))]
    for actor in seeing + blind:
        sees = actor in seeing
        assert may(actor, "see", agent) == sees
        assert Agent.objects.visible_to(actor).filter(pk=agent.pk).exists() == sees
        assert Collection.objects.visible_to(actor).filter(pk=collection.pk).exists() == sees
    for actor in blind:
        with pytest.raises(Missing):
            require(actor, "revise", agent)


def test_refusals_say_what_is_lacking(agent: Agent) -> None:
    with pytest.raises(Unauthenticated):
        require(Actor(), "revise", agent)
    with pytest.raises(Forbidden, match="may not revise team:owned"):
        require(Actor.of(make_user("r", "reader")), "revise", agent)


def test_a_closed_registry_hides_everything_from_nobody_else(agent: Agent) -> None:
    with override_settings(PUBLIC_READS=False):
        assert not Agent.objects.visible_to(Actor()).exists()
        assert Agent.objects.visible_to(Actor.of(make_user("r", "reader"))).exists()
