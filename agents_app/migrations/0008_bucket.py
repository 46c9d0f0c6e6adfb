"""Buckets: how much somebody has lately had of what there is only so much of."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Rows by hash, and by the time at which they may go."""

    dependencies = [("agents_app", "0007_compact_search")]

    operations = [
        migrations.CreateModel(
            name="Bucket",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("drained_at", models.FloatField(db_index=True, default=0)),
            ],
        ),
    ]
