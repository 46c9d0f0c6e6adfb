"""What one would write, served: ``obvious_api`` with ``obvious_settings``."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.read_path.floors.obvious_settings"
application = get_wsgi_application()

# As the registry's own server does.
gc.collect()
gc.freeze()
