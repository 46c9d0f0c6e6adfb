"""Labels: one line, text in every encoding, not too long."""

import pytest

from agents_app.graph import Node
from agents_app.graph.drawings.labels import plain, shortened, titled


@pytest.mark.parametrize(
    ("words", "label"),
    [
        (" two\r\n\n words\t", "two words"),
        ("a\x00b\x1bc\x85d\u2028e\u00a0f", "a b c d e f"),
        ("\u202etxt.exe\u2069", "txt.exe"),
        ("\ud83d half", "\ufffd half"),
        ("🦊 é", "🦊 é"),
    ],
)
def test_words_are_made_plain(words, label):
    assert plain(words) == label


def test_long_words_are_cut_with_an_ellipsis():
    assert shortened("abcdef", 6) == "abcdef"
    assert shortened("abc defg", 5) == "abc…"


def test_a_title_that_shows_nothing_gives_way_to_the_key():
    assert [titled(Node("key", title)) for title in ("Title", "", "\x00 ")] == [
        "Title",
        "key",
        "key",
    ]
