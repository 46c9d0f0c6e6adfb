"""Words: how texts are cut, folded and stemmed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents_app.routing.words import STOP_WORDS, asked, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("C++, C# and F# on .NET", ["cpp", "csharp", "and", "fsharp", "on", "dotnet"]),
        ("Next.js/Node.js", ["nextj", "nodej"]),
        ("api-designer", ["api", "design"]),
        ("snake_case", ["snake", "case"]),
        ("It's the team\u2019s", ["it", "the", "team"]),
        ("ＦＵＬＬ width", ["full", "width"]),
        ("数据库 SQL", ["数", "据", "库", "sql"]),
        ("", []),
        ("*** --- 🙂", []),
    ],
)
def test_cuts(text, words):
    assert words_of(text) == words


def test_a_task_loses_what_is_said_around_it():
    told = asked("Could you please help us optimize our slow queries?")
    assert told == [("optim", "optimize"), ("slow", "slow"), ("queri", "queries")]


def test_stop_words_are_single_words_as_they_are_cut():
    assert all(word.isalpha() and word == word.casefold() for word in STOP_WORDS)


@given(st.text())
def test_any_text_is_cut_into_words_without_blanks(text):
    assert all(word and not any(sign.isspace() for sign in word) for word in words_of(text))
