"""The pace of an import: how much is held in memory at a time, and how long it may take."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from agents_app.definitions import Definition
from agents_app.errors import TooBig

BATCH = 100  # definitions held in memory at a time,
BATCH_BYTES = 4 * 1024 * 1024  # and of how many bytes, about


def in_batches(definitions: Iterable[Definition], *, seconds: float) -> Iterator[list[Definition]]:
    """Yield some definitions at a time; raises TooBig ``too_slow`` where all take too long."""
    began = time.monotonic()
    batch: list[Definition] = []
    size = 0
    for definition in definitions:
        batch.append(definition)
        size += len(definition.source.data)
        if len(batch) == BATCH or size >= BATCH_BYTES:
            yield batch
            _refuse_too_slow(began, seconds)
            batch, size = [], 0
    if batch:
        yield batch
        _refuse_too_slow(began, seconds)


def _refuse_too_slow(began: float, seconds: float) -> None:
    if time.monotonic() - began > seconds:
        message = f"It takes over {seconds:.0f} seconds; send it in parts, or use import_agents."
        raise TooBig("too_slow", message)
