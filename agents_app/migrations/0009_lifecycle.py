"""The life of an agent: deprecated, replaced; and requests that are answered once."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

VERBS = (
    *("collection.created", "collection.described"),
    *("agent.published", "agent.revised", "agent.moved", "agent.retired"),
    *("agent.restored", "agent.deprecated", "agent.undeprecated"),
)


class Migration(migrations.Migration):
    """What was answered is stored beside what was done."""

    dependencies = [
        ("agents_app", "0008_imports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "agent",
            "deprecated",
            models.DateTimeField(blank=True, help_text="Since when, if it is.", null=True),
        ),
        migrations.AddField(
            "agent", "reason", models.TextField(blank=True, help_text="Why it is deprecated.")
        ),
        migrations.AddField(
            "agent",
            "successor",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="predecessors",
                to="agents_app.agent",
            ),
        ),
        migrations.AlterField(
            "journalentry",
            "verb",
            models.CharField(
                choices=[(verb, verb.replace(".", " ").title()) for verb in VERBS], max_length=30
            ),
        ),
        migrations.CreateModel(
            "IdempotencyKey",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=255)),
                (
                    "fingerprint",
                    models.CharField(help_text="SHA-256 of what was asked.", max_length=64),
                ),
                ("status", models.PositiveSmallIntegerField()),
                ("headers", models.JSONField(default=dict)),
                ("body", models.BinaryField(help_text="JSON, compressed by zlib.")),
                ("created", models.DateTimeField(db_index=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="idempotency_keys",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-created",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "key"), name="idempotency_key_once_per_user"
                    )
                ],
            },
        ),
    ]
