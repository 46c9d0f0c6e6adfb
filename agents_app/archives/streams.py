"""Decompression a piece at a time, counted: nothing that is packed well can surprise us."""

from __future__ import annotations

import bz2
import lzma
import zlib
from typing import Protocol

from agents_app.archives.limits import MIB, Limits
from agents_app.archives.refusal import BadArchive, TooBig

_PIECE = 64 * 1024
# xz says how much memory its window takes; ``xz -9`` needs 65 MiB.
_MOST_MEMORY = 80 * MIB


class Decompressor(Protocol):
    """What bz2 and lzma have, and zlib is given below."""

    @property
    def eof(self) -> bool:
        """Return whether the packed stream has ended."""

    @property
    def needs_input(self) -> bool:
        """Return whether nothing more comes out before something goes in."""

    @property
    def unused_data(self) -> bytes:
        """Return what went in behind the end."""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Return at most so many bytes."""


class _Gunzip:
    """gzip, checksum included, in the manner of the other two."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


def decompressor(packing: str) -> Decompressor:
    """Return a fresh decompressor: ``gz``, ``xz`` or ``bz2``."""
    if packing == "gz":
        return _Gunzip()
    if packing == "xz":
        return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MOST_MEMORY)
    return bz2.BZ2Decompressor()


class PlainStream:
    """Bytes as they are, read from the front."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def read(self, size: int) -> bytes:
        """Return the next bytes, fewer at the end."""
        piece = self._data[self._at : self._at + size]
        self._at += len(piece)
        return piece


class PackedStream:
    """What comes out of packed bytes, no more of it than is allowed."""

    def __init__(self, data: bytes, packing: str, limits: Limits) -> None:
        self._data = data
        self._packing = packing
        self._limits = limits
        self._inner = decompressor(packing)
        self._at = 0  # of what went in
        self._out = 0
        self._ready = bytearray()

    def read(self, size: int) -> bytes:
        """Return the next bytes, fewer at the end; raises BadArchive or TooBig."""
        while len(self._ready) < size and not self._inner.eof:
            self._ready += self._more(max(size, _PIECE))
        found = bytes(self._ready[:size])
        del self._ready[:size]
        return found

    def _more(self, size: int) -> bytes:
        piece = b""
        if self._inner.needs_input:
            piece = self._data[self._at : self._at + _PIECE]
            self._at += len(piece)
        try:
            found = self._inner.decompress(piece, size)
        except lzma.LZMAError as error:
            if "memory" in str(error).lower():
                message = f"To unpack it takes over {_MOST_MEMORY // MIB} MiB of memory."
                raise TooBig("window_too_large", message) from None
            raise self._damaged() from None
        except (OSError, ValueError, EOFError, zlib.error):
            raise self._damaged() from None
        if not found and not piece and not self._inner.eof and self._inner.needs_input:
            raise BadArchive("truncated", f"The {self._packing} stream ends too early.")
        self._count(len(found))
        return found

    def _count(self, size: int) -> None:
        self._out += size
        if self._out > self._limits.unpacked:
            message = f"Over {self._limits.unpacked:,} bytes come out of the archive."
            raise TooBig("unpacked_too_large", message)
        if self._limits.swells(len(self._data), self._out):
            message = f"Over {self._limits.ratio} bytes come out for each of the archive."
            raise TooBig("packed_too_well", message)
        if self._inner.eof and (self._inner.unused_data or self._at < len(self._data)):
            message = f"Something stands behind the end of the {self._packing} stream."
            raise BadArchive("trailing_data", message)

    def _damaged(self) -> BadArchive:
        return BadArchive("damaged", f"This is no {self._packing} stream, or a damaged one.")
