"""Toolsets: what agents write of tools moves into rows that they share."""

import hashlib
import json
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

WORDS = ("read", "write", "shell", "network", "spawn", "mcp")


def share(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Give every agent its toolset; the grants of the first that has it become those of all."""
    models_ = {name: apps.get_model("agents_app", name) for name in ("Agent", "Grant", "Toolset")}
    grants = models_["Grant"].objects
    made: dict[str, Any] = {}
    for agent in models_["Agent"].objects.order_by("pk").iterator(chunk_size=500):
        rows = grants.filter(agent=agent).order_by("position")
        tokens = [list(row) for row in rows.values_list("effect", "token", "tool__name")]
        said = json.dumps([agent.inherits_tools, tokens, agent.capabilities])
        digest = hashlib.sha256(said.encode()).hexdigest()
        if digest not in made:
            made[digest] = models_["Toolset"].objects.create(
                digest=digest, inherits_tools=agent.inherits_tools, capabilities=agent.capabilities
            )
            rows.update(toolset=made[digest])
        agent.toolset = made[digest]
        agent.save(update_fields=["toolset"])
    grants.filter(toolset=None).delete()
    settle(apps, editor)


def fill(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Write each toolset's capabilities as rows."""
    capability = apps.get_model("agents_app", "Capability")
    toolsets = apps.get_model("agents_app", "Toolset").objects.values_list("pk", "capabilities")
    capability.objects.bulk_create(
        capability(toolset_id=pk, word=word) for pk, words in toolsets for word in words
    )
    settle(apps, editor)


def settle(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Check references now: PostgreSQL alters no table that has checks outstanding."""
    if editor.connection.vendor == "postgresql":
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def key(
    target: str, relation: str, *, null: bool = False, agent: bool = False
) -> models.ForeignKey:
    """Make a reference; whoever holds it has an index that begins with it."""
    gone = django.db.models.deletion.PROTECT if agent else django.db.models.deletion.CASCADE
    return models.ForeignKey(
        db_index=False, on_delete=gone, related_name=relation, to=target, null=null
    )


class Migration(migrations.Migration):
    """A row per distinct toolset; agents, grants and capabilities point at it."""

    dependencies = [("agents_app", "0004_search")]

    operations = [
        migrations.CreateModel(
            name="Toolset",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "digest",
                    models.CharField(help_text="``Access.digest``.", max_length=64, unique=True),
                ),
                ("inherits_tools", models.BooleanField()),
                ("capabilities", models.JSONField(default=list)),
            ],
            options={"ordering": ("pk",)},
        ),
        migrations.AddField(
            "agent", "toolset", key("agents_app.toolset", "agents", null=True, agent=True)
        ),
        migrations.AddField("grant", "toolset", key("agents_app.toolset", "grants", null=True)),
        migrations.RunPython(share),
        migrations.RemoveIndex("grant", "grants_by_tool"),
        migrations.RemoveConstraint("grant", "grant_position_once_per_agent"),
        migrations.AlterModelOptions("grant", {"ordering": ("toolset", "position")}),
        migrations.RemoveField("grant", "agent"),
        migrations.AlterField("grant", "toolset", key("agents_app.toolset", "grants")),
        migrations.AddIndex(
            "grant", models.Index(fields=["tool", "effect", "toolset"], name="grants_by_tool")
        ),
        migrations.AddConstraint(
            "grant",
            models.UniqueConstraint(
                fields=("toolset", "position"), name="grant_position_once_per_toolset"
            ),
        ),
        migrations.DeleteModel("Capability"),
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
                    models.CharField(choices=[(word, word) for word in WORDS], max_length=8),
                ),
                ("toolset", key("agents_app.toolset", "powers")),
            ],
            options={
                "verbose_name_plural": "capabilities",
                "indexes": [models.Index(fields=["word", "toolset"], name="capabilities_by_word")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("toolset", "word"), name="capability_once_per_toolset"
                    )
                ],
            },
        ),
        migrations.RunPython(fill),
        migrations.AlterField("agent", "toolset", key("agents_app.toolset", "agents", agent=True)),
        migrations.RemoveIndex("agent", "agents_by_inheritance"),
        migrations.RemoveIndex("agent", "agents_by_key"),
        migrations.RemoveField("agent", "inherits_tools"),
        migrations.RemoveField("agent", "capabilities"),
        migrations.AddIndex(
            "agent", models.Index(fields=["status", "key", "toolset"], name="agents_by_key")
        ),
        migrations.AddIndex(
            "agent", models.Index(fields=["status", "toolset", "key"], name="agents_by_toolset")
        ),
    ]
