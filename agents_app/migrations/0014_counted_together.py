"""The index of searches in the order of what facets count, so that nothing has to be sorted."""

from django.db import migrations, models

INDEX = "agents_for_search"


class Migration(migrations.Migration):
    """The same columns in another order."""

    dependencies = [("agents_app", "0013_reread")]

    operations = [
        migrations.RemoveIndex("agent", INDEX),
        migrations.AddIndex(
            "agent",
            models.Index(
                fields=[
                    *("status", "collection", "category", "model", "health", "toolset"),
                    *("id", "key"),
                ],
                name=INDEX,
            ),
        ),
    ]
