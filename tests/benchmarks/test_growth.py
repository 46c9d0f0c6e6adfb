"""What the benchmarks read is a registry like any other: copies have all that agents have."""

import hashlib
import re

import pytest
from django.db import connection

from agents_app.actions.rebuild_search import rebuild_search
from agents_app.definitions import read_heading
from agents_app.models import (
    Agent,
    Collection,
    Finding,
    Integration,
    JournalEntry,
    JournalHead,
    Revision,
    Section,
)
from tests.benchmarks.growth import grow, import_texts
from tests.benchmarks.texts import originals, rewired, texts
from tests.makers import make_agent, make_listing

FILES, AGENTS = 6, 15


@pytest.fixture
def grown(db):
    """Six agents, as many copies, and three more; the last of the six names the first."""
    import_texts(FILES - 1)
    first = Agent.objects.order_by("pk")[0]
    make_agent("lister", collection="bench", body=make_listing(first.name, "nobody-here"))
    grow(AGENTS)
    return Agent.objects.order_by("pk")


def test_a_text_made_again_names_itself_and_others_anew():
    known = originals()
    again = list(texts(2 * len(known)))[len(known) :]
    names = {read_heading(text, path=path).name for path, text in again}
    assert names == {f"{name}-1" for name in known}
    listing = make_listing(*known).encode()
    assert set(re.findall(rb"With (\S+?)\*\*", rewired(listing, 1))) == {
        f"{name}-1".encode() if "-" in name else name.encode() for name in known
    }


def test_there_are_as_many_as_were_asked_for(grown):
    assert grown.count() == AGENTS
    sizes = [collection.agents.count() for collection in Collection.objects.order_by("pk")]
    assert sizes == [FILES, FILES, AGENTS - 2 * FILES]


@pytest.mark.parametrize("model", [Section, Integration, Finding])
def test_a_copy_has_the_rows_of_its_original(grown, model):
    counts = [model.objects.filter(agent=agent).count() for agent in grown]
    assert sum(counts)
    assert counts[FILES:] == (counts[:FILES] * 2)[: AGENTS - FILES]


def test_a_copy_has_bytes_and_a_digest_of_its_own(grown):
    revisions = Revision.objects.all()
    for revision in revisions:
        content = bytes(revision.content)
        assert revision.digest == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert revision.size == len(content)
    assert len({revision.digest for revision in revisions}) == AGENTS


def test_an_edge_between_agents_is_copied_between_their_copies(grown):
    edges = grown[2 * FILES - 1].outgoing.order_by("position")
    known, unknown = edges
    assert known.target == grown[FILES]
    assert known.target_name == grown[FILES].name
    assert (unknown.target, unknown.target_name) == (None, "nobody-here")


def test_each_copy_is_journaled(grown):
    published = JournalEntry.objects.filter(verb="agent.published")
    assert set(published.values_list("key", flat=True)) == {agent.key for agent in grown}
    serials = list(JournalEntry.objects.order_by("serial").values_list("serial", flat=True))
    assert serials == list(range(1, JournalHead.objects.get().serial + 1))


def test_readers_meet_a_copy_everywhere(grown, client):
    copy = grown.last()
    answer = client.get(f"/api/agents/{copy.key}/").json()
    assert answer["revision"]["digest"] == copy.revision.digest
    found = client.get("/api/search/", {"q": copy.title, "collection": copy.collection.slug})
    assert copy.key in [row["agent"]["key"] for row in found.json()["results"]]


def test_the_search_index_is_what_a_rebuild_makes_of_it(grown):
    def held():
        with connection.cursor() as cursor:
            cursor.execute("SELECT word, block, impacts FROM search_word ORDER BY word, block")
            return [(word, block, bytes(impacts)) for word, block, impacts in cursor.fetchall()]

    copied = held()
    assert copied
    assert rebuild_search() == AGENTS
    assert held() == copied


def test_life_goes_on_after_copying(grown):
    assert make_agent("newcomer").pk > grown.filter(collection__slug="bench").last().pk
