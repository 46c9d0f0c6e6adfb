"""Where an answer stands in a text: found alike in plain texts, quickly, and in all others."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents_app.search import read_question
from agents_app.search.snippets import Marker, make_snippets

PIECES = re.compile(r"[^\W_]+(?:#|\+\+)?")
WORDS = st.sampled_from(
    ("a", "api", "Api", "apis", "rapid", "C", "c#", "C++", "x" * 64, "x" * 65, "caf\u00e9", "cafe")
)
SIGNS = st.sampled_from((" ", "-", "_", ".", ", ", "\n", "+", " + ", "/"))
TEXTS = st.lists(st.tuples(WORDS, SIGNS)).map(lambda pairs: "".join(map("".join, pairs)))


@given(
    asked=st.lists(WORDS, min_size=1, max_size=3),
    goes_on=st.booleans(),
    text=TEXTS,
)
def test_the_first_answer_is_that_of_looking_at_every_word(asked, goes_on, text):
    marker = Marker(read_question(" ".join(asked) + ("" if goes_on else ' ""')))
    found = marker.first_in(text)
    answers = [each.span() for each in PIECES.finditer(text) if marker.answers(each[0])]
    assert (found and found.span()) == (answers[0] if answers else None)


@pytest.mark.parametrize(
    ("question", "text", "shown"),
    [
        ("api", "Rapid API, apis", "Rapid <mark>API</mark>, <mark>apis</mark>"),
        ('"api"', "apis of an API", "apis of an <mark>API</mark>"),
        ("c++", "C, C++ and c", "C, <mark>C++</mark> and c"),
        ("c#", "C or C#", "C or <mark>C#</mark>"),
        ("cafe", "A Caf\u00e9", "A <mark>Caf\u00e9</mark>"),
    ],
)
def test_a_snippet_marks_whole_words(question, text, shown):
    (snippet,) = make_snippets(Marker(read_question(question)), [("body", text)])
    assert snippet.text == shown


def test_no_snippet_where_nothing_is_wanted():
    assert make_snippets(Marker(read_question("-api")), [("body", "An API.")]) == []
