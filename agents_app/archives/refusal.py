"""The two ways in which an archive is refused: it is too much, or it is not what it says."""

from __future__ import annotations

from agents_app.definitions.refusal import Refusal

LONGEST_SHOWN = 100


class BadArchive(Refusal):
    """An archive that no careful reader opens; ``entry`` is the name that is to blame, if one is.

    One bad entry refuses the whole: an archive that lies once is not believed at all.
    """

    def __init__(self, code: str, message: str, *, entry: str | None = None) -> None:
        self.entry = None if entry is None else shown(entry)
        super().__init__(code, message if entry is None else f"{self.entry}: {message}")


class TooBig(BadArchive):
    """More bytes, entries or folders than an archive may have; what it holds may be in order."""


def shown(name: str) -> str:
    """Return a name as a message may say it: one short line without anything unseen."""
    plain = "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in name)
    return plain if len(plain) <= LONGEST_SHOWN else plain[: LONGEST_SHOWN - 1] + "…"
