"""The index says what the agents say: in the same transaction, or not at all."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from agents_app.actions.retire_agent import retire_agent
from agents_app.actions.revise_agent import revise_agent
from agents_app.actor import SYSTEM
from agents_app.journal import current_serial
from agents_app.models import Agent, JournalEntry
from agents_app.search import clear_index, matching, read_question
from tests.makers import make_agent, make_agents, make_text

pytestmark = pytest.mark.django_db

TABLES = ("search_text", "search_word")
IN_SQLITE = ("search_said",)


def found(text):
    agents = matching(Agent.objects.published(), read_question(text))
    return sorted(agents.values_list("key", flat=True))


def index():
    """Everything that the index holds, but for the inside of the full text table."""
    held = {}
    tables = (*TABLES, *IN_SQLITE) if connection.vendor == "sqlite" else TABLES
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            held[table] = sorted(cursor.fetchall())
    return held


def test_a_published_agent_is_found_at_once():
    assert found("zebra") == []
    make_agent("reader", body="A zebra.\n")
    assert found("zebra") == ["reader"]


def test_a_revised_agent_is_found_by_what_it_says_now():
    agent = make_agent("reader", body="A zebra.\n", tools="Read")
    revise_agent(agent, make_text("reader", body="A giraffe.\n", tools="Bash"), by=SYSTEM)
    assert (found("zebra"), found("giraffe")) == ([], ["reader"])
    assert (found("read"), found("bash")) == (["reader"], ["reader"])  # it reads code still


def test_an_agent_revised_back_leaves_the_index_as_it_was():
    make_agent("other", body="A zebra and a giraffe.\n")
    agent = make_agent("reader", body="A zebra.\n")
    text, before = bytes(agent.revision.content), index()
    revise_agent(agent, make_text("reader", body="A giraffe.\n"), by=SYSTEM)
    assert index() != before
    revise_agent(agent, text, by=SYSTEM)
    assert index() == before


def test_a_retired_agent_leaves_the_index():
    before = index()
    retire_agent(make_agent("reader", body="A zebra.\n"), by=SYSTEM)
    assert found("zebra") == []
    assert index() == before


def test_what_is_rolled_back_was_never_found():
    agent = make_agent("reader", body="A zebra.\n")
    before = index()

    def fail():
        with transaction.atomic():
            make_agent("other", body="A zebra.\n")
            revise_agent(agent, make_text("reader", body="A giraffe.\n"), by=SYSTEM)
            assert found("giraffe") == ["reader"]
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert found("zebra") == ["reader"]
    assert index() == before


def test_a_rebuild_makes_the_same_index_again(tmp_path, capsys):
    texts = {f"{name}.md": make_text(name, body=f"A {name}.\n") for name in ("a1", "b2", "c3")}
    make_agents(tmp_path, texts)
    retire_agent(Agent.objects.get(key="b2"), by=SYSTEM)
    before = index()
    clear_index()
    assert found("a1") == []
    serial = current_serial()
    call_command("rebuild_search")
    assert current_serial() == serial + 1  # or what readers keep would pass for new
    assert JournalEntry.objects.last().verb == "collection.indexed"
    assert capsys.readouterr().out.startswith("Indexed 2 agents for search in ")
    assert index() == before


def test_an_import_indexes_in_bulk(tmp_path):
    counts = []
    for number in (1, 60):
        texts = {f"{i}.md": make_text(f"n{number}-{i}") for i in range(number)}
        with connection.execute_wrapper(counter := Counted()):
            make_agents(tmp_path / str(number), texts, collection=f"c{number}")
        counts.append(counter.seen)
    # what they said before, rows of words read and written, texts; on SQLite, what they say
    assert counts[0] == counts[1] == {"postgresql": 4, "sqlite": 5}[connection.vendor]


class Counted:
    """Counts the statements that touch the index."""

    def __init__(self):
        self.seen = 0

    def __call__(self, execute, sql, params, many, context):
        self.seen += "search_" in sql
        return execute(sql, params, many, context)
