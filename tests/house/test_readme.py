"""Every command, address and example in the READMEs works as it stands there."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command
from django.test import Client

from agents_app.definitions.tools import CAPABILITIES
from agents_app.definitions.vocabularies import claude_code
from agents_app.models import Agent
from config import env

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LIBRARY = ROOT / "agents_app" / "definitions" / "README.md"
HOME = "http://127.0.0.1:8000"

COMMANDS = re.findall(r"^\.venv/bin/python manage\.py (.+)$", README, re.M)
CURLS = re.findall(r"^(?:\$ )?curl (.+?)(?:\s+#.*)?$", README, re.M)
ADDRESSES = re.findall(rf"<{HOME}([^>]*)>", README)
EXAMPLES = {
    "README.md": README,
    "definitions/README.md": LIBRARY.read_text(encoding="utf-8"),
    "routing/README.md": (LIBRARY.parents[1] / "routing" / "README.md").read_text(encoding="utf-8"),
}


@pytest.fixture
def shipped(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    call_command("import_agents", "fixtures/library")


@pytest.mark.usefixtures("shipped")
def test_the_commands_run_in_order(tmp_path: Path) -> None:
    assert len(COMMANDS) >= 3
    for command in COMMANDS:
        call_command(*shlex.split(command.replace("var/exported", str(tmp_path))))
    assert Agent.objects.in_collection("ours").count() == 21
    exported = {path.name for path in tmp_path.rglob("*.md")}
    assert exported == {path.name for path in (ROOT / "fixtures/library").rglob("*.md")}


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("line", CURLS)
def test_the_requests_are_answered(client: Client, line: str) -> None:
    words = shlex.split(line)
    headers = {"Accept": "*/*"}
    while words[0] == "-H":
        name, _, value = words[1].partition(": ")
        headers[name] = value
        words = words[2:]
    (address,) = words
    assert address.startswith(HOME)
    answer = client.get(address.removeprefix(HOME), headers=headers)
    assert answer.status_code == 200
    if answer["Content-Type"].startswith("application/json"):
        assert answer.json().get("count", 1) > 0 or "dangling" in address


@pytest.mark.usefixtures("shipped")
def test_the_answer_that_it_shows_is_the_real_one(client: Client) -> None:
    request, shown = re.findall(r"```console\n\$ (.+?)\n(.+?)```", README, re.S)[0]
    address = shlex.split(request)[1].removeprefix(HOME)
    assert client.get(address).json() | {"next": "…"} == json.loads(shown)


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("address", ADDRESSES)
def test_you_can_open_what_it_says(client: Client, address: str) -> None:
    answer = client.get(address, headers={"Accept": "text/html"}, follow=True)
    assert answer.status_code == 200


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_run(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"```python\n(.*?)```", EXAMPLES[name], re.S)
    assert blocks
    for block in blocks:
        exec(compile(block, name, "exec"), {})


def test_every_variable_is_in_the_table_and_nothing_else() -> None:
    table = README.partition("## Configuration")[2].partition("With containers")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == set(env.VARIABLES)


def test_a_container_can_be_told_every_variable_but_where_its_data_is() -> None:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    told = services["web"]["environment"].keys() - {"PGPASSWORD"}
    assert told == env.VARIABLES.keys() - {"ROSTER_DATA_DIR"}


def test_the_map_links_to_files_that_are_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_map_of_capabilities_is_the_vocabulary() -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([A-Z][\w ]+) \|$", EXAMPLES["definitions/README.md"], re.M)
    gives = claude_code()["tools"]
    assert {word: tools.split() for word, tools in rows} == {
        word: sorted(tool for tool, its_word in gives.items() if its_word == word)
        for word in CAPABILITIES
        if word != "mcp"
    }
