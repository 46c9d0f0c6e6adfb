"""The door for WSGI servers; ``manage.py serve`` opens it with granian."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

django = get_wsgi_application()

# Only now: what it needs of the API can be imported when the apps are there.
from config.memory import RememberingApplication  # noqa: E402

application = RememberingApplication(django)

# What is loaded by now stays, so the collector need not look at it again: a full round over it
# takes longer than most answers do.
gc.collect()
gc.freeze()
