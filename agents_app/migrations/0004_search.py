"""The search index: words by agent for matching (FTS5 or tsvector) and for ranking."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

FIELDS = "name, title, description, headings, points, body, tools, targets"
# Words come folded and cut: this tokenizer splits at blanks and leaves letters as they are.
SQLITE = (
    f"""CREATE VIRTUAL TABLE search_text USING fts5 ({FIELDS}, tokenize="ascii tokenchars '_'")""",
    "CREATE TABLE search_word (word TEXT NOT NULL, agent_id INTEGER NOT NULL,"
    " impact INTEGER NOT NULL, PRIMARY KEY (word, agent_id)) WITHOUT ROWID",
    "CREATE TABLE search_agent (agent_id INTEGER PRIMARY KEY, profile TEXT NOT NULL)",
)
# COLLATE "C" orders words by their bytes, as SQLite does, so prefixes are the same ranges.
POSTGRESQL = (
    "CREATE TABLE search_text (agent_id BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
    "CREATE INDEX search_text_by_word ON search_text USING gin (words) WITH (fastupdate = off)",
    'CREATE TABLE search_word (word TEXT COLLATE "C" NOT NULL, agent_id BIGINT NOT NULL,'
    " impact INTEGER NOT NULL, PRIMARY KEY (word, agent_id) INCLUDE (impact))",
    "CREATE TABLE search_agent (agent_id BIGINT PRIMARY KEY, profile TEXT NOT NULL)",
)
BOTH = ("CREATE INDEX search_word_by_agent ON search_word (agent_id)",)
TABLES = ("search_agent", "search_word", "search_text")


def make_index(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the tables; no model stands for them, the search package alone knows them."""
    vendor = POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE
    for statement in (*vendor, *BOTH):
        editor.execute(statement)


def drop_index(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Undo, for a migration backwards; ``rebuild_search`` makes it all again."""
    for table in TABLES:
        editor.execute(f"DROP TABLE {table}")


class Migration(migrations.Migration):
    """Tables of the search index on both databases."""

    dependencies = [("agents_app", "0003_capability")]

    operations = [migrations.RunPython(make_index, drop_index)]
