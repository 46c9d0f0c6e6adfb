"""The registry as a Django app."""

from django.apps import AppConfig


class AgentsAppConfig(AppConfig):
    """Collections, agents, their revisions and the journal."""

    name = "agents_app"
    verbose_name = "Registry"
    default_auto_field = "django.db.models.BigAutoField"
