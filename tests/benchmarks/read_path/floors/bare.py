"""What Django costs at least: one view that repeats the bytes, no middleware, no application."""

from __future__ import annotations

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import re_path

from tests.benchmarks.read_path.floors import answers

_ANSWERS = answers.read()


def repeat(request: HttpRequest) -> HttpResponse:
    """Repeat the answer to this address."""
    key = answers.key_of(
        request.path, request.META["QUERY_STRING"], request.headers.get("If-None-Match")
    )
    if key not in _ANSWERS:
        return HttpResponse(status=404)
    status, headers, body = _ANSWERS[key]
    return HttpResponse(body, status=status, headers=dict(headers))


urlpatterns = [re_path("", repeat)]

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"], MIDDLEWARE=[], INSTALLED_APPS=[], ROOT_URLCONF=__name__
)
django.setup()
application = WSGIHandler()
