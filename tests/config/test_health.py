"""What orchestrators ask is answered whatever else is refused, and the metrics not to everybody."""

from ipaddress import ip_network

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from config import metrics
from config.health import HealthMiddleware, Sign


def test_a_process_that_answers_lives(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "alive"})
    assert response["Cache-Control"] == "no-store"


def test_with_a_database_that_is_migrated_it_is_ready(client, db):
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"status": "ready", "reasons": []})


def test_without_a_migration_it_is_not(client, db):
    (latest,) = MigrationLoader(None).graph.leaf_nodes("agents_app")
    MigrationRecorder(connection).record_unapplied(*latest)
    response = client.get("/readyz")
    assert (response.status_code, response.json()["reasons"]) == (503, ["migrations are missing"])


@pytest.mark.django_db(transaction=True)
def test_without_a_database_it_is_not(client, monkeypatch):
    place = {"NAME": "/nowhere/at/all"} if connection.vendor == "sqlite" else {"HOST": "/nowhere"}
    connection.close()
    with monkeypatch.context() as patch:
        for name, value in place.items():
            patch.setitem(connection.settings_dict, name, value)
        response = client.get("/readyz")
    assert (response.status_code, response.json()["reasons"]) == (503, ["the database is away"])
    assert client.get("/readyz").status_code == 200


def test_once_told_to_stop_it_says_so_and_lets_connections_go(client, db, monkeypatch, tmp_path):
    monkeypatch.setenv(metrics.FOLDER, str(tmp_path))
    monkeypatch.setattr("config.health.sign", Sign())
    assert client.get("/readyz").status_code == 200
    assert "Connection" not in client.get("/api/")
    (tmp_path / "stopping").touch()
    monkeypatch.setattr("config.health.sign", Sign())  # which has not looked yet
    response = client.get("/readyz")
    assert (response.status_code, response.json()["reasons"]) == (503, ["stopping"])
    for address in ("/api/", "/healthz", "/readyz"):
        assert client.get(address)["Connection"] == "close"


def test_no_host_name_list_of_addresses_redirect_or_throttle_comes_between(settings, db):
    settings.ALLOWED_HOSTS = ["roster.example"]
    settings.ALLOW_ADDRESSES = [ip_network("192.0.2.0/24")]
    settings.SECURE_SSL_REDIRECT = True
    settings.THROTTLE_ADDRESS = 1
    probe = Client(REMOTE_ADDR="10.0.0.9", SERVER_NAME="10.0.0.5")
    for _ in range(3):
        assert probe.get("/healthz").status_code == probe.get("/readyz").status_code == 200


@pytest.mark.parametrize(
    ("address", "proxies", "sent", "status"),
    [
        ("127.0.0.1", 0, {}, 200),
        ("::1", 0, {}, 200),
        ("192.0.2.7", 0, {}, 403),
        ("10.1.2.3", 0, {}, 200),
        # A proxy on this machine that nobody has declared.
        ("127.0.0.1", 0, {"x-forwarded-for": "192.0.2.7"}, 403),
        ("127.0.0.1", 0, {"forwarded": "for=192.0.2.7"}, 403),
        ("127.0.0.1", 1, {"x-forwarded-for": "127.0.0.1, 192.0.2.7"}, 403),
        ("127.0.0.1", 1, {"x-forwarded-for": "10.1.2.3"}, 200),
        ("", 0, {}, 403),
    ],
)
def test_metrics_are_for_those_who_may_know(settings, db, address, proxies, sent, status):
    settings.METRICS_ADDRESSES += [ip_network("10.0.0.0/8")]
    settings.TRUSTED_PROXIES = proxies
    response = Client(REMOTE_ADDR=address).get("/metrics", headers=sent)
    assert response.status_code == status
    assert (b"roster_agents" in response.content) is (status == 200)
    assert response["Cache-Control"] == "no-store"


def test_they_are_outermost(settings):
    assert settings.MIDDLEWARE[0] == f"config.health.{HealthMiddleware.__name__}"
