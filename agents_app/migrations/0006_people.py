"""People: who owns an agent, who maintains or may see a collection, and the roles."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

ROLES = ("reader", "author", "curator", "admin")


def name_roles(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make a group for each role, so that the admin has them to give."""
    groups = apps.get_model("auth", "Group").objects
    for role in ROLES:
        groups.get_or_create(name=role)


class Migration(migrations.Migration):
    """Accounts meet agents and collections."""

    dependencies = [
        ("agents_app", "0005_toolset"),
        ("auth", "0012_alter_user_first_name_max_length"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "agent",
            "owner",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="agents",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            "collection",
            "maintainers",
            models.ManyToManyField(
                blank=True, related_name="maintained_collections", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            "collection",
            "members",
            models.ManyToManyField(
                blank=True, related_name="member_collections", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            "collection",
            "private",
            models.BooleanField(
                default=False,
                help_text="Only members, maintainers and admins know that it is there.",
            ),
        ),
        migrations.RunPython(name_roles, migrations.RunPython.noop),
    ]
