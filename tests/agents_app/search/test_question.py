"""Reading a question: pure, and any text is one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents_app.errors import BadRequest
from agents_app.search.question import MOST_CHARACTERS, MOST_TERMS, Question, Term, read_question
from agents_app.search.words import words_of


def wanted(text):
    return [(" ".join(term.words), term.prefix) for term in read_question(text).wanted]


def unwanted(text):
    return [" ".join(term.words) for term in read_question(text).unwanted]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("django", [("django", True)]),
        ("Django REST ", [("django", False), ("rest", True)]),
        ('"code review"', [("code review", False)]),
        ('"code review" py', [("code review", False), ("py", True)]),
        ('py "code review', [("py", False), ("code review", False)]),
        ("code-reviewer", [("code reviewer", True)]),
        ("mcp__docs__get-page", [("mcp docs get page", True)]),
        ("C# C++ .NET", [("csharp", False), ("cpp", False), ("dotnet", True)]),
        ("Café ÉCOLE", [("cafe", False), ("ecole", True)]),
        ("代码 审查", [("代 码", False), ("审 查", True)]),
        ("py py", [("py", False), ("py", True)]),
        ("django -python", [("django", False)]),
        ("django !!!", [("django", False)]),
        ("", []),
        ("- -- ( ) * : ^ NEAR", [("near", True)]),
        ("a OR b AND NOT c", [(word, word == "c") for word in "a or b and not c".split()]),
    ],
)
def test_reads_words_phrases_and_the_word_that_may_go_on(text, terms):
    assert wanted(text) == terms


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("-python", ["python"]),
        ('x -"code review"', ["code review"]),
        ("x --py", ["py"]),
        ("x-py", []),
        ('"x"-py', []),
        ("x - py", []),
    ],
)
def test_a_minus_excludes_only_where_a_term_begins(text, words):
    assert unwanted(text) == words


def test_ranks_each_word_once_and_the_last_one_as_a_beginning():
    terms = read_question('"code review" -bad code rev').ranked_words()
    assert terms == [Term(("code",)), Term(("review",)), Term(("rev",), True)]


@pytest.mark.parametrize(
    ("text", "code"),
    [("x" * (MOST_CHARACTERS + 1), "too_long"), ("x y " * MOST_TERMS, None)],
)
def test_refuses_what_is_too_long(text, code):
    if code is None:  # words said twice count once
        assert len(read_question(text).wanted) == 3
        return
    with pytest.raises(BadRequest) as refused:
        read_question(text)
    assert refused.value.code == code


def test_refuses_too_many_terms():
    many = " ".join(f"w{number}" for number in range(MOST_TERMS))
    assert len(read_question(many).wanted) == MOST_TERMS
    with pytest.raises(BadRequest) as refused:
        read_question(f"{many} -more")
    assert refused.value.code == "too_many_words"


@given(st.text(max_size=MOST_CHARACTERS))
def test_any_text_is_a_question_of_letters_and_digits(text):
    try:
        question = read_question(text)
    except BadRequest:  # too many words
        return
    for term in (*question.wanted, *question.unwanted):
        assert term.words
        assert all(word.isalnum() and word == word.casefold() for word in term.words), term


@given(st.text(max_size=60))
def test_a_folded_word_folds_to_itself(text):
    words = words_of(text)
    assert words_of(" ".join(words)) == words


@given(st.lists(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=5))
def test_quoting_makes_one_phrase(words):
    quoted = '"' + " ".join(words) + '"'
    assert read_question(quoted) == Question((Term(tuple(words)),))
