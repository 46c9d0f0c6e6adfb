"""Tokens and sign-ins, and the audit log that nobody can rewrite."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = "agents_app_auditentry"
REASON = "the audit log is append-only"


def set_guards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse UPDATE and DELETE in the database itself, whoever asks."""
    does = f"BEGIN SELECT RAISE(ABORT, '{REASON}'); END"
    if editor.connection.vendor == "postgresql":
        editor.execute(
            f"CREATE FUNCTION {TABLE}_stays() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REASON}' USING ERRCODE = 'restrict_violation'; END $$"
        )
        does = f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_stays()"
    for event in ("update", "delete"):
        editor.execute(
            f"CREATE TRIGGER {TABLE}_no_{event} BEFORE {event.upper()} ON {TABLE} {does}"
        )


def lift_guards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Undo, for a migration backwards."""
    on = f" ON {TABLE}" if editor.connection.vendor == "postgresql" else ""
    for event in ("update", "delete"):
        editor.execute(f"DROP TRIGGER {TABLE}_no_{event}{on}")
    if on:
        editor.execute(f"DROP FUNCTION {TABLE}_stays()")


class Migration(migrations.Migration):
    """Who asks, and what was noted of it."""

    dependencies = [
        ("agents_app", "0010_bucket"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("serial", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("deed", models.CharField(max_length=40)),
                ("subject", models.CharField(blank=True, max_length=300)),
                ("actor", models.CharField(blank=True, max_length=150)),
                (
                    "outcome",
                    models.CharField(
                        choices=[("done", "Done"), ("refused", "Refused")], max_length=10
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=300)),
                ("token", models.CharField(blank=True, max_length=20)),
                ("request_id", models.CharField(blank=True, max_length=64)),
                ("origin", models.CharField(blank=True, max_length=16)),
            ],
            options={
                "verbose_name_plural": "audit entries",
                "ordering": ("serial",),
                "indexes": [
                    models.Index(fields=["deed", "serial"], name="audit_by_deed"),
                    models.Index(fields=["actor", "serial"], name="audit_by_actor"),
                    models.Index(fields=["subject", "serial"], name="audit_by_subject"),
                    models.Index(fields=["at"], name="audit_by_time"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("prefix", models.CharField(max_length=15, unique=True)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("scopes", models.CharField(max_length=50)),
                ("is_limited", models.BooleanField(default=False)),
                ("created", models.DateTimeField()),
                ("expires", models.DateTimeField(null=True)),
                ("last_used", models.DateTimeField(null=True)),
                ("revoked", models.DateTimeField(null=True)),
                (
                    "collections",
                    models.ManyToManyField(
                        blank=True, related_name="api_tokens", to="agents_app.collection"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="api_tokens",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-created", "-id"),
            },
        ),
        migrations.CreateModel(
            name="SignIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("turn", models.PositiveIntegerField(default=1)),
                ("password", models.CharField(max_length=128)),
                ("created", models.DateTimeField()),
                ("expires", models.DateTimeField(db_index=True)),
                ("ended", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sign_ins",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-created", "-id"),
            },
        ),
        migrations.RunPython(set_guards, lift_guards),
    ]
