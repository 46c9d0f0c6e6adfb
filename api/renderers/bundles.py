"""Many files as one: the faces of an export that are archives, sent piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import StreamingHttpResponse
from rest_framework.renderers import BaseRenderer

from agents_app.archives import Entry, sum_up, write_tar_gz, write_zip
from api.renderers.files import make_harmless


class BundleRenderer(BaseRenderer):
    """A face that streams: the view answers with ``stream``, so nothing is rendered here."""

    charset = None
    render_style = "binary"
    write: Callable[[Iterable[Entry]], Iterator[bytes]]

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        """Return the bundle of some entries, whole."""
        return b"".join(type(self).write(data))

    @classmethod
    def digest(cls, entries: Iterable[Entry], *, known_by: bytes) -> bytes:
        """Return the SHA-256 of the bundle; written once for it, then known by its manifest.

        known_by: the manifest, from which with this release of the writer all bytes follow.
        """
        release = settings.SPECTACULAR_SETTINGS["VERSION"]
        name = f"bundle:{release}:{cls.format}:{sha256(known_by).hexdigest()}"
        found: bytes | None = cache.get(name)
        if found is None:
            found = sum_up(cls.write(entries))
            cache.set(name, found, timeout=None)
        return found

    @classmethod
    def stream(cls, entries: Iterable[Entry], name: str) -> StreamingHttpResponse:
        """Return an answer that writes the bundle as it is read."""
        response = StreamingHttpResponse(cls.write(entries), content_type=cls.media_type)
        make_harmless(response, f"{name}.{cls.format}")
        response["Content-Disposition"] = f'attachment; filename="{name}.{cls.format}"'
        return response


class ZipRenderer(BundleRenderer):
    """A zip of stored files."""

    media_type = "application/zip"
    format = "zip"
    write = staticmethod(write_zip)


class TarGzRenderer(BundleRenderer):
    """A tar.gz of stored files."""

    media_type = "application/gzip"
    format = "tar.gz"
    write = staticmethod(write_tar_gz)


BUNDLES: tuple[type[BundleRenderer], ...] = (ZipRenderer, TarGzRenderer)
