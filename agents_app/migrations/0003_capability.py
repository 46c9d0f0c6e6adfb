"""What agents can do, as rows."""

from collections.abc import Iterator
from itertools import islice

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def fill(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Give the agents that are there their words."""
    agents = apps.get_model("agents_app", "Agent").objects.values_list("pk", "capabilities")
    capability = apps.get_model("agents_app", "Capability")
    for rows in batched(agents.iterator(), 500):
        capability.objects.bulk_create(
            capability(agent_id=pk, word=word) for pk, words in rows for word in words
        )


def batched(
    rows: Iterator[tuple[int, list[str]]], size: int
) -> Iterator[list[tuple[int, list[str]]]]:
    """Cut rows into lists of at most this size."""
    while batch := list(islice(rows, size)):
        yield batch


class Migration(migrations.Migration):
    """A row per agent and capability, so that ``can=`` is a question to an index."""

    dependencies = [
        ("agents_app", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="Capability",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "word",
                    models.CharField(
                        choices=[
                            ("read", "read"),
                            ("write", "write"),
                            ("shell", "shell"),
                            ("network", "network"),
                            ("spawn", "spawn"),
                            ("mcp", "mcp"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="powers",
                        to="agents_app.agent",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "capabilities",
                "indexes": [models.Index(fields=["word", "agent"], name="capabilities_by_word")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agent", "word"), name="capability_once_per_agent"
                    )
                ],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
