"""Secrets that come with requests that fail stand in no answer, no log and no table."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from agents_app.models import ApiToken
from tests.api.auth.conftest import PASSWORD, bearer, secret_of
from tests.makers import make_agent

CANARY = "canary-5f0c1e9d2b7a4486"
READS = ("agents/", "agents/nope/", "auth/me/", "auth/tokens/", "audit/", "nowhere/", "schema/")


@pytest.mark.django_db
def test_a_secret_of_a_request_that_fails_is_nowhere(
    ann: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    make_agent("reader")
    client = Client(raise_request_exception=False)
    secret = secret_of(ann)
    ApiToken.objects.update(revoked="2026-01-01T00:00:00Z")
    answers = []
    for address in READS:
        for sent in (f"roster_{CANARY}", f"eyJ.{CANARY}.x", secret):
            answers.append(client.get(f"/api/{address}", headers=bearer(sent)))
        answers.append(client.get(f"/api/{address}", headers={"Authorization": CANARY}))
    for sent in (
        {"username": "ann", "password": CANARY},
        {"username": CANARY, "password": PASSWORD},
        {"refresh": CANARY},
        {"refresh": "eyJ." + CANARY, "more": CANARY},
        {"name": CANARY, "scopes": [CANARY]},
        [CANARY],
    ):
        for address in ("login/", "refresh/", "logout/", "tokens/"):
            place = f"/api/auth/{address}"
            answers.append(client.post(place, sent, "application/json"))
        client.post("/admin/login/", {"username": "ann", "password": CANARY})
    assert len(answers) > 30
    assert {answer.status_code // 100 for answer in answers} <= {2, 4}
    for answer in answers:
        assert CANARY not in answer.text
        assert secret not in answer.text
    assert CANARY not in caplog.text
    assert secret not in caplog.text
    for app in ("agents_app", "auth", "sessions", "admin"):
        for model in apps.get_app_config(app).get_models():
            rows = str(list(model._default_manager.values_list()))
            assert CANARY not in rows, model
            assert secret not in rows, model
