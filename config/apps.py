"""The wiring as a Django app, so that its checks and its CORS rule are known at start."""

from corsheaders.signals import check_request_enabled
from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.backends.signals import connection_created

from config.checks import register_all
from config.cors import anyone_may_read
from config.queries import watch


class ConfigConfig(AppConfig):
    """No models, no templates: only what must be registered once."""

    name = "config"
    verbose_name = "Configuration"

    def ready(self) -> None:
        """Register the system checks, open reads to every origin, and count statements."""
        register_all()
        check_request_enabled.connect(anyone_may_read, dispatch_uid="config.anyone_may_read")
        connection_created.connect(watch, dispatch_uid="config.watch")


class RosterAdminConfig(AdminConfig):
    """Django's admin with our doors: see agents_app/admin_site.py."""

    default_site = "agents_app.admin_site.RosterAdminSite"
