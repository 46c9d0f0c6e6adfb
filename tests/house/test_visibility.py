"""What is hidden is as if it had never been: every answer is the same, byte for byte."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import get_resolver, reverse
from rest_framework.test import APIClient

from agents_app.actor import Actor
from tests.house.people import CANARY, PRIVATE, PUBLIC, make_people, make_private, make_public
from tests.house.test_matrix import QUERIES, VALUES

SECRET = VALUES["private"]
# Questions beyond the plain address of each route: what may be asked for by a guess.
GUESSES = [
    "agents/?q=canary",
    "agents/?tool=CanaryTool",
    "agents/?tool=CanaryTol",
    "agents/?declares=mcp__canary__sing",
    "agents/?mcp_server=canary",
    "agents/?mcp_server=canarie",
    "agents/?collection=canaries",
    "agents/?collection=canarie",
    "agents/?category=canary-category",
    "agents/?model=canary-model",
    "agents/?integrates_with=canaries:canary-keeper",
    "agents/?integrates_with=canaries:canary-second",
    "agents/?integrated_by=canaries:canary-keeper",
    f"agents/?integrates_with={PUBLIC}:first",
    "agents/?fields=key,tools&ordering=-updated&limit=1",
    "agents/canaries:canary-keepr/",
    "agents/canaries:canary-keeper/revisions/1...2/?format=diff",
    f"definitions/{SECRET['digest']}/?format=md",
    "agents/canaries:canary-keeper/?format=md",
    f"agents/compare/?keys={PUBLIC}:first,canaries:canary-keeper",
    "agents/compare/",
    f"agents/{PUBLIC}:first/graph/?depth=5",
    f"agents/{PUBLIC}:first/graph/?depth=5&format=mermaid",
    f"agents/{PUBLIC}:first/graph/?depth=5&direction=in&format=dot",
    "agents/plain/impact/",
    "agents/plain/graph/?format=graphml",
    "tools/?q=canar",
    "tools/?server=canary",
    "tools/?ordering=-name",
    "tools/CanaryTol/",
    "tools/mcp__canary__sing/",
    "collections/canarie/",
    "collections/?ordering=-agent_count",
    "integrations/?target=canaries:canary-keeper",
    "integrations/?source=canaries:canary-keeper",
    f"integrations/?source={PUBLIC}:first",
    f"integrations/?target={PUBLIC}:first",
    "integrations/?dangling=true",
    "integrations/?state=resolved",
    "integrations/?collection=canaries",
    "integrations/?group=canary",
    "journal/?key=canaries:canary-keeper",
    "journal/?collection=canaries",
    "journal/?verb=collection.created",
    "search/?q=canary&explain=1",
    "search/?q=canari&explain=1",
    "search/?q=code&explain=1",
    "search/?q=canaries+read&explain=1",
    "search/?tool=Read",
    "search/?collection=canaries",
    "route/?task=keep+a+canary+and+read+code&tools=Read",
    "route/?task=canary",
    "route/?task=read+canaries&must_use=CanaryTool",
    "route/?task=code&collection=canaries",
    "graph/?format=mermaid",
    "graph/?format=dot",
    "graph/?format=graphml",
    "graph/?collection=canaries",
    "graph/path/?from=plain&to=canaries:canary-keeper",
    f"graph/path/?from=canaries:canary-keeper&to={PUBLIC}:first",
    f"graph/report/?collection={PUBLIC}",
]


def addresses() -> list[str]:
    """Return the address of every route below /api/ for each kind of object, and the guesses."""
    found = []
    for each in get_resolver("api.urls").url_patterns:
        for values in VALUES.values():
            given = {name: values[name] for name in each.pattern.converters}
            query = "&".join(
                f"{name}={value}" for name, value in QUERIES.get(each.name, {}).items()
            )
            found.append(reverse(each.name, kwargs=given) + (f"?{query}" if query else ""))
    return [*dict.fromkeys(found), *(f"/api/{guess}" for guess in GUESSES)]


def answers(client: Client) -> dict[str, Any]:
    """Return status, kind and text of what stands at each address now."""
    return {
        address: (found.status_code, found.headers["Content-Type"], found.content.decode())
        for address in addresses()
        for found in [client.get(address, headers={"x-request-id": "one-for-all"})]
    }


def test_nobody_can_tell_that_there_is_a_private_collection(db: None) -> None:
    """Asked before it is made and after: same rows, counts, scores, suggestions, refusals."""
    public = make_public()
    world = make_people(public)
    blind = {role: world.client(role) for role in ("nobody", "reader", "stranger")}
    before = {role: answers(client) for role, client in blind.items()}
    private = make_private()
    for role, client in blind.items():
        told = [
            f"{role} {address}:\n  {before[role][address]}\n  {found}"
            for address, found in answers(client).items()
            if found != before[role][address]
        ]
        assert not told, "\n".join(told)[:8_000]
    private.members.add(world.accounts["reader"])
    seen = answers(blind["reader"])
    told = [address for address in seen if seen[address] != before["reader"][address]]
    assert len(told) > len(GUESSES) / 2
    assert any("canary sings" in text for _, _, text in seen.values())


def test_a_member_meets_every_canary_where_it_stands(db: None) -> None:
    world = make_people(make_public(), make_private())
    member = world.client("member")
    for address in (
        "agents/?q=canary",
        "agents/canaries:canary-keeper/?format=md",
        "tools/?q=canar",
        "tools/CanaryTool/",
        "collections/",
        "journal/",
        "search/?q=canary&explain=1",
        "route/?task=canary",
        "graph/?format=mermaid",
        "integrations/?dangling=true",
    ):
        found = member.get(f"/api/{address}")
        assert found.status_code == 200, found.content
        assert re.search(CANARY, found.content.decode(), re.I), address
    edge = member.get(f"/api/integrations/?source={PUBLIC}:first&state=resolved").json()
    assert f"{PRIVATE}:canary-keeper" in [row["target"] for row in edge["results"]]


def test_whoever_loses_a_part_loses_sight_at_the_next_request(db: None) -> None:
    private = make_private()
    world = make_people(private)
    client, address = world.client("member"), "/api/agents/canaries:canary-keeper/"
    first = client.get(address)
    known = {"if-none-match": first["ETag"]}
    assert client.get(address, headers=known).status_code == 304
    private.members.clear()
    assert client.get(address, headers=known).status_code == 404
    private.members.add(world.accounts["member"])
    world.accounts["member"].is_active = False
    world.accounts["member"].save()
    assert client.get(address, headers=known).status_code == 404


def test_no_two_readers_share_a_tag_and_nobody_else_keeps_an_answer(db: None) -> None:
    world = make_people(make_public(), make_private())
    tags = set()
    for role in (*world.accounts, "nobody"):
        found = world.client(role).get("/api/agents/")
        tags.add(found["ETag"])
        varies = {name.strip().lower() for name in found["Vary"].split(",")}
        assert {"accept", "authorization", "cookie"} <= varies
        is_private = "private" in found["Cache-Control"]
        assert is_private == (role != "nobody")
        assert "no-cache" in found["Cache-Control"]
    assert len(tags) == len(world.accounts) + 1


@pytest.mark.parametrize("address", ["", "agents/", "agents/plain/", "journal/", "nowhere/x/"])
def test_a_closed_registry_asks_everybody_who_they_are(db: None, address: str) -> None:
    """Not even a tag that was right a moment ago gets a 304; the contract stays open."""
    world = make_people(make_public())
    nobody = world.client("nobody")
    tag = nobody.get(f"/api/{address}").headers.get("ETag", '"x"')
    with override_settings(PUBLIC_READS=False):
        refused = nobody.get(f"/api/{address}", headers={"if-none-match": tag})
        if address != "nowhere/x/":  # nothing stands there, and that is all it says
            assert (refused.status_code, refused.json()["code"]) == (401, "not_authenticated")
            assert refused["WWW-Authenticate"]
            assert world.client("reader").get(f"/api/{address}").status_code == 200
        for open_still in ("schema/", "docs/", "redoc/"):
            assert nobody.get(f"/api/{open_still}").status_code == 200


def test_a_token_for_one_collection_shows_that_one_alone_even_to_an_admin(db: None) -> None:
    public, private = make_public(), make_private()
    for within in (public, private, None):
        limit = None if within is None else frozenset({within.pk})
        client = APIClient()
        admin = Actor(user=1, roles=frozenset({"admin"}), within=limit)
        client.force_authenticate(token=admin)
        for address, member in (
            ("agents/", "collection"),
            ("journal/", "collection"),
            ("collections/", "slug"),
        ):
            rows = client.get(f"/api/{address}").json()["results"]
            slugs = {row[member] for row in rows}
            assert slugs == ({within.slug} if within else {PUBLIC, PRIVATE, "library"})
        keys = [node["key"] for node in client.get("/api/graph/").json()["nodes"]]
        assert within is None or all(key.startswith(f"{within.slug}:") for key in keys)
        found = client.get("/api/search/?q=sings&explain=1").json()
        assert bool(found["count"]) == (within != public)
        task = client.get("/api/route/?task=sings").json()
        assert bool(task["results"]) == (within != public)
