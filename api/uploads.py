"""Bodies that are files: text, an archive, or several files; bounded, and in memory only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import IO, Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParser
from rest_framework.parsers import BaseParser, DataAndFiles
from rest_framework.request import Request

from agents_app.archives import LIMITS, Archive, MarkdownFiles, kind_of
from agents_app.definitions import DefinitionFile, LooseFile
from agents_app.definitions.nearness import near
from agents_app.errors import BadArchive, BadRequest, TooBig
from api.bodies import MarkdownParser
from api.bodies.charsets import refuse_other_charsets

FILES = "files"
_CSRF = "csrfmiddlewaretoken"
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """Files that were sent.

    has_places: their paths say where they belong. digest: SHA-256 of what was sent, names too.
    """

    files: Iterable[DefinitionFile]
    has_places: bool
    digest: bytes


class ArchiveParser(BaseParser):
    """One archive; that it is what its media type says shows when it is read."""

    kind: str

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Any = None
    ) -> Any:
        """Return the Markdown files of the archive."""
        return _archived(_read(stream), self.kind)


class ZipParser(ArchiveParser):
    """A zip."""

    media_type = "application/zip"
    kind = "zip"


class TarParser(ArchiveParser):
    """A tar."""

    media_type = "application/x-tar"
    kind = "tar"


class GzipParser(ArchiveParser):
    """A tar.gz."""

    media_type = "application/gzip"
    kind = "tar.gz"


class XzParser(ArchiveParser):
    """A tar.xz."""

    media_type = "application/x-xz"
    kind = "tar.xz"


class Bzip2Parser(ArchiveParser):
    """A tar.bz2."""

    media_type = "application/x-bzip2"
    kind = "tar.bz2"


class FilesParser(BaseParser):
    """A form of files, in memory: Django's own handlers would put large ones on the disk."""

    media_type = "multipart/form-data"

    def parse(
        self, stream: Any, media_type: str | None = None, parser_context: Any = None
    ) -> DataAndFiles:
        """Return the form's fields and files; ``upload_of`` judges them."""
        request = (parser_context or {})["request"]
        meta = request.META | {"CONTENT_TYPE": media_type}
        return DataAndFiles(*MultiPartParser(meta, stream, [InMemory()], "utf-8").parse())


PARSERS: list[type[BaseParser]] = [
    *(FilesParser, ZipParser, GzipParser, XzParser, Bzip2Parser, TarParser, MarkdownParser)
]


class InMemory(FileUploadHandler):
    """Keeps the files of a form in memory, all of them within the limit of an archive."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._total = 0
        self._data = bytearray()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take a piece of the file that is being read."""
        self._total += len(raw_data)
        if self._total > LIMITS.packed:
            raise _too_large()
        self._data += raw_data

    def file_complete(self, file_size: int) -> SimpleUploadedFile:
        """Return the file, and begin the next one."""
        data, self._data = bytes(self._data), bytearray()
        return SimpleUploadedFile(self.file_name or "", data)


def guard_upload(request: HttpRequest) -> None:
    """Refuse a body by its headers, and keep a form in memory whoever reads it first.

    To be called before anything reads the body; looking for a CSRF token does.
    """
    request.upload_handlers = [InMemory(request)]
    refuse_other_charsets(request.META.get("CONTENT_TYPE"))
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdigit() and int(length[:18]) > LIMITS.packed + _PIECE * 16:
        raise _too_large()


def upload_of(request: Request) -> Upload:
    """Return the files of a request, or refuse what else was sent."""
    sent: Any = request.data
    if isinstance(sent, Upload):
        return sent
    if isinstance(sent, bytes):  # one text, which has no name
        return _loose([("", sent)])
    if not isinstance(sent, QueryDict) or not sent:
        raise BadRequest("empty_body", "There is no body. Send files.", field="body")
    for name in sent:
        if name not in (FILES, _CSRF):
            message = f"There is no field {name[:60]!r}. Send files as {FILES!r}."
            raise BadRequest(
                "unknown_field", message, field=name[:60], near=near(name, [FILES]), allowed=[FILES]
            )
    return _upload([(str(file.name), file.read()) for file in request.FILES.getlist(FILES)])


def _upload(files: list[tuple[str, bytes]]) -> Upload:
    if not files:
        raise BadRequest("no_files", f"{FILES!r} holds no file with a name.", field=FILES)
    archives = [(name, data, kind) for name, data in files if (kind := kind_of(data))]
    if archives and len(files) > 1:
        message = "Send an archive alone, not among other files."
        raise BadArchive("archive_among_files", message, entry=archives[0][0])
    if archives:
        _, data, kind = archives[0]
        return _archived(data, kind)
    return _loose(files)


def _archived(data: bytes, kind: str) -> Upload:
    files = MarkdownFiles(Archive(data, kind))
    return Upload(files, has_places=True, digest=sha256(data).digest())


def _loose(files: list[tuple[str, bytes]]) -> Upload:
    sent = repr([(name, sha256(data).digest()) for name, data in files]).encode()
    loose = [LooseFile(name, data) for name, data in files]
    return Upload(loose, has_places=False, digest=sha256(sent).digest())


def _read(stream: IO[bytes]) -> bytes:
    data = bytearray()
    while piece := stream.read(_PIECE):
        data += piece
        if len(data) > LIMITS.packed:
            raise _too_large()
    return bytes(data)


def _too_large() -> TooBig:
    return TooBig("body_too_large", f"{LIMITS.packed:,} bytes are allowed in a body.")
