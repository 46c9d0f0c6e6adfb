"""``POST imports/`` with an ``Idempotency-Key``: done once, answered as often as it is asked."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from agents_app.archives import Entry, write_zip
from agents_app.models import Agent, IdempotencyKey, ImportReport, Revision
from tests.makers import make_collection, make_text, make_user

ADDRESS = "/api/imports/?collection=team"
HEADERS = {"Idempotency-Key": '"3f1c"'}


def send(client: Client, data: Any = None, query: str = "", **kind: str) -> Any:
    """Send one text, or what is given, with the key."""
    kind = kind or {"content_type": "text/markdown"}
    return client.post(f"{ADDRESS}{query}", data or make_text("one"), headers=HEADERS, **kind)


def test_the_same_text_is_imported_once(curator):
    first, again = (send(curator) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert (again.json(), again["Location"]) == (first.json(), first["Location"])
    assert ("Idempotency-Replayed" in first, again["Idempotency-Replayed"]) == (False, "true")
    assert ImportReport.objects.count() == Revision.objects.count() == 1


def test_a_form_that_is_sent_again_has_another_boundary(curator):
    def form(boundary: str, name: str = "one.md") -> Any:
        body = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
            f"\r\n{make_text('one').decode()}\r\n--{boundary}--\r\n"
        )
        return send(curator, body, content_type=f"multipart/form-data; boundary={boundary}")

    assert [form(boundary).status_code for boundary in ("one", "two")] == [201, 201]
    other = form("one", name="two.md")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert ImportReport.objects.count() == 1


def test_an_archive_is_known_again_by_its_bytes(curator):
    def zipped(text: bytes) -> Any:
        data = b"".join(write_zip([Entry("a/one.md", text)]))
        return send(curator, data, content_type="application/zip")

    assert [zipped(make_text("one")).status_code for _ in range(2)] == [201, 201]
    assert zipped(make_text("two")).json()["code"] == "idempotency_key_reused"
    assert Agent.objects.get().path == "a/one.md"


@pytest.mark.parametrize(
    ("data", "query"),
    [(make_text("other"), ""), (None, "&mode=create"), (None, "&dry_run=true")],
)
def test_another_request_with_the_key_is_refused(curator, data, query):
    send(curator)
    other = send(curator, data, query)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_the_key_is_each_ones_own(curator):
    send(curator)
    other = Client()
    user = make_user("olga", "curator")
    other.force_login(user)
    make_collection("team").maintainers.add(user)
    answer = send(other)
    assert answer.json()["counts"]["unchanged"] == 1
    assert IdempotencyKey.objects.count() == ImportReport.objects.count() == 2


def test_a_strict_import_that_was_refused_is_refused_in_the_same_words(curator):
    text = "no definition"
    first, again = (send(curator, text, "&strict=true") for _ in range(2))
    assert (first.status_code, again.status_code) == (422, 422)
    assert first.json()["code"] == "import_refused"
    told = [answer.json() for answer in (first, again)]
    for problem in told:
        problem.pop("request_id")
    assert told[0] == told[1]
    assert ImportReport.objects.get().state == "refused"
    assert not Agent.objects.exists()


def test_what_fails_is_not_kept_and_may_be_tried_again(curator):
    mirror = "&mode=mirror"
    nothing = send(curator, "no definition", mirror)
    assert (nothing.status_code, nothing.json()["code"]) == (422, "nothing_to_mirror")
    assert not IdempotencyKey.objects.exists()
    assert send(curator, make_text("one"), mirror).status_code == 201


def test_a_dry_run_is_answered_again_and_stores_nothing(curator):
    first, again = (send(curator, query="&dry_run=true") for _ in range(2))
    assert (first.status_code, again.json()) == (200, first.json())
    assert ImportReport.objects.count() == 1
    assert not Agent.objects.exists()


def test_a_bad_key_is_refused_before_anything_is_done(curator):
    file = SimpleUploadedFile("one.md", make_text("one"))
    answer = curator.post(ADDRESS, {"files": file}, headers={"Idempotency-Key": "a b"})
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_value")
    assert not ImportReport.objects.exists()
