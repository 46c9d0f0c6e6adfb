"""The API as a Django app, so that its templates win over those of drf-spectacular."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """No models: everything it shows belongs to the registry."""

    name = "api"
    verbose_name = "API"
