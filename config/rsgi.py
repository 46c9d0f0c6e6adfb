"""The door for granian, which ``manage.py serve`` opens; config/door.py says why it is not WSGI."""

from config.wsgi import application as django_application

# Django must be set up before anything of ours is loaded.
# isort: split
from config.door import Door

application = Door(django_application)
