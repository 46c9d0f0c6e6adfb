"""Every model has an admin that reads with a constant number of queries and derives nothing."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agents_app.actions.answer_once import Answer, Once, answer_once
from agents_app.actions.begin_sign_in import begin_sign_in
from agents_app.actions.create_token import create_token
from agents_app.actions.import_files import import_files
from agents_app.actions.spend import Rate, spend
from agents_app.actor import SYSTEM, Actor
from agents_app.definitions import LooseFile
from agents_app.models import Collection, JournalEntry
from tests.makers import make_agent, make_listing, make_proposal, make_text

pytestmark = pytest.mark.django_db

MODELS = list(apps.get_app_config("agents_app").get_models())
SHOWN = [model for model in MODELS if model._meta.model_name != "journalhead"]


@pytest.fixture
def curator(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("ann", password="only-for-this-test"))
    return client


def populate(count: int) -> None:
    import_files("team", [LooseFile("a.md", make_text())], by=SYSTEM)
    user = User.objects.get(username="ann")
    answer_once(lambda: Answer(204), by=Actor.of(user), once=Once("a-key", "0" * 64))
    spend("anything", "ann", Rate(10, 600))
    create_token(user, by=SYSTEM, name=f"of {count}", scopes=["read"])
    begin_sign_in(user)
    make_proposal(f"proposed-{count}", collection="waiting", tools="Bash")
    for number in range(count):
        make_agent(f"agent-{number}", body="## A\n" + make_listing("agent-0", "nobody-pro"))


@pytest.mark.parametrize("model", SHOWN, ids=lambda model: model._meta.model_name)
def test_every_model_is_listed_with_as_many_queries_for_many_rows(
    curator: Client, model: type
) -> None:
    assert admin.site.is_registered(model)
    address = reverse(f"admin:agents_app_{model._meta.model_name}_changelist")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert curator.get(address).status_code == 200
        return len(captured)

    populate(2)
    few = queries()
    populate_more = [
        make_agent(f"more-{number}", body=make_listing("agent-0")) for number in range(12)
    ]
    assert len(populate_more) == 12
    assert queries() == few


@pytest.mark.parametrize("model", SHOWN, ids=lambda model: model._meta.model_name)
def test_every_row_opens(curator: Client, model: type) -> None:
    populate(2)
    row = model._default_manager.first()
    change = reverse(f"admin:agents_app_{model._meta.model_name}_change", args=[row.pk])
    assert curator.get(change).status_code == 200


@pytest.mark.parametrize(
    "model", [m for m in SHOWN if m is not Collection], ids=lambda model: model._meta.model_name
)
def test_what_is_derived_can_be_neither_added_changed_nor_deleted(
    curator: Client, model: type
) -> None:
    populate(1)
    name = f"admin:agents_app_{model._meta.model_name}"
    row = model._default_manager.first().pk
    assert curator.post(reverse(f"{name}_add"), {}).status_code == 403
    assert curator.post(reverse(f"{name}_change", args=[row]), {}).status_code == 403
    assert curator.post(reverse(f"{name}_delete", args=[row]), {"post": "yes"}).status_code == 403


def test_a_collection_is_written_by_the_action_that_journals(curator: Client) -> None:
    about = {"title": "Team", "source_url": "", "licence": "MIT"}
    add = reverse("admin:agents_app_collection_add")
    assert curator.post(add, {"slug": "team", **about}).status_code == 302
    team = Collection.objects.get(slug="team")
    change = reverse("admin:agents_app_collection_change", args=[team.pk])
    assert curator.post(change, about | {"title": "Our team"}).status_code == 302
    assert list(JournalEntry.objects.values_list("verb", "collection", "author")) == [
        ("collection.created", "team", "ann"),
        ("collection.described", "team", "ann"),
    ]
    team.refresh_from_db()
    assert (team.title, team.licence) == ("Our team", "MIT")
