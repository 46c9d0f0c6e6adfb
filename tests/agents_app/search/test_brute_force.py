"""The database answers as plain Python would, so two databases answer alike."""

import random

import pytest
from django.conf import settings

from agents_app.actions.import_collection import import_collection
from agents_app.actor import SYSTEM
from agents_app.definitions import find_files, read_definition
from agents_app.models import Agent
from agents_app.search import gather, matching, read_question, search_agents
from agents_app.search.document import document_of
from agents_app.search.ranking import impacts, rarity, score_of
from agents_app.search.scores import worth_of

QUESTIONS = 150


@pytest.fixture
def documents(db):
    """The words of the shipped library, read from its files and not from any index."""
    files = find_files(settings.LIBRARY_DIR)
    import_collection("library", files, by=SYSTEM)
    read = (read_definition(file.read(), path=file.path) for file in files)
    return {definition.name: document_of(definition) for definition in read}


def says(document, term):
    """Whether the words stand side by side in one field, the last one perhaps going on."""
    *first, last = term.words
    for words in document.fields.values():
        for at in range(len(words) - len(first)):
            beside = words[at + len(first)]
            fits = beside.startswith(last) if term.prefix else beside == last
            if fits and list(words[at : at + len(first)]) == first:
                return True
    return False


def brute_force(documents, question):
    """Return keys and scores, the best first."""
    worth = {key: impacts(document.spoken()) for key, document in documents.items()}
    scores = {}
    for key, document in documents.items():
        wanted = all(says(document, term) for term in question.wanted)
        if wanted and not any(says(document, term) for term in question.unwanted):
            scores[key] = 0
    for term in question.ranked_words():
        points = {key: worth_of(term, worth[key])[1] for key in documents}
        rare = rarity(len(documents), sum(1 for value in points.values() if value))
        for key in scores:
            scores[key] += points[key] * rare
    order = sorted(scores, key=lambda key: (-scores[key], key))
    return [(key, score_of(scores[key])) for key in order]


def some_question(chance, documents):
    """Make a question of words that the library says, near each other or not."""
    parts = []
    for _ in range(chance.randint(1, 3)):
        field = chance.choice(list(chance.choice(list(documents.values())).fields.values()))
        at = chance.randrange(len(field))
        words = [word for word in field[at : at + chance.randint(1, 3)] if word != "_"]
        written = " ".join(words)[: chance.choice((1, 2, 4, 100))]
        parts.append(chance.choice(("{}", '"{}"', "-{}", '-"{}"', "{}")).format(written))
    return " ".join(parts)


def test_finds_and_orders_as_plain_python_does(documents):
    chance = random.Random(7)
    found_any = 0
    for _ in range(QUESTIONS):
        text = some_question(chance, documents)
        question = read_question(text)
        found = matching(Agent.objects.published(), question)
        results = search_agents(
            gather(found), question, among=Agent.objects.all(), start=0, stop=100
        )
        answer = [(result.agent[0], result.score) for result in results]
        expected = [] if question.is_empty else brute_force(documents, question)
        assert answer == expected, text
        found_any += bool(answer)
    assert found_any > QUESTIONS / 3
