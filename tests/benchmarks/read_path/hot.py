"""What is asked for again and again, beside the floors, in rounds that take turns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.read_path.floors import answers
from tests.benchmarks.read_path.servers import Server
from tests.benchmarks.read_path.wrk import Load, load, middle

DETAIL = "/api/agents/django-expert/"
PAGE = "/api/agents/"
FILTERED = "/api/agents/?tool=Bash"
TARGETS = {
    "detail": DETAIL,
    "detail, not modified": DETAIL,
    "list page": PAGE,
    "filtered list": FILTERED,
}
UNTAGGED = ("obvious",)  # servers that know no tags


def take_answers(server: Server, place: Path) -> dict[str, dict[str, str]]:
    """Write down what the registry answers; return the headers that each target sends."""
    told: dict[str, answers.Answer] = {}
    headers: dict[str, dict[str, str]] = {}
    for name, path in TARGETS.items():
        sent = {}
        if "not modified" in name:
            sent = {"If-None-Match": server.ask(path).headers["etag"]}
        reply = server.ask(path, sent)
        if reply.status != (304 if sent else 200):
            raise SystemExit(f"{path} answered {reply.status}.")
        plain, _, query = path.partition("?")
        key = answers.key_of(plain, query, sent.get("If-None-Match"))
        told[key] = (reply.status, answers.sent(reply.headers.items()), reply.body)
        headers[name] = sent
    answers.write(place, told)
    return headers


def measure(
    servers: Mapping[str, Server],
    headers: Mapping[str, Mapping[str, str]],
    *,
    seconds: float,
    rounds: int,
) -> dict[str, dict[str, Any]]:
    """Return what became of each target at each server; all must answer it alike."""
    for name, path in TARGETS.items():
        for title, server in _able(servers, headers[name]):
            status = server.ask(path, headers[name]).status
            if status != (304 if headers[name] else 200):
                raise SystemExit(f"{title} answered {status} to {path}.")
    found: dict[str, dict[str, list[Load]]] = {name: {} for name in TARGETS}
    for _ in range(rounds):
        for name, path in TARGETS.items():
            for title, server in _able(servers, headers[name]):
                went = load(server, [path], seconds=seconds, headers=headers[name])
                server.ask(path, headers[name])  # after what the clients left unanswered
                found[name].setdefault(title, []).append(went)
    return {
        name: {title: middle(loads).as_dict() for title, loads in each.items()}
        for name, each in found.items()
    }


def _able(
    servers: Mapping[str, Server], headers: Mapping[str, str]
) -> Sequence[tuple[str, Server]]:
    return [
        (title, each) for title, each in servers.items() if not headers or title not in UNTAGGED
    ]
