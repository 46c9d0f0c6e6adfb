"""What an archive may have at most. Sizes are counted while reading; what it claims is a claim."""

from __future__ import annotations

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of the archive, of all that comes out of it and of one entry; entries; folders."""

    packed: int = 10 * MIB
    unpacked: int = 50 * MIB
    entry: int = MIB
    entries: int = 2_000
    depth: int = 20
    name: int = 1_000  # bytes of a whole path
    # Text is packed to a fifth; what is packed far better means to grow. Little may be anything.
    ratio: int = 50
    little: int = 4 * MIB

    def swells(self, packed: int, unpacked: int) -> bool:
        """Return whether too much has come out for what went in."""
        return unpacked > max(self.little, self.ratio * packed)


LIMITS = Limits()
