"""Writers who keep a list of what was acknowledged, and what is wrong once it is looked for."""

from __future__ import annotations

import hashlib
import io
import json
import random
import threading
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import count
from typing import Any

from tests.benchmarks.serving import Answer, Server

PUBLISHERS, REVISERS, IMPORTERS = 3, 2, 2
FILES = 40  # of an import
PLACE = "crash"  # the collection of the single agents
WORD = "crashproof"  # in every text, for search to find
TEXT = "---\nname: {name}\ndescription: Use when {name} must be done.\ntools: Read\n---\n\n{body}\n"


def text_of(name: str) -> bytes:
    """Return a text that no other is equal to."""
    body = f"{WORD} {random.randbytes(8).hex()}\n\n" + "Work on it. " * random.randint(1, 400)
    return TEXT.format(name=name, body=body).encode()


def digest_of(text: bytes) -> str:
    """Return the address of a text."""
    return f"sha256:{hashlib.sha256(text).hexdigest()}"


def bundle_of(slug: str) -> bytes:
    """Return a zip of a folder."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(FILES):
            archive.writestr(f"{number}.md", text_of(f"{slug}-{number}"))
    return packed.getvalue()


@dataclass
class Promises:
    """What the server said it had stored, and what it was asked for without an answer."""

    texts: dict[str, bytes] = field(default_factory=dict)  # digest → acknowledged text
    latest: dict[str, set[bytes]] = field(default_factory=dict)  # agent → what it may be now
    imports: dict[str, bool] = field(default_factory=dict)  # collection → acknowledged?


class Load:
    """Writers against one server."""

    def __init__(self, server: Server, token: str, promises: Promises, first: count[int]) -> None:
        self.server, self.promises, self.numbers = server, promises, first
        self.sign = {"Authorization": f"Bearer {token}", "Accept": "*/*"}
        self.over = threading.Event()
        self.acknowledged = 0
        self.refused: list[str] = []  # nothing of this load deserves that

    def run(self, seconds: float, end: Callable[[], None]) -> None:
        """Write for some seconds, then call ``end`` in the midst of it."""
        work = [self.publish] * PUBLISHERS + [self.bring] * IMPORTERS
        work += [self._reviser(number) for number in range(REVISERS)]
        threads = [threading.Thread(target=self._persist, args=(each,)) for each in work]
        for thread in threads:
            thread.start()
        time.sleep(seconds)
        end()
        self.over.set()
        for thread in threads:
            thread.join()

    def publish(self) -> None:
        """Publish one agent."""
        name = f"agent-{next(self.numbers)}"
        text = text_of(name)
        self.promises.latest[f"{PLACE}:{name}"] = {b"", text}
        self._send("POST", f"agents/?collection={PLACE}", name, text)

    def _reviser(self, number: int) -> Callable[[], None]:
        """Return one who revises the same agent again and again."""
        name = f"revised-{next(self.numbers)}"
        tag = ""

        def revise() -> None:
            nonlocal tag
            text = text_of(name)
            self.promises.latest.setdefault(f"{PLACE}:{name}", {b""}).add(text)
            if tag:
                answer = self._send("PUT", f"agents/{PLACE}:{name}/", name, text, tag)
            else:
                answer = self._send("POST", f"agents/?collection={PLACE}", name, text)
            tag = str(answer.headers["ETag"])

        return revise

    def _send(self, method: str, path: str, name: str, text: bytes, tag: str = "") -> Answer:
        headers = {"Content-Type": "text/markdown"} | ({"If-Match": tag} if tag else {})
        answer = self.ask(method, path, text, **headers)
        if answer.status not in (200, 201):
            self.refused.append(f"{method} {path}: {answer.status} {answer.body[:300]!r}")
            return answer
        self.promises.texts[digest_of(text)] = text
        self.promises.latest[f"{PLACE}:{name}"] = {text}
        self.acknowledged += 1
        return answer

    def bring(self) -> None:
        """Import a folder into a collection of its own."""
        slug = f"bundle-{next(self.numbers)}"
        self.promises.imports[slug] = False
        kind = {"Content-Type": "application/zip"}
        answer = self.ask("POST", f"imports/?collection={slug}", bundle_of(slug), **kind)
        if answer.status != 201:
            self.refused.append(f"import: {answer.status} {answer.body[:300]!r}")
            return
        self.promises.imports[slug] = True
        self.acknowledged += 1

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        """Ask as somebody who may; raises OSError or HTTPException where the server dies."""
        return self.server.ask(method, f"/api/{path}", body, self.sign | headers)

    def _persist(self, work: Callable[[], None]) -> None:
        with suppress(OSError, HTTPException):
            while not self.over.is_set():
                work()


class Inspector:
    """Asks a server that was started again, and says what is not as it was promised."""

    def __init__(self, server: Server, token: str) -> None:
        self.server = server
        self.sign = {"Authorization": f"Bearer {token}", "Accept": "*/*"}

    def wrong(self, promises: Promises, after: int) -> list[str]:
        """Return a sentence for everything that is wrong; ``after``: the serial to begin at."""
        found = [*self._texts(promises), *self._imports(promises), *self._journal(after)]
        return [*found, *self._search([PLACE, *promises.imports])]

    def _texts(self, promises: Promises) -> list[str]:
        found = []
        for digest, text in promises.texts.items():
            answer = self._ask(f"definitions/{digest}/?format=md")
            if (answer.status, answer.body) != (200, text):
                found.append(f"{digest} was acknowledged and answers {answer.status}")
        for key, allowed in promises.latest.items():
            answer = self._ask(f"agents/{key}/?format=md")
            now = b"" if answer.status == 404 else answer.body
            if answer.status not in (200, 404) or now not in allowed:
                found.append(f"{key} answers {answer.status} and not what was last acknowledged")
        return found

    def _imports(self, promises: Promises) -> list[str]:
        found = []
        for slug, acknowledged in promises.imports.items():
            there = self._count(f"agents/?collection={slug}&limit=1")
            told = self._count(f"imports/?collection={slug}&limit=1")
            if there not in ((FILES,) if acknowledged else (0, FILES)) or told != bool(there):
                known = "acknowledged" if acknowledged else "not acknowledged"
                found.append(f"{slug}, {known}: {there} of {FILES} files, {told} reports")
        return found

    def _journal(self, after: int) -> list[str]:
        """Say where a serial is missing."""
        expected, page = after, f"journal/?after={after}&limit=200"
        while page:
            told = json.loads(self._ask(page).body)
            for entry in told["results"]:
                expected += 1
                if entry["serial"] != expected:
                    return [f"the journal has {entry['serial']} where {expected} should be"]
            page = (told["next"] or "").partition("/api/")[2]
        return []

    def _search(self, slugs: list[str]) -> list[str]:
        """Compare what search finds with the agents that there are."""
        found = []
        for slug in slugs:
            rows = self._count(f"agents/?collection={slug}&limit=1")
            hits = self._count(f"search/?q={WORD}&collection={slug}&limit=1") if rows > 0 else rows
            if rows != hits:
                found.append(f"search finds {hits} of {rows} agents in {slug}")
        return found

    def serial(self) -> int:
        """Return the last serial of the journal."""
        rows: list[dict[str, Any]] = json.loads(
            self._ask("journal/?ordering=-serial&limit=1").body
        )["results"]
        return int(rows[0]["serial"])

    def _count(self, path: str) -> int:
        """Return how many a list has; 0 for a collection that nobody knows, -1 for an error."""
        answer = self._ask(path)
        if answer.status == 200:
            return int(json.loads(answer.body)["count"])
        return 0 if answer.status in (400, 404) else -1

    def _ask(self, path: str) -> Answer:
        return self.server.ask("GET", f"/api/{path}", b"", self.sign)
