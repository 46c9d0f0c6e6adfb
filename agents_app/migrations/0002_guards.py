"""What can't be undone by mistake: revisions and journal entries are only ever added."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

GUARDED = {
    "agents_app_revision": "revisions are immutable",
    "agents_app_journalentry": "the journal is append-only",
}


def set_guards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse UPDATE and DELETE in the database itself, whoever asks."""
    for table, reason in GUARDED.items():
        for statement in _guards(editor.connection.vendor, table, reason):
            editor.execute(statement)


def lift_guards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Undo, for a migration backwards."""
    for table in GUARDED:
        for event in ("update", "delete"):
            on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
            editor.execute(f"DROP TRIGGER {table}_no_{event}{on}")
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP FUNCTION {table}_stays()")


def _guards(vendor: str, table: str, reason: str) -> list[str]:
    if vendor == "postgresql":
        stays = (
            f"CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{reason}' USING ERRCODE = 'restrict_violation'; END $$"
        )
        return [stays] + [
            f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_stays()"
            for event in ("update", "delete")
        ]
    return [
        f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{reason}'); END"
        for event in ("update", "delete")
    ]


def place_head(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Place the journal's one head row, which every writer locks."""
    apps.get_model("agents_app", "JournalHead").objects.get_or_create(id=1)


class Migration(migrations.Migration):
    """Triggers on both databases, and the journal's head."""

    dependencies = [("agents_app", "0001_initial")]

    operations = [
        migrations.RunPython(set_guards, lift_guards),
        migrations.RunPython(place_head, migrations.RunPython.noop),
    ]
