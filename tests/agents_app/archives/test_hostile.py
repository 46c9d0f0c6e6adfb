"""Every hostile archive is refused by its own code, in little memory."""

from __future__ import annotations

import tracemalloc
from collections import Counter

import pytest

from agents_app.archives import Archive, BadArchive, TooBig
from tests.agents_app.archives.hostile import CASES

MOST_MEMORY = 12 * 1024 * 1024  # beside the packed bytes; xz takes its window on top, unseen


def test_there_are_enough_of_each_kind() -> None:
    kinds = Counter(kind for kind, *_ in CASES.values())
    assert kinds["zip"] >= 60
    assert kinds["tar"] >= 40
    assert min(kinds[f"tar.{packing}"] for packing in ("gz", "xz", "bz2")) >= 9


@pytest.mark.parametrize("name", CASES)
def test_is_refused_by_its_code_in_little_memory(name: str) -> None:
    kind, code, is_big, make = CASES[name]
    data = make()
    tracemalloc.start()
    try:
        with pytest.raises(BadArchive) as refusal:
            for _ in Archive(data, kind):
                pass
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert refusal.value.code == code, str(refusal.value)
    assert isinstance(refusal.value, TooBig) == is_big
    assert str(refusal.value).isprintable()
    assert peak < MOST_MEMORY


@pytest.mark.parametrize("name", ["zip: b'../evil.md'", "tar: type b'2'", "zip: a false sum"])
def test_names_the_entry_that_is_to_blame(name: str) -> None:
    kind, _, _, make = CASES[name]
    with pytest.raises(BadArchive) as refusal:
        list(Archive(make(), kind))
    assert refusal.value.entry in ("../evil.md", "reader.md")
    assert str(refusal.value).startswith(refusal.value.entry)
