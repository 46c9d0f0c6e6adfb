"""What is found and in what order: one file for both databases, run on each."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agents_app.errors import BadRequest
from agents_app.models import Agent
from agents_app.search import gather, matching, read_question, search_agents
from tests.makers import make_agent, make_listing

pytestmark = pytest.mark.django_db

# The order that every database must give: see test_the_order_is_the_same_everywhere.
ORDER = [
    ("django", ["django-expert", "python-expert", "writer"]),
    ("expert", ["python-expert", "django-expert"]),
    ("expert django", ["django-expert", "python-expert"]),
    ("py", ["python-expert", "django-expert"]),
    ("e", ["django-expert", "python-expert"]),
    ("wri", ["writer", "python-expert"]),
]


@pytest.fixture
def three():
    make_agent(
        "django-expert",
        description="Builds Django sites. Knows pytest.",
        tools="Read, mcp__context7__get-library-docs",
        body="# Django\n\nYou know the ORM.\n\n## Query sets\n\n- **Café rule**: never loop\n",
    )
    make_agent(
        "python-expert",
        description="Writes Python; asks the Django one.",
        tools="Bash",
        body=make_listing("django-expert", "docker-expert"),
    )
    make_agent("writer", description="Writes C# and prose.", body="Not about django, never.\n")


def keys(text):
    question = read_question(text)
    found = matching(Agent.objects.published(), question)
    results = search_agents(gather(found), question, among=Agent.objects.all(), start=0, stop=100)
    keys = [result.agent[0] for result in results]
    assert sorted(keys) == sorted(found.values_list("key", flat=True))
    return keys


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("orm", {"django-expert"}),
        ("ORM Django", {"django-expert"}),
        ("prose orm", set()),
        ("djan", {"django-expert", "python-expert", "writer"}),
        ("djan orm", set()),
        ("django-expert", {"django-expert", "python-expert"}),
        ('"django expert"', {"django-expert", "python-expert"}),
        ('"expert django"', set()),
        ('"builds django sites"', {"django-expert"}),
        ("builds-django-si", {"django-expert"}),
        ('"sites knows"', {"django-expert"}),
        ("cafe", {"django-expert"}),
        ('"cafe rule never"', {"django-expert"}),
        ('"query sets"', {"django-expert"}),
        ("library", {"django-expert"}),
        ("context7", {"django-expert"}),
        ("docker", {"python-expert"}),
        ("C#", {"writer"}),
        ("csharp", {"writer"}),
        ("django -orm", {"python-expert", "writer"}),
        ('django -"about django"', {"django-expert", "python-expert"}),
        ("-django", set()),
        ("-prose", {"django-expert", "python-expert"}),
        ("-prose -orm", {"python-expert"}),
        ("!!!", set()),
        ("_", set()),
        ("bash", {"python-expert"}),
    ],
)
def test_finds_alike_on_every_database(three, text, found):
    assert set(keys(text)) == found


@pytest.mark.parametrize(("text", "order"), ORDER)
def test_the_order_is_the_same_everywhere(three, text, order):
    assert keys(text) == order
    assert all(keys(text) == order for _ in range(100 if text == "django" else 2))


def test_no_phrase_runs_over_from_one_field_or_entry_into_the_next():
    make_agent("reader", description="ends here", body="begins\n\n## One\n\n## Two\n\n- a\n- b\n")
    assert keys('"here begins"') == []
    assert keys('"one two"') == ["reader"]  # side by side in the prompt
    assert keys('"two a b"') == ["reader"]


def test_the_bounds_of_positions_are_the_same_everywhere():
    words = " ".join(f"w{number} same" for number in range(4_000))
    make_agent("long", body=f"{words} behind\n")
    assert keys('"w5 same"') == ["long"]
    assert keys('"w300 same"') == []  # repeated too often to be kept in its place
    assert keys("w3700") == ["long"]
    assert keys('"w300 w301"') == []
    assert keys("behind") == []


def test_equal_scores_are_ordered_by_key():
    for name in ("c", "a", "b"):
        make_agent(f"{name}-twin")
    assert keys("twin") == ["a-twin", "b-twin", "c-twin"]


HOSTILE = [
    '"', "'", "''", "*", "-", "--", "(", "a)(", "NEAR(a b)", "name:a", "{name}: x", "^a", "a + b",
    "a & b | !c", "a <-> b", "a:*", "'a':1A", "\\", "a\\'b", "%s %(x)s", "$1", "; DROP TABLE x",
    "\ud800", "a\u0000b".replace("\u0000", ""), "🙂", "a" * 256, "ﷺ" * 14, "İı", "x " * 128,
    "\u0301", "ß", "ﬁ", "①²", "٣", "-a -b -c", "\"a -b", "a\"b\"c", "_ __", "_-_",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_questions_are_questions(three, text):
    assert set(keys(text)) <= set(Agent.objects.values_list("key", flat=True))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=40) | st.text("ab\"-*:()&|!<> '\\", max_size=30))
def test_any_text_can_be_asked(three, text):
    with suppress(BadRequest):  # too many words
        keys(text)


def test_every_part_of_a_score_is_explained(three):
    question = read_question("django py")
    found = matching(Agent.objects.published(), question)
    results = search_agents(
        gather(found), question, among=Agent.objects.all(), start=0, stop=10, explain=True
    )
    assert [result.agent[0] for result in results] == ["python-expert", "django-expert"]
    for result in results:
        assert result.score == pytest.approx(sum(part.score for part in result.explain), abs=2e-4)
    django, py = results[1].explain
    assert (django.asked, django.word, django.fields["name"]) == ("django", "django", 1)
    assert (py.asked, py.word, py.fields) == ("py", "pytest", {"description": 1})
