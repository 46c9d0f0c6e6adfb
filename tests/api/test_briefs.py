"""How entries mention one another: addresses are those of the routes, however they are made."""

from types import SimpleNamespace

import pytest
from django.urls import reverse
from rest_framework.test import APIRequestFactory

from api.briefs import AddressField, PreparedSerializer

HARD = (
    "plain",
    "a b",
    "a/b",
    "~",
    "~/~",
    "caf\u00e9",
    "100%",
    "%20",
    "a?b#c",
    "a'b(c)*!",
    "team:x",
)


class AddressSerializer(PreparedSerializer):
    """Three addresses: of one part, of one that is not any text, and of two."""

    tool = AddressField("tool-detail", name="name")
    text = AddressField("definition-detail", digest="digest", query="?format=md")
    revision = AddressField("revision-detail", key="agent.key", number="number", null=True)


def shown(**entry):
    request = APIRequestFactory().get("/api/")
    rows = [SimpleNamespace(**entry)] * 2
    first, second = AddressSerializer(rows, many=True, context={"request": request}).data
    assert first == second
    return first


@pytest.mark.parametrize("name", HARD)
def test_an_address_is_that_of_the_route(name):
    digest = f"sha256:{'0' * 64}"
    key = name.replace("/", "")
    addresses = shown(name=name, digest=digest, agent=SimpleNamespace(key=key), number=3)
    assert addresses == {
        "tool": f"http://testserver{reverse('tool-detail', kwargs={'name': name})}",
        "text": f"http://testserver/api/definitions/{digest}/?format=md",
        "revision": "http://testserver"
        + reverse("revision-detail", kwargs={"key": key, "number": 3}),
    }


def test_an_address_is_null_where_a_part_is_missing():
    addresses = shown(name=None, digest=f"sha256:{'0' * 64}", agent=None, number=3)
    assert (addresses["tool"], addresses["revision"]) == (None, None)
