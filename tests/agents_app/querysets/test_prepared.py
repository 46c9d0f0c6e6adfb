"""Questions that stand ready: their SQL is written once, and asked with other values."""

from agents_app.models import Agent
from agents_app.querysets.plain import as_rows
from agents_app.querysets.prepared import Prepared
from agents_app.querysets.readers import EVERYTHING, Sight
from tests.makers import make_agent


def prepared(written):
    def build(every, key, *, columns):
        written.append(columns)
        return as_rows(every.visible_to(every.reader).filter(key=key), columns)

    return Prepared(build)


def test_sql_is_written_once_for_each_shape(db, django_assert_num_queries):
    make_agent("reader", description="Reads.")
    make_agent("writer", description="Writes.")
    written = []
    question = prepared(written)
    for _ in range(3):
        with django_assert_num_queries(2):
            assert question.rows(Agent, EVERYTHING, "reader", columns=("description",)) == [
                ("Reads.",)
            ]
            assert question.rows(Agent, EVERYTHING, "writer", columns=("description",)) == [
                ("Writes.",)
            ]
    assert question.rows(Agent, EVERYTHING, "nobody", columns=("description",)) == []
    assert written == [("description",)]
    assert (
        question.rows(Agent, EVERYTHING, "reader", columns=("key", "front_matter"))[0][1][0]["key"]
        == "name"
    )
    assert len(written) == 2


def test_values_are_those_of_a_queryset(db):
    agent = make_agent("reader", tools="Read")
    columns = ("pk", "created", "deprecated", "toolset__capabilities", "toolset__inherits_tools")
    rows = prepared([]).rows(Agent, EVERYTHING, agent.key, columns=columns)
    assert rows == list(Agent.objects.values_list(*columns))


def test_it_is_written_anew_for_whom_something_is_hidden(db):
    agent = make_agent("reader")
    written = []
    question = prepared(written)
    for hidden in (frozenset({agent.collection_id}), frozenset()):
        for _ in range(2):
            found = question.rows(Agent, Sight(hidden=hidden), agent.key, columns=("key",))
            assert found == ([] if hidden else [("reader",)])
    assert len(written) == 3
