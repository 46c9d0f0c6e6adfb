"""Import reports: what became of each file of an import."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Two tables."""

    dependencies = [
        ("agents_app", "0007_compact_search"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                (
                    "slug",
                    models.CharField(
                        help_text="Of the collection, which may not be there.", max_length=64
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[("update", "Update"), ("create", "Create"), ("mirror", "Mirror")],
                        max_length=10,
                    ),
                ),
                ("strict", models.BooleanField()),
                (
                    "state",
                    models.CharField(
                        choices=[("done", "Done"), ("dry_run", "Dry Run"), ("refused", "Refused")],
                        max_length=10,
                    ),
                ),
                ("counts", models.JSONField(help_text="How many files had which outcome.")),
                ("author", models.CharField(blank=True, max_length=150)),
                ("message", models.TextField(blank=True)),
                ("created", models.DateTimeField()),
                (
                    "collection",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="import_reports",
                        to="agents_app.collection",
                    ),
                ),
            ],
            options={
                "ordering": ("-number",),
            },
        ),
        migrations.CreateModel(
            name="ImportedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("path", models.TextField(blank=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("created", "Created"),
                            ("updated", "Updated"),
                            ("unchanged", "Unchanged"),
                            ("retired", "Retired"),
                            ("refused", "Refused"),
                            ("skipped", "Skipped"),
                        ],
                        max_length=10,
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=129)),
                ("tier", models.CharField(blank=True, max_length=10)),
                ("code", models.CharField(blank=True, max_length=100)),
                ("message", models.TextField(blank=True)),
                ("findings", models.JSONField(default=list)),
                (
                    "changes",
                    models.JSONField(
                        help_text="What an update changes; null for others.", null=True
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="agents_app.importreport",
                    ),
                ),
            ],
            options={
                "ordering": ("report", "position"),
            },
        ),
        migrations.AddConstraint(
            model_name="importreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="import_number_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="importreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("mode__in", ("update", "create", "mirror"))),
                name="import_mode_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="importreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("done", "dry_run", "refused"))),
                name="import_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="importedfile",
            constraint=models.UniqueConstraint(
                fields=("report", "position"), name="imported_file_once_per_position"
            ),
        ),
        migrations.AddConstraint(
            model_name="importedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "outcome__in",
                        ("created", "updated", "unchanged", "retired", "refused", "skipped"),
                    )
                ),
                name="imported_file_outcome_is_known",
            ),
        ),
    ]
