"""Real collections against their gold labels; skipped where they are not beside the project."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from agents_app.definitions import Definition, read_definition
from agents_app.definitions.integrations import stated

SHARED = Path(__file__).resolve().parents[4] / "shared"
CORPUS, REFERENCE = SHARED / "corpus", SHARED / "reference"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus beside the project"),
]


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CORPUS / name).read_text().splitlines()]


@pytest.fixture(scope="module")
def definitions() -> dict[tuple[str, str], Definition]:
    return dict(read_all())


def read_all() -> Iterator[tuple[tuple[str, str], Definition]]:
    for row in rows("gold_frontmatter.jsonl"):
        collection, path = row["collection"], row["path"]
        data = (CORPUS / collection / path).read_bytes()
        yield (collection, path), read_definition(data, path=path)


def test_front_matter_is_read_as_labelled(
    definitions: dict[tuple[str, str], Definition],
) -> None:
    wrong = []
    for row in rows("gold_frontmatter.jsonl"):
        definition = definitions[row["collection"], row["path"]]
        access = definition.access
        tools = [grant.token for grant in access.allowed()] if access.declares else None
        read = (
            hashlib.sha256(definition.source.data).hexdigest(),
            definition.title,
            " ".join(definition.description.split())[:80].strip(),
            tools,
            definition.model,
            definition.tier == "strict",
        )
        prefix = " ".join(row["description_prefix"].split())
        gold = (row["sha256"], row["name"], prefix, row["tools"], row["model"], row["yaml"] == "ok")
        if read != gold:
            wrong.append((row["path"], read, gold))
    assert wrong == []
    assert len(definitions) == 531


def test_integrations_reach_the_gold(definitions: dict[tuple[str, str], Definition]) -> None:
    gold = {(row["path"], row["target"]) for row in rows("gold_integrations.jsonl")}
    either: dict[str, set[str]] = defaultdict(set)
    for row in rows("gold_integrations_ambiguous.jsonl"):
        if row["candidate"] and row["expected"] == "either":
            either[row["path"]].add(row["candidate"])
    files = {path: read for (slug, path), read in definitions.items() if slug == "voltagent"}
    names = {definition.name for definition in files.values()}
    found = {
        (path, edge.target)
        for path, definition in files.items()
        for edge in stated(definition.integrations, names)
        if edge.target not in either[path]
    }
    assert len(found & gold) / len(found) >= 0.99, "precision"
    assert len(found & gold) / len(gold) >= 0.99, "recall"


def test_collections_without_listings_have_no_edges(
    definitions: dict[tuple[str, str], Definition],
) -> None:
    others = {key: read for key, read in definitions.items() if key[0] != "voltagent"}
    names = {definition.name for definition in others.values()}
    assert [key for key, read in others.items() if stated(read.integrations, names)] == []


def test_the_reference_is_read_exactly() -> None:
    expected = json.loads((REFERENCE / "django-expert.expected.json").read_text())
    definition = read_definition((REFERENCE / "django-expert.md").read_bytes())
    front = expected["front_matter"]
    assert [field.key for field in definition.front_matter.fields] == front["keys"]
    assert (definition.name, definition.description) == (front["name"], front["description"])
    assert [grant.token for grant in definition.access.grants] == front["tools"]
    assert definition.source.body_line == expected["body"]["first_line"]
    assert definition.body.opening == expected["body"]["first_paragraph"]
    headings = [(s.level, s.title, s.line) for s in definition.body.flat()]
    assert headings == [(h["level"], h["text"], h["line"]) for h in expected["headings_flat"]]
    edges = [(e.group, e.target, e.line, e.note) for e in stated(definition.integrations, set())]
    assert edges == [
        (edge["group"], edge["target"], edge["line"], edge["note"])
        for edge in expected["integration"]["edges"]
    ]
