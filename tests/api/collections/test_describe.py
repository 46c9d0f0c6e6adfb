"""``PATCH /api/collections/{slug}/``: those who curate it say what it is and whose."""

import pytest
from django.test import Client

from agents_app.models import Collection, JournalEntry
from tests.api.conftest import Writer
from tests.makers import make_agent, make_collection, make_user

TEAM = "collections/team/"


def tag(writer: Writer) -> str:
    return str(writer.client.get(f"/api/{TEAM}")["ETag"])


def test_what_is_sent_changes_and_the_rest_stays(cura):
    patch = {"licence": "MIT", "source_url": "https://example.org/", "message": "Asked for"}
    done = cura.send("patch", TEAM, patch, tag=tag(cura))
    assert done.status_code == 200, done.content
    told = done.json()
    assert (told["title"], told["licence"], told["source_url"]) == (
        "The team",
        "MIT",
        "https://example.org/",
    )
    read = cura.client.get(f"/api/{TEAM}")
    assert (read.json(), read["ETag"]) == (told, done["ETag"])
    entry = JournalEntry.objects.last()
    assert (entry.verb, entry.author) == ("collection.described", "cura")
    assert entry.message == "Changed: source_url, licence. Asked for"
    cleared = cura.send("patch", TEAM, {"licence": None}, tag=done["ETag"])
    assert cleared.json()["licence"] is None


@pytest.mark.parametrize("patch", [{}, {"title": "The team", "maintainers": ["cura"]}])
def test_what_stands_already_changes_nothing(cura, patch):
    before = tag(cura)
    done = cura.send("patch", TEAM, patch | {"message": "Nothing"}, tag=before)
    assert (done.status_code, done["ETag"]) == (200, before)
    assert JournalEntry.objects.count() == 1


def test_people_are_named_and_see_it_from_then_on(cura):
    make_user("mia"), make_user("bob", "curator")
    done = cura.send("patch", TEAM, {"private": True, "members": ["mia", "mia"]}, tag="*")
    assert (done.json()["members"], done.json()["maintainers"]) == (["mia"], ["cura"])
    mia, stranger = Client(), Client()
    mia.force_login(Collection.objects.get(slug="team").members.get())
    assert mia.get(f"/api/{TEAM}").json()["members"] is None
    assert stranger.get(f"/api/{TEAM}").status_code == 404
    done = cura.send("patch", TEAM, {"maintainers": ["bob", "cura"]}, tag=done["ETag"])
    assert done.json()["maintainers"] == ["bob", "cura"]
    unknown = cura.send("patch", TEAM, {"members": ["mia", "mib"]}, tag="*").json()
    assert (unknown["code"], unknown["did_you_mean"]) == ("unknown_value", [])
    assert unknown["errors"][0]["field"] == "members"


def test_who_gives_it_away_is_told_so_and_shut_out(cura):
    make_user("bob", "curator")
    done = cura.send("patch", TEAM, {"private": True, "maintainers": ["bob"]}, tag="*")
    assert (done.status_code, done.json()["maintainers"]) == (200, ["bob"])
    assert cura.client.get(f"/api/{TEAM}").status_code == 404
    assert cura.send("patch", TEAM, {"title": "Mine"}, tag="*").status_code == 404


def test_who_gives_an_open_one_away_reads_it_as_everybody_does(cura):
    done = cura.send("patch", TEAM, {"maintainers": []}, tag="*")
    read = cura.client.get(f"/api/{TEAM}")
    assert (read.json(), read["ETag"]) == (done.json(), done["ETag"])
    assert read.json()["maintainers"] is None


def test_who_comes_too_late_changes_nothing(cura):
    seen = tag(cura)
    assert cura.send("patch", TEAM, {"title": "First"}, tag=seen).status_code == 200
    late = cura.send("patch", TEAM, {"title": "Second"}, tag=seen)
    assert (late.status_code, late["ETag"]) == (412, tag(cura))
    assert cura.send("patch", TEAM, {"title": "Third"}).status_code == 428
    assert Collection.objects.get(slug="team").title == "First"


def test_changes_elsewhere_make_nobody_late(cura):
    seen = tag(cura)
    make_agent("newcomer", collection="team")
    make_collection("another")
    assert cura.send("patch", TEAM, {"title": "New"}, tag=seen).status_code == 200
    elsewhere = cura.client.get("/api/collections/another/")["ETag"]
    assert cura.send("patch", TEAM, {"title": "Newer"}, tag=elsewhere).status_code == 412


@pytest.mark.parametrize(
    ("roles", "status"), [((), 403), (("author",), 403), (("curator",), 403), (("admin",), 200)]
)
def test_curators_change_their_own_and_admins_all(cura, roles, status):
    other = Writer(Client(), *roles)
    answer = other.send("patch", TEAM, {"title": "Mine"}, tag="*")
    assert answer.status_code == status, answer.content


@pytest.mark.parametrize("roles", [("author",), ("curator",)])
def test_a_private_one_is_to_strangers_as_if_it_were_not_there(cura, roles):
    Collection.objects.update(private=True)
    other = Writer(Client(), *roles)
    hidden, missing = (
        other.send("patch", f"collections/{slug}/", {"title": "Mine"}, tag="*")
        for slug in ("team", "taem")
    )
    assert hidden.status_code == missing.status_code
    told, untold = hidden.json(), missing.json()
    assert told["detail"].replace("team", "taem") == untold["detail"]
    assert (told["code"], told["did_you_mean"]) == (untold["code"], untold["did_you_mean"])


@pytest.mark.parametrize(
    ("patch", "code"),
    [
        ({"slug": "other"}, "derived_field"),
        ({"titel": "x"}, "unknown_field"),
        ({"title": ""}, "blank"),
        ({"source_url": "no url"}, "bad_value"),
        ({"private": None}, "null"),
        ({"members": "mia"}, "not_a_list"),
        ({"members": [5]}, "invalid"),
        ({"members": ["x"] * 201}, "max_length"),
    ],
)
def test_refuses_what_can_not_be_by_member(cura, patch, code):
    answer = cura.send("patch", TEAM, patch, tag="*")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == code
    assert JournalEntry.objects.count() == 1


def test_a_policy_is_set_and_shown(cura):
    policy = {"blocked_severity": "error", "blocked_rules": ["S001"], "holds_widening": True}
    done = cura.send("patch", TEAM, policy, tag=tag(cura))
    assert done.status_code == 200, done.content
    assert {name: done.json()[name] for name in policy} == policy
    team = Collection.objects.get(slug="team")
    assert team.policy.severity == "error"
    assert team.policy.rules == {"S001"}
    off = {"blocked_severity": None, "blocked_rules": []}
    again = cura.send("patch", TEAM, off, tag=done["ETag"]).json()
    assert (again["blocked_severity"], again["blocked_rules"]) == (None, [])
    assert again["holds_widening"] is True


@pytest.mark.parametrize(
    ("patch", "field"),
    [
        ({"blocked_severity": "dreadful"}, "blocked_severity"),
        ({"blocked_rules": ["S001", "Z999"]}, "blocked_rules"),
        ({"blocked_rules": None}, "blocked_rules"),
        ({"blocked_rules": [1]}, "blocked_rules"),
        ({"holds_widening": "yes"}, "holds_widening"),
    ],
)
def test_a_policy_that_means_nothing_is_refused(cura, patch, field):
    answer = cura.send("patch", TEAM, patch, tag="*")
    assert answer.status_code in (400, 422), answer.content
    assert answer.json()["errors"][0]["field"].startswith(field)
