"""Which database is asked, as far as it can be told without a second one; see the stories."""

import pytest
from django.contrib.auth import get_user_model
from django.db import Error, transaction
from django.test import RequestFactory

from agents_app.models import Agent, ApiToken, AuditEntry, Collection, JournalHead
from config import replicas
from config.replicas import ReplicaRouter, reading

VERSIONED = (Agent, JournalHead)
RIGHTS = (Collection, ApiToken, AuditEntry, get_user_model())
router = ReplicaRouter()


@pytest.fixture
def levels(monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> list[bool]:
    """What the replica will be found to be, one for each question; nothing else is asked."""
    found: list[bool] = []
    monkeypatch.setattr(replicas, "is_level", lambda: found.pop(0))
    return found


def aliases(*models: type) -> list[str]:
    return [router.db_for_read(model) for model in models]


def test_a_request_chooses_once_for_all_that_it_reads(levels):
    levels += [True, False]
    with reading():
        assert aliases(*VERSIONED, *VERSIONED) == ["replica"] * 4
    with reading():
        assert aliases(*VERSIONED) == ["default"] * 2
    assert levels == []


def test_who_asks_and_what_they_may_see_is_asked_of_the_primary(levels):
    levels += [True]
    with reading():
        assert aliases(*RIGHTS) == ["default"] * 4
        assert aliases(Agent) == ["replica"]


def test_writes_and_whatever_is_no_request_are_the_primarys(levels):
    assert aliases(*VERSIONED) == ["default"] * 2
    assert router.db_for_write(Agent) == "default"
    with reading(), transaction.atomic():
        assert aliases(Agent) == ["default"]
    assert (router.allow_migrate("default", "x"), router.allow_migrate("replica", "x")) == (
        True,
        False,
    )


@pytest.mark.parametrize(
    ("primary", "replica", "level"), [(5, 5, True), (5, 6, True), (6, 5, False)]
)
def test_it_is_level_when_it_has_all_that_the_primary_has(monkeypatch, primary, replica, level):
    monkeypatch.setattr(replicas, "_serial", {"default": primary, "replica": replica}.__getitem__)
    assert replicas.is_level() is level


def test_one_that_is_away_is_left_alone_for_a_while(monkeypatch, caplog):
    asked = []

    def serial(alias: str) -> int:
        asked.append(alias)
        if alias == "replica":
            raise Error("away")
        return 1

    monkeypatch.setattr(replicas, "_serial", serial)
    monkeypatch.setattr(replicas, "_away_until", 0.0)
    assert [replicas.is_level() for _ in range(3)] == [False] * 3
    assert asked == ["default", "replica"]
    assert len(caplog.messages) == 1


def test_requests_that_write_choose_nothing(settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES, "replica", settings.DATABASES["default"])
    middleware = replicas.ReplicaMiddleware(lambda request: replicas._choice.get())
    for method, chooses in (("GET", True), ("HEAD", True), ("POST", False), ("DELETE", False)):
        assert (middleware(RequestFactory().generic(method, "/")) is not None) is chooses
