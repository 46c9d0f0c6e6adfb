"""GET proposals/ and proposals/{id}/: who is told of what waits, and what it would change."""

import pytest
from django.test import Client

from api.proposals.examples import EXAMPLES
from tests.house.test_schema import differences
from tests.makers import make_agent, make_collection, make_proposal, make_user


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def admin(db):
    return client_of(make_user("root", is_superuser=True))


@pytest.fixture
def two(db):
    """One that revises, in one collection, and one that is new, in another."""
    make_agent(collection="team")
    make_proposal("code-reader", collection="team", tools="Read, Grep, Bash")
    return make_proposal("other", collection="lab", tools=None)


def test_the_newest_comes_first(admin, two):
    rows = admin.get("/api/proposals/").json()["results"]
    assert [row["key"] for row in rows] == ["lab:other", "team:code-reader"]
    assert "content" not in rows[0]


def test_filters(admin, two):
    def keys(query):
        return [row["key"] for row in admin.get(f"/api/proposals/?{query}").json()["results"]]

    assert keys("collection=team") == ["team:code-reader"]
    assert keys("state=held&ordering=id") == ["team:code-reader", "lab:other"]
    assert keys("state=approved") == []
    assert admin.get("/api/proposals/?state=helt").json()["did_you_mean"] == ["held"]


def test_each_is_told_of_their_own(two):
    stranger, curator = make_user("sam", "author"), make_user("ada", "curator")
    keeper = make_user("kim", "reader")  # maintains it, but is no curator
    for user in (curator, keeper):
        make_collection("lab").maintainers.add(user)

    def seen(user):
        return [row["key"] for row in client_of(user).get("/api/proposals/").json()["results"]]

    assert seen(two.proposer) == ["lab:other", "team:code-reader"]
    assert seen(curator) == ["lab:other"]
    assert seen(stranger) == seen(keeper) == []
    assert client_of(stranger).get(f"/api/proposals/{two.number}/").status_code == 404


def test_nobody_is_told_of_any(client, two):
    for address in ("", f"{two.number}/", "99/"):
        assert client.get(f"/api/proposals/{address}").status_code == 401


def test_one_says_what_it_would_change(admin, two):
    told = admin.get("/api/proposals/1/").json()
    assert told["content"].startswith("---\nname: code-reader\n")
    assert told["changes"]["bump"] == "major"
    assert told["changes"]["capabilities"]["gained"] == ["shell"]
    assert admin.get("/api/proposals/2/").json()["changes"] is None


def test_no_cache_keeps_them(admin, two):
    for address in ("", "1/"):
        answer = admin.get(f"/api/proposals/{address}")
        assert answer["Cache-Control"] == "no-store"
        assert "ETag" not in answer


def test_the_list_costs_the_same_for_many(admin, two, django_assert_num_queries):
    for number in range(5):
        make_proposal(f"more-{number}", collection="team", tools="Bash")
    for limit in (1, 50):
        with django_assert_num_queries(7):  # session, user and actor (5), count, page
            admin.get(f"/api/proposals/?limit={limit}")


@pytest.mark.parametrize("operation", EXAMPLES)
def test_every_documented_example_is_what_is_answered(db, operation):
    example = EXAMPLES[operation]
    ada = client_of(make_user("ada", is_superuser=True))
    make_user("ann", "author")
    make_agent("django-expert", tools="Read, Bash, WebFetch")
    message = EXAMPLES["readProposal"].answer["message"]
    make_proposal("django-expert", by="ann", message=message, tools="Read, Bash, WebFetch, Task")
    call = ada.get if example.sent is None else ada.post
    given = {} if example.sent is None else {"content_type": "application/json"}
    answer = call(example.address, example.sent, **given)
    assert answer.status_code == 200, answer.content
    assert not differences(example.answer, answer.json())
