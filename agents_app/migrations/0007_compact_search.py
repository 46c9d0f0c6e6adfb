"""A smaller search index: postings in blocks, the text compressed.

It begins empty: run ``manage.py rebuild_search`` after upgrading.
"""

from importlib import import_module

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

before = import_module("agents_app.migrations.0004_search")

# Words come folded and cut: this tokenizer splits at blanks and leaves letters as they are.
SQLITE = (
    f"CREATE VIRTUAL TABLE search_text USING fts5 (beginnings, {before.FIELDS},"
    """ content='', tokenize="ascii tokenchars '_'")""",
    "CREATE TABLE search_said (agent_id INTEGER PRIMARY KEY, words BLOB NOT NULL)",
    "CREATE TABLE search_word (word TEXT NOT NULL, block INTEGER NOT NULL,"
    " impacts BLOB NOT NULL, PRIMARY KEY (word, block)) WITHOUT ROWID",
)
# COLLATE "C" orders words by their bytes, as SQLite does, so prefixes are the same ranges.
POSTGRESQL = (
    "CREATE TABLE search_text (agent_id BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
    "CREATE INDEX search_text_by_word ON search_text USING gin (words) WITH (fastupdate = off)",
    'CREATE TABLE search_word (word TEXT COLLATE "C" NOT NULL, block INTEGER NOT NULL,'
    " impacts BYTEA NOT NULL, PRIMARY KEY (word, block))",
    # The planner takes reading a tsvector for free and would rather read them all than the index,
    # which is ten times as slow where many match: inside this function it may not.
    "CREATE FUNCTION search_matching (asked TSQUERY) RETURNS SETOF BIGINT LANGUAGE sql STABLE"
    " ROWS 5000"
    " SET enable_seqscan = off"
    " AS $$ SELECT agent_id FROM search_text WHERE words @@ asked $$",
)
TABLES = ("search_word", "search_text")


def make_index(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the new tables in the place of the old ones."""
    before.drop_index(apps, editor)
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def drop_index(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the old tables back, empty."""
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION search_matching")
    else:
        editor.execute("DROP TABLE search_said")
    for table in TABLES:
        editor.execute(f"DROP TABLE {table}")
    before.make_index(apps, editor)


class Migration(migrations.Migration):
    """Tables of the search index on both databases, and an index that holds what is counted."""

    dependencies = [("agents_app", "0006_people")]

    operations = [
        migrations.RunPython(make_index, drop_index),
        migrations.AddIndex(
            "agent",
            models.Index(
                fields=[
                    *("status", "id", "key", "category", "model", "health", "collection"),
                    "toolset",
                ],
                name="agents_for_search",
            ),
        ),
    ]
