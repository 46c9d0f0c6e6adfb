"""Plain makers: small texts and real rows, made by the same actions that everybody calls."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from agents_app.actions.create_collection import create_collection
from agents_app.actions.import_collection import import_collection
from agents_app.actions.publish_agent import publish_agent
from agents_app.actions.revise_agent import revise_agent
from agents_app.actor import SYSTEM, Actor
from agents_app.definitions import FolderFile
from agents_app.models import Agent, Collection, Proposal


def make_text(name: str = "code-reader", *, body: str = "You read code.\n", **keys: Any) -> bytes:
    """Return a definition file; keys are further front matter, None leaves a default out."""
    front = {"name": name, "description": "Use when code must be read.", "tools": "Read, Grep"}
    front = {key: value for key, value in (front | keys).items() if value is not None}
    head = yaml.safe_dump(front, sort_keys=False, allow_unicode=True, width=10_000)
    return f"---\n{head}---\n\n{body}".encode()


def make_collection(slug: str = "library", **about: str) -> Collection:
    """Return the collection of this slug, created if need be."""
    found = Collection.objects.filter(slug=slug).first()
    return found or create_collection(slug, by=SYSTEM, **about)


def make_user(name: str = "ann", *roles: str, **account: Any) -> Any:
    """Return an account with these roles."""
    user = get_user_model().objects.create_user(name, **account)
    user.groups.add(*(Group.objects.get_or_create(name=role)[0] for role in roles))
    return user


def make_agent(
    name: str = "code-reader", *, collection: str = "library", path: str = "", **text: Any
) -> Agent:
    """Publish an agent with a small text; ``text`` goes to ``make_text``."""
    return publish_agent(make_collection(collection), make_text(name, **text), by=SYSTEM, path=path)


def make_proposal(
    name: str,
    *,
    collection: str = "library",
    by: str = "proposer",
    message: str = "",
    **text: Any,
) -> Proposal:
    """Propose a text that can do more, as an author whom policy holds; policy is then as before."""
    held, accounts = make_collection(collection), get_user_model().objects
    proposer = accounts.filter(username=by).first() or make_user(by, "author")
    held.members.add(proposer)
    agents = Agent.objects.filter(collection=held, name=name)
    agents.update(owner=proposer)
    policy = Collection.objects.filter(pk=held.pk)
    policy.update(holds_widening=True)
    held.refresh_from_db()
    data, told = make_text(name, **text), {"by": Actor.of(proposer), "message": message}
    agent = agents.first()
    found = revise_agent(agent, data, **told) if agent else publish_agent(held, data, **told)
    policy.update(holds_widening=False)
    assert isinstance(found, Proposal), found
    return found


def make_agents(folder: Path, texts: Mapping[str, bytes], *, collection: str = "library") -> None:
    """Import many texts at once, by path below a folder; as fast as an import is."""
    for path, text in texts.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text)
    counts = import_collection(
        collection, [FolderFile(folder, path) for path in sorted(texts)], by=SYSTEM
    )
    assert counts.keys() == {"created"}, counts


def make_listing(*targets: str) -> str:
    """Return a prompt that lists integrations with these agents."""
    bullets = "".join(f"- **With {target}**: Work on it together\n" for target in targets)
    return f"You are one of many.\n\n## Integration with Other Agents\n\n{bullets}"
