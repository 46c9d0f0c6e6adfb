"""``imports/`` and ``imports/{id}/``: the reports again, for those who may see them."""

from __future__ import annotations

import pytest

from agents_app.actions.import_files import import_files
from agents_app.actor import SYSTEM
from agents_app.definitions import LooseFile
from agents_app.models import Collection
from tests.makers import make_text, make_user


def load(slug: str = "team", **manner: bool) -> int:
    files = [LooseFile("a/reader.md", make_text("reader")), LooseFile("b.md", b"nothing")]
    return import_files(slug, files, by=SYSTEM.named("ann"), **manner).number


def test_lists_the_newest_first_in_four_queries(client, db, django_assert_num_queries):
    for _ in range(3):
        load()
    with django_assert_num_queries(5):  # serial, last number, hidden collections, count, page
        page = client.get("/api/imports/").json()
    assert [row["id"] for row in page["results"]] == [3, 2, 1]
    assert page["results"][0]["counts"]["refused"] == 1
    assert "files" not in page["results"][0]


def test_reads_one_with_its_files(client, db, django_assert_num_queries):
    load()
    with django_assert_num_queries(5):  # serial, last number, hidden collections, report, files
        answer = client.get("/api/imports/1/").json()
    assert (answer["author"], answer["collection"], answer["state"]) == ("ann", "team", "done")
    assert [(row["path"], row["outcome"], row["tier"]) for row in answer["files"]] == [
        ("b.md", "refused", None),
        ("a/reader.md", "created", "strict"),
    ]


def test_filters(ask, db):
    load()
    load("other")
    assert [row["id"] for row in ask("imports/?collection=other")["results"]] == [2]
    assert ask("imports/?state=refused")["results"] == []
    assert [row["id"] for row in ask("imports/?ordering=id")["results"]] == [1, 2]
    assert ask("imports/?mode=mirror")["code"] == "unknown_parameter"


def test_a_new_report_makes_a_new_tag(client, db):
    load()
    first = client.get("/api/imports/")
    seen = {"if-none-match": first["ETag"]}
    assert client.get("/api/imports/", headers=seen).status_code == 304
    load(dry_run=True)
    assert client.get("/api/imports/", headers=seen).status_code == 200


@pytest.mark.parametrize("number", ["2", "999999999"])
def test_what_is_not_there_is_missing(client, db, number):
    load()
    assert client.get(f"/api/imports/{number}/").status_code == 404


def test_what_was_tried_is_for_its_author_and_curators(client, db):
    load()
    tried = load(dry_run=True)
    address = f"/api/imports/{tried}/"
    assert client.get(address).status_code == 404
    stranger, curator = make_user("s", "author"), make_user("c", "curator")
    client.force_login(stranger)
    assert client.get(address).status_code == 404
    assert client.get("/api/imports/").json()["count"] == 1
    Collection.objects.get(slug="team").maintainers.add(curator)
    client.force_login(curator)
    assert client.get(address).status_code == 200
    client.force_login(make_user("ann", "reader"))
    assert client.get(address).status_code == 200


def test_what_is_private_stays_so(client, db):
    load()
    Collection.objects.update(private=True)
    assert client.get("/api/imports/1/").status_code == 404
    assert client.get("/api/imports/").json()["count"] == 0
