"""The vocabulary: a character a word, given back when nobody uses it."""

from agents_app.routing import vocabulary as module
from agents_app.routing.vocabulary import LINE, UNTOLD, Vocabulary


def test_spellings_of_a_stem_share_a_character_and_lines_stay():
    vocabulary = Vocabulary()
    written = vocabulary.write(["queries", LINE, "query", "sql"])
    assert written == written[0] + LINE + written[0] + written[3]
    assert written[0] != written[3]
    assert (vocabulary.find("queri"), len(vocabulary)) == (written[0], 2)


def test_a_forgotten_word_gives_its_character_to_the_next():
    vocabulary = Vocabulary()
    first, second = vocabulary.write(["sql", "react"])
    vocabulary.forget(first)
    assert vocabulary.find("sql") is None
    assert vocabulary.write(["token", "react"]) == first + second
    assert vocabulary.write(["sql"]) not in (first, second)


def test_past_the_last_character_words_are_not_told_apart(monkeypatch):
    monkeypatch.setattr(module, "_MOST_WORDS", 1)
    vocabulary = Vocabulary()
    first = vocabulary.write(["sql"])
    assert vocabulary.write(["react", "token"]) == UNTOLD * 2
    vocabulary.forget(first)
    assert vocabulary.write(["react"]) == first


def test_remembered_spellings_are_bounded(monkeypatch):
    monkeypatch.setattr(module, "_MOST_SPELLINGS", 2)
    vocabulary = Vocabulary()
    before = vocabulary.write(["sql", "react", "token"])
    assert vocabulary.write(["token", "react", "sql"]) == before[::-1]
