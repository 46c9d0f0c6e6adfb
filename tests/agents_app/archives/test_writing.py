"""What is written is the same everywhere, is read back as it was, and opens in other tools."""

from __future__ import annotations

import hashlib
import io
import tarfile
import unicodedata
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents_app.archives import Archive, Entry, SafePaths, write_tar_gz, write_zip
from agents_app.archives.names import checked_path, fold

WRITERS = {"zip": write_zip, "tar.gz": write_tar_gz}
FILES = [
    Entry("manifest.json", b"{}\n"),
    Entry("frameworks/django-expert.md", b"---\nname: a\n---\n" * 6_000),
    Entry("ü/" + "x" * 150 + ".md", b""),
]
# Of the bytes of FILES, once and for all: a change here breaks everybody's pinned digests.
DIGESTS = {
    "zip": "67ba1f50c34bd8c21ac4ac3e19792af8c95e081c66f9046329d35abebf7c1206",
    "tar.gz": "968cbd7302d40f265573004cbe6a25b51ca71f04b2f438403bc2efac75b3c96d",
}
ANY_PATHS = st.lists(st.text(st.characters(codec="utf-8"), max_size=60), max_size=12)
FEW_PATHS = st.lists(st.sampled_from(["a.md", "A.md", "a", "a/b.md", "A/B.md", "con", "x/con.md"]))


@pytest.mark.parametrize("kind", WRITERS)
def test_the_bytes_are_pinned(kind: str) -> None:
    made = b"".join(WRITERS[kind](FILES))
    assert hashlib.sha256(made).hexdigest() == DIGESTS[kind]


@pytest.mark.parametrize("kind", WRITERS)
@settings(max_examples=60, deadline=None)
@given(paths=ANY_PATHS, data=st.lists(st.binary(max_size=2_000), min_size=12, max_size=12))
def test_what_is_written_is_read_back(kind: str, paths: list[str], data: list[bytes]) -> None:
    given_paths = SafePaths()
    # As texts, or some random bytes would look like an archive in the archive.
    files = [
        Entry(given_paths.give(path + ".md"), b"-" + some)
        for path, some in zip(paths, data, strict=False)
    ]
    assert list(Archive(b"".join(WRITERS[kind](files)), kind)) == files


def test_other_tools_read_it() -> None:
    with zipfile.ZipFile(io.BytesIO(b"".join(write_zip(FILES)))) as file:
        assert file.testzip() is None
        assert [(each, file.read(each)) for each in file.namelist()] == [
            (each.path, each.data) for each in FILES
        ]
    with tarfile.open(fileobj=io.BytesIO(b"".join(write_tar_gz(FILES)))) as tar:
        assert [(each.name, each.size, each.mode, each.mtime) for each in tar.getmembers()] == [
            (each.path, len(each.data), 0o644, 0) for each in FILES
        ]


@settings(deadline=None)
@given(paths=ANY_PATHS | FEW_PATHS)
def test_every_path_becomes_safe_and_stays_single(paths: list[str]) -> None:
    places = SafePaths("manifest.json")
    safe = [places.give(path) for path in paths]
    again = SafePaths("manifest.json")
    assert [again.give(path) for path in paths] == safe
    assert len({fold(path) for path in safe} | {"manifest.json"}) == len(paths) + 1
    for path in safe:
        assert checked_path(path) == path == unicodedata.normalize("NFC", path)
        assert not set('<>:"|?*\\') & set(path)
        for part in path.split("/"):
            assert part == part.strip(" ").rstrip(".")
            assert part.partition(".")[0].lower() not in ("con", "nul", "aux", "com1")
        folders = {fold(path.rsplit("/", depth)[0]) for depth in range(1, path.count("/") + 1)}
        assert not folders & {fold(other) for other in safe}


@pytest.mark.parametrize(
    ("wanted", "safe"),
    [
        ("a/reader.md", "a/reader.md"),
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\evil.md", "C__evil.md"),
        ("a/con.md", "a/_con.md"),
        ("AUX", "_AUX"),
        ("lpt¹.md", "_lpt¹.md"),
        ("a./b .md", "a_/b .md"),
        ("", "_"),
        ("..", "_"),
        ("x\u202egnp.md", "x_gnp.md"),
        ("n" * 300 + ".md", "n" * 236 + ".md"),
    ],
)
def test_paths_are_changed_as_little_as_can_be(wanted: str, safe: str) -> None:
    assert SafePaths().give(wanted) == safe


def test_rivals_are_numbered() -> None:
    places = SafePaths()
    given_paths = [places.give(path) for path in ("a.md", "A.md", "a.md", "a", "A", "a/b.md")]
    assert given_paths == ["a.md", "A~2.md", "a~3.md", "a", "A~2", "a~b.md"]


def test_many_rivals_take_no_time_to_speak_of() -> None:
    places = SafePaths()
    assert len({places.give("agents/same.md") for _ in range(20_000)}) == 20_000
