"""The pace of an import: how much is held in memory at a time, and how long it may take."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator

from agents_app.definitions import Definition, DefinitionFile
from agents_app.errors import TooBig

# Held in memory and stored at a time: definitions, their bytes, their sections and edges, about.
BATCH = 100
BATCH_BYTES = 1024 * 1024
BATCH_PARTS = 5_000

# Seconds of the processor, not of the clock: a busy machine must not refuse what an idle one takes.
# A real file takes 1 ms to survey and 16 to store, on a slow day; one made to keep us busy takes
# 700 even if it is small.
AT_FIRST = 2.0
PER_SURVEYED = 0.004
PER_DEFINITION = 0.03


class Pace:
    """Stops an import that takes too long, or whose files take far longer than real ones do."""

    def __init__(self, *, seconds: float = math.inf) -> None:
        """Begin now. seconds: by the clock; without them nothing is ever too slow."""
        self.seconds = seconds
        self._began = time.monotonic()
        self._used = time.thread_time()
        self._granted = AT_FIRST

    def surveyed(self, files: Iterable[DefinitionFile]) -> Iterator[DefinitionFile]:
        """Yield the files while there is time, with a little more of it for each."""
        return self._each(files, PER_SURVEYED)

    def read(self, files: Iterable[DefinitionFile]) -> Iterator[DefinitionFile]:
        """Yield the files while there is time; what is refused earns none."""
        return self._each(files, 0)

    def in_batches(self, definitions: Iterable[Definition]) -> Iterator[list[Definition]]:
        """Yield some definitions at a time; raises TooBig ``too_slow``, as all of these do."""
        batch: list[Definition] = []
        size = parts = 0
        for definition in definitions:
            self._granted += PER_DEFINITION
            batch.append(definition)
            size += len(definition.source.data)
            parts += sum(1 for _ in definition.body.flat()) + len(definition.integrations)
            if len(batch) == BATCH or size >= BATCH_BYTES or parts >= BATCH_PARTS:
                yield batch
                self._refuse_too_slow()
                batch, size, parts = [], 0, 0
        if batch:
            yield batch
            self._refuse_too_slow()

    def _each(self, files: Iterable[DefinitionFile], seconds: float) -> Iterator[DefinitionFile]:
        for file in files:
            yield file
            self._granted += seconds
            self._refuse_too_slow()

    def _refuse_too_slow(self) -> None:
        if self.seconds == math.inf:
            return
        if time.monotonic() - self._began > self.seconds:
            why = f"It takes over {self.seconds:.0f} seconds"
        elif time.thread_time() - self._used > self._granted:
            why = "Its files take far longer than real ones do"
        else:
            return
        raise TooBig("too_slow", f"{why}; send it in parts, or use import_agents.")
