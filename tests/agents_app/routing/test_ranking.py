"""Ranking: deterministic, monotone where it should be, and explained."""

import random
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents_app.routing import (
    LOOKED_AT,
    Entry,
    Index,
    Signals,
    alternatives_to,
    rank,
    reasons_of,
)
from tests.house.sources import ROOT

WORDS = "sql query index react hook test deploy cloud image log cache token".split()
texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
collections = st.lists(st.tuples(texts, texts), min_size=1, max_size=8)


def entry(key, description="", body="", *, name="", scope="one"):
    return Entry(key, scope, name or key, description, body.partition("\n")[0], body)


def entries(pairs):
    return [entry(f"agent-{number}", *pair) for number, pair in enumerate(pairs)]


def told(index, task, **options):
    best = rank(index, task, **options).best
    return [(each.document.key, each.score) for each in best]


@given(collections, texts, st.randoms())
def test_the_order_of_arrival_decides_nothing(pairs, task, chance: random.Random):
    there = entries(pairs)
    shuffled = list(there)
    chance.shuffle(shuffled)
    assert told(Index(there), task) == told(Index(shuffled), task)


@given(collections, texts, texts)
def test_who_was_taken_out_and_in_again_is_as_if_never_gone(pairs, other, task):
    there = entries(pairs)
    index = Index(there)
    index.put(entry("agent-0", other, other))
    index.put(entry("new", other))
    index.drop("new")
    index.drop("never-there")
    index.put(there[0])
    assert told(index, task) == told(Index(there), task)
    assert (len(index), index.slots) == (len(there), len(there) + 1)
    assert len(index.vocabulary) == len(Index(there).vocabulary)


@given(collections, texts)
def test_best_first_and_equal_scores_by_key(pairs, task):
    found = told(Index(entries(pairs)), task)
    assert found == sorted(found, key=lambda pair: (-pair[1], pair[0]))
    assert all(score > 0 for _, score in found)


@given(collections, texts)
def test_only_who_says_a_word_of_the_task_is_found(pairs, task):
    found = {key for key, _ in told(Index(entries(pairs)), task)}
    asked = set(task.split())
    there = {
        f"agent-{number}"
        for number, pair in enumerate(pairs)
        if asked & set(" ".join(pair).split())
    }
    assert found == there


@given(collections, st.sampled_from(WORDS))
def test_who_says_a_word_in_one_more_field_never_falls(pairs, word):
    there = [entry("agent-0", word), *entries(pairs)[1:]]
    more = [entry("agent-0", word, name=f"agent-0 {word}"), *there[1:]]
    before, after = (dict(told(Index(each), word))["agent-0"] for each in (there, more))
    assert after > before


def test_a_filter_changes_nobodys_score():
    index = Index(entries([("sql query", ""), ("sql", "query"), ("react", "sql")]))
    everyone = dict(told(index, "sql query"))
    assert told(index, "sql query", keep={"agent-2"}.__contains__) == [
        ("agent-2", everyone["agent-2"])
    ]


def test_who_is_kept_is_found_below_any_number_of_others():
    index = Index(entries([("sql", "sql")] * 300 + [("", "sql")] * 2))
    kept = told(index, "sql", keep={"agent-300", "agent-301"}.__contains__)
    assert [key for key, _ in kept] == ["agent-300", "agent-301"]
    assert len(told(index, "sql")) == LOOKED_AT


def test_words_are_as_rare_as_in_their_collection():
    index = Index(
        [
            entry("a", "sql react", scope="one"),
            entry("b", "sql", scope="one"),
            *(entry(f"c{number}", "react", scope="two") for number in range(9)),
        ]
    )
    assert [key for key, _ in told(index, "react sql", scopes=["one"])] == ["a", "b"]
    assert told(index, "react", scopes=["nowhere"]) == []
    assert (
        rank(index, "react", scopes=["one"]).terms[0].in_head
        > rank(index, "react").terms[0].in_head
    )


