"""The door for granian, which ``manage.py serve`` opens; config/door.py says why it is not WSGI."""

from config.wsgi import application as django_application

# Django must be set up before anything of ours is loaded.
# isort: split
from django.conf import settings
from django.db import connection

from config.caches import SHARED
from config.door import Door

# What is remembered is looked up on the loop where that can't keep it waiting: the version is in a
# file of this machine, and the counters of visitors are this process' own.
is_near = connection.vendor == "sqlite" and settings.CACHES["default"]["BACKEND"] != SHARED
application = Door(django_application, django_application if is_near else None)
