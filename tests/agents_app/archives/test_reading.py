"""Archives as people really make them are read, whole and in order."""

from __future__ import annotations

import gzip
import io
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

from agents_app.archives import Archive, Entry, Limits, TooBig, kind_of
from tests.agents_app.archives.packing import TEXT, Tarred, Zipped, pax, tarred, zipped

LONG = "/".join(["folder"] * 19) + "/" + "n" * 100 + ".md"
FILES = [
    Entry("reader.md", TEXT),
    Entry("empty.md", b""),
    Entry("agents/Übersetzer 日本.md", b"\xef\xbb\xbf" + TEXT.replace(b"\n", b"\r\n")),
    Entry(LONG, TEXT * 500),
]


def by_tarfile(mode: str, form: int) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode, format=form) as tar:
        root = tarfile.TarInfo("./")
        root.type = tarfile.DIRTYPE
        tar.addfile(root)
        for file in FILES:
            about = tarfile.TarInfo(f"./{file.path}")
            about.size, about.mtime = len(file.data), 1.5
            tar.addfile(about, io.BytesIO(file.data))
    return made.getvalue()


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
@pytest.mark.parametrize("packing", ["", "gz", "xz", "bz2"])
def test_reads_what_tarfile_writes(packing: str, form: int) -> None:
    data = by_tarfile(f"w:{packing}", form)
    assert kind_of(data) == ("tar" if not packing else f"tar.{packing}")
    assert list(Archive(data, kind_of(data) or "")) == FILES


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_reads_what_zipfile_writes(method: int) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as file:
        file.mkdir("agents")
        for each in FILES:
            file.writestr(each.path, each.data)
        file.comment = b"0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"
    assert kind_of(made.getvalue()) == "zip"
    assert list(Archive(made.getvalue(), "zip")) == FILES


class Pipe(io.RawIOBase):
    """A place that can only be written on, so that sums stand behind the bytes."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.written += data
        return len(data)


def test_reads_a_zip_that_was_written_as_a_stream() -> None:
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as file:
        for each in FILES:
            file.writestr(each.path, each.data)
    assert list(Archive(bytes(pipe.written), "zip")) == FILES


@pytest.mark.skipif(shutil.which("tar") is None, reason="no tar here")
@pytest.mark.parametrize("form", ["gnu", "ustar", "pax"])
def test_reads_what_tar_writes(tmp_path: Path, form: str) -> None:
    for each in FILES[:3]:
        place = tmp_path / "in" / each.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(each.data)
    packed = tmp_path / "packed.tar.gz"
    tar = ["tar", "--format", form, "-C", str(tmp_path / "in"), "-czf", str(packed), "."]
    subprocess.run(tar, check=True)
    found = list(Archive(packed.read_bytes(), "tar.gz"))
    assert sorted(found, key=lambda each: each.path) == sorted(
        FILES[:3], key=lambda each: each.path
    )


@pytest.mark.skipif(shutil.which("git") is None, reason="no git here")
@pytest.mark.parametrize("form", ["zip", "tar", "tar.gz"])
def test_reads_what_git_writes(tmp_path: Path, form: str) -> None:
    (tmp_path / "agents").mkdir()
    (tmp_path / "agents/reader.md").write_bytes(TEXT)
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "one"]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    archive = ["git", "archive", f"--format={form}", "--prefix=set-main/", "HEAD"]
    made = subprocess.run(archive, cwd=tmp_path, check=True, capture_output=True).stdout
    assert list(Archive(made, form)) == [Entry("set-main/agents/reader.md", TEXT)]


def test_a_pass_can_be_made_again() -> None:
    archive = Archive(zipped(Zipped()), "zip")
    assert list(archive) == list(archive) == [Entry("reader.md", TEXT)]


def test_an_archive_may_hold_nothing() -> None:
    assert list(Archive(zipped(), "zip")) == []
    assert list(Archive(tarred(), "tar")) == []


def test_lets_harmless_records_be() -> None:
    about = pax(("mtime", "1.5"), ("SCHILY.xattr.user.x", "y"), ("path", "a.md"))
    commit = pax(("comment", "0" * 40), kind=b"g")
    assert list(Archive(tarred(commit, about, Tarred()), "tar")) == [Entry("a.md", TEXT)]


def test_sizes_up_to_the_limit_are_taken() -> None:
    limits = Limits(packed=4_096, unpacked=200, entry=100, entries=2)
    whole = [Zipped(name=b"%d.md" % number, data=b"a" * 100) for number in range(2)]
    assert len(list(Archive(zipped(*whole), "zip", limits))) == 2
    for over, code in (
        (Limits(packed=4_096, unpacked=199, entry=100, entries=2), "unpacked_too_large"),
        (Limits(packed=4_096, unpacked=200, entry=99, entries=2), "entry_too_large"),
        (Limits(packed=4_096, unpacked=200, entry=100, entries=1), "too_many_entries"),
        (Limits(packed=99, unpacked=200, entry=100, entries=2), "archive_too_large"),
    ):
        with pytest.raises(TooBig) as refusal:
            list(Archive(zipped(*whole), "zip", over))
        assert refusal.value.code == code


@pytest.mark.parametrize("kind", ["zip", "tar.gz"])
def test_what_swells_is_taken_up_to_a_ratio_or_while_it_is_little(kind: str) -> None:
    entry = Tarred(name=b"a.md", data=b"a" * 50_000)
    whole = zipped(Zipped(name=entry.name, data=entry.data))
    if kind == "tar.gz":
        whole = gzip.compress(tarred(entry), mtime=0)
    out = 50_000 if kind == "zip" else len(tarred(entry))
    enough = -(-out // len(whole))
    for limits in (Limits(ratio=enough, little=0), Limits(ratio=1, little=out)):
        assert len(list(Archive(whole, kind, limits))) == 1
    with pytest.raises(TooBig) as refusal:
        list(Archive(whole, kind, Limits(ratio=enough - 1, little=out - 1)))
    assert refusal.value.code == "packed_too_well"


def test_tells_archives_from_texts() -> None:
    assert [kind_of(data) for data in (TEXT, b"", b"PK", b"\x1f")] == [None] * 4
