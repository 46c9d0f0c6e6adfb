"""Settings of the obvious version: the same database, DRF, and nothing beside what it needs."""

from config.settings import DATABASES, SECRET_KEY

__all__ = ["DATABASES", "SECRET_KEY"]

ALLOWED_HOSTS = ["127.0.0.1"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TIME_ZONE = "UTC"
USE_TZ = True
ROOT_URLCONF = "tests.benchmarks.read_path.floors.obvious_api"
INSTALLED_APPS = [
    "agents_app",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "rest_framework",
]
# None, which is in its favour: a project begins with seven.
MIDDLEWARE: list[str] = []
PUBLIC_READS = True
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
}
