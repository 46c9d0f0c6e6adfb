"""A curator imports a folder; every face gives the same answer, and the bytes come out again."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from agents_app.definitions import find_files, read_definition
from agents_app.models import Agent

LIBRARY = Path(__file__).resolve().parents[2] / "fixtures" / "library"

pytestmark = pytest.mark.django_db


def test_every_face_knows_the_same_agents_and_the_same_bytes(
    client: Client, tmp_path: Path
) -> None:
    files = {file.path: file.read() for file in find_files(LIBRARY)}
    call_command("import_agents", str(LIBRARY), collection="ours")
    read = {path: read_definition(data, path=path) for path, data in files.items()}
    keys = {f"ours:{definition.name}" for definition in read.values()}

    assert set(Agent.objects.published().values_list("key", flat=True)) == keys

    page = client.get("/api/agents/", {"limit": 200}).json()
    assert (page["count"], {row["key"] for row in page["results"]}) == (len(keys), keys)

    client.force_login(User.objects.create_superuser("ann", password="only-for-this-test"))
    listed = client.get("/admin/agents_app/agent/", {"all": ""}).content.decode()
    assert all(f">{key}</a>" in listed for key in keys)

    call_command("export_agents", str(tmp_path), collection="ours")
    assert {file.path: file.read() for file in find_files(tmp_path)} == files

    for path, definition in read.items():
        answer = client.get(f"/api/agents/ours:{definition.name}/", {"format": "md"})
        assert answer.content == files[path]
        assert hashlib.sha256(answer.content).hexdigest() == definition.digest.split(":")[1]


def test_everybody_agrees_who_may_use_a_tool(client: Client) -> None:
    call_command("import_agents", str(LIBRARY))
    read = [read_definition(file.read()) for file in find_files(LIBRARY)]
    for tool in ("Bash", "Write", "MultiEdit", "mcp__context7__get-library-docs"):
        able = {definition.name for definition in read if definition.access.has(tool)}
        assert set(Agent.objects.able_to_use(tool).values_list("name", flat=True)) == able
        page = client.get("/api/agents/", {"tool": tool, "fields": "name", "limit": 200}).json()
        assert {row["name"] for row in page["results"]} == able
        assert client.get(f"/api/tools/{tool}/").json()["agent_count"] == len(able)


def test_the_library_hangs_together(client: Client) -> None:
    call_command("import_agents", str(LIBRARY))
    page = client.get("/api/integrations/", {"limit": 200, "dangling": "true"}).json()
    assert page["results"] == []
    django = client.get("/api/agents/django-expert/").json()
    groups = [edge["group"] for edge in django["integrations"]["outgoing"]]
    assert {group: groups.count(group) for group in dict.fromkeys(groups)} == {
        "CORE FRAMEWORK INTEGRATION": 8,
        "TESTING INTEGRATION": 3,
        "API & FRONTEND": 5,
        "INFRASTRUCTURE": 4,
    }
    assert {edge["state"] for edge in django["integrations"]["outgoing"]} == {"resolved"}
    practices = next(s for s in django["sections"] if s["title"] == "Best Practices")
    assert len(practices["points"]) == 12
    assert [finding["rule"] for finding in django["findings"]] == ["D003", "T003"]