def test_who_is_named_for_a_word_comes_before_who_speaks_of_it_and_more():
    speaking = [entry(f"other-{number}", body="django") for number in range(8)]
    index = Index(
        [
            entry("django-expert", "Builds with Django.", "page"),
            entry("painter", body="page page django django"),
            *speaking,
        ]
    )
    best = rank(index, "django page", signals=Signals(pair=0, line=0)).best
    assert [each.document.key for each in best[:2]] == ["django-expert", "painter"]


@given(collections, texts)
def test_the_parts_and_the_reasons_add_up_to_the_score(pairs, task):
    ranking = rank(Index(entries(pairs)), task)
    for each in ranking.best:
        assert each.score == each.by_words + each.by_pairs + each.by_lines
        assert sum(each.given) == pytest.approx(each.by_words, abs=1e-6)
        told = {"words": 0.0, "pairs": 0.0}
        for reason in reasons_of(each, ranking):
            if reason.kind in told:
                told[reason.kind] += reason.weight
        assert list(told.values()) == pytest.approx([each.by_words, each.by_pairs], abs=0.005)


def test_words_side_by_side_count_more():
    index = Index([entry("a", "react cache hook test"), entry("b", "react hook cache test")])
    best = rank(index, "react hook").best
    assert [each.document.key for each in best] == ["b", "a"]
    assert best[0].pairs == (("react", "hook"),)


def test_a_line_that_says_the_task_counts_more():
    index = Index(
        [entry("a", body="- sql\n- cloud\n- index"), entry("b", body="- sql cloud index\n-\n-")]
    )
    assert [key for key, _ in told(index, "index, cloud, sql")] == ["b", "a"]


def test_reasons_name_words_pairs_and_the_lines():
    body = "You tune.\n- Find slow queries by their plan\n- Rest\nuser: make my queries fast\n"
    index = Index([entry("tuner", "Tunes slow queries.", body), entry("b", "Draws images.")])
    ranking = rank(index, "tune slow queries")
    reasons = reasons_of(ranking.best[0], ranking)
    by_field = {each.field: each.words for each in reasons if each.kind == "words"}
    assert by_field["description"] == ("queries", "slow", "tune")
    assert [each.words for each in reasons if each.kind == "pairs"] == [
        ("tune slow", "slow queries")
    ]
    lines = [(each.kind, each.text) for each in reasons if each.kind in ("example", "passage")]
    assert lines == [
        ("passage", "Tunes slow queries."),
        ("passage", "- Find slow queries by their plan"),
    ]
    assert sum(each.weight for each in reasons if each.kind == "words") == pytest.approx(
        ranking.best[0].by_words, abs=0.01
    )


def test_an_example_that_resembles_the_task_comes_before_passages():
    body = "Sql query passage.\nuser: speed up this sql query\n"
    index = Index([entry("a", "", body), entry("b", "image")])
    ranking = rank(index, "sql query")
    lines = [each for each in reasons_of(ranking.best[0], ranking) if each.kind == "example"]
    assert [each.text for each in lines] == ["speed up this sql query"]


def test_alternatives_say_much_the_same():
    index = Index(entries([("sql query", ""), ("sql query index", ""), ("sql", ""), ("log", "")]))
    ranking = rank(index, "sql query")
    first = next(each for each in ranking.best if each.document.key == "agent-0")
    assert alternatives_to(first, ranking.best)[0] == "agent-1"
    assert "agent-3" not in alternatives_to(first, ranking.best)


@pytest.mark.parametrize("task", ["", "please help me", "zzz", "🙂", "\0\n\x01", "a" * 2000])
def test_a_task_without_a_known_word_finds_nobody(task):
    assert told(Index(entries([("sql", "query")])), task) == []


def test_the_same_order_in_another_process():
    program = (
        "from tests.agents_app.routing.test_ranking import *\n"
        "pairs = [(' '.join(WORDS[n % 12:]), ' '.join(WORDS[:n % 7])) for n in range(40)]\n"
        "print(told(Index(entries(pairs)), 'sql react cloud cache token hook image'))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
