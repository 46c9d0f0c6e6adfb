"""The benchmark of the read path runs, sees a stale answer, and leaves no address out."""

import importlib
import json
import os
import subprocess
import sys

import pytest

from tests.benchmarks.read_path.addresses import KINDS
from tests.benchmarks.read_path.callers import Reply
from tests.benchmarks.read_path.charts import bars
from tests.benchmarks.read_path.floors import answers
from tests.benchmarks.read_path.freshness import Freshness
from tests.benchmarks.read_path.report import write_report
from tests.benchmarks.read_path.results import Result
from tests.benchmarks.read_path.servers import floor_command
from tests.benchmarks.read_path.sizes import scale
from tests.benchmarks.texts import ROOT
from tests.house.contract import CONTRACT

PLAIN = "python -m granian --interface wsgi --workers 2 config.wsgi:application"
NATIVE = "python -m config.server --port 8000 --workers 2"


def reply(serial, revision=1, status=200):
    body = json.dumps({"revision": {"number": revision}}).encode() if status == 200 else b""
    return Reply(status, {"etag": f'"{serial}-0-0"'}, body, 0.0)


def test_every_address_that_can_be_read_is_measured():
    readable = {path for path, about in CONTRACT["paths"].items() if "get" in about}
    names = {"{number}": "1", "{old}": "1", "{new}": "2", "{id}": "1", "{name}": "Read"}
    for name, value in names.items():
        readable = {path.replace(name, value) for path in readable}
    asked = {f"/api/{each.partition('?')[0]}" for kind in KINDS.values() for each in kind}
    assert readable == asked - {"/api/schema/"}


def test_an_answer_older_than_an_acknowledged_write_is_stale():
    freshness = Freshness()
    freshness.acknowledge("a", reply(7, revision=3))
    freshness.check(reply(7, revision=3), freshness.known("a"))
    freshness.check(reply(8, status=304), freshness.known("a"))
    assert freshness.stale == 0
    freshness.check(reply(6, status=304), freshness.known())
    freshness.check(reply(9, revision=2), freshness.known("a"))
    assert (freshness.stale, freshness.checked) == (2, 4)


def test_an_answer_may_be_as_old_as_its_question():
    freshness = Freshness()
    known = freshness.known("a")
    freshness.acknowledge("a", reply(7, revision=3))
    freshness.check(reply(6, revision=2), known)
    assert freshness.stale == 0


@pytest.mark.parametrize(
    ("command", "name", "spoken"),
    [
        (PLAIN, "bare", "wsgi"),
        (PLAIN, "constant", "wsgi"),
        (NATIVE, "bare", "wsgi"),
        (NATIVE, "constant", "rsgi"),
    ],
)
def test_a_floor_is_served_as_the_registry_is(command, name, spoken):
    words = floor_command(command.split(), name, 9000)
    options = dict(zip(words[3:-1:2], words[4:-1:2], strict=True))
    assert words[:3] == ["python", "-m", "granian"]
    assert (options["--interface"], options["--port"]) == (spoken, "9000")
    assert options["--workers"] == "2"
    assert words[-1] == f"tests.benchmarks.read_path.floors.{name}:application"


def test_a_chart_is_as_long_as_its_figures():
    chart = bars("Speed", {"a": {"x": 100.0, "y": 50.0}}, unit="/s")
    lengths = [float(part.split('"')[0]) for part in chart.split('width="')[3:]]
    assert max(lengths) == 2 * sorted(lengths)[-2]


def test_the_report_says_how_much_slower_a_larger_registry_is():
    def result(agents, **milliseconds):
        rows = [
            {"kind": kind, "address": name, "cold": {"p50": waited, "p95": waited}}
            for kind in KINDS
            for name, waited in milliseconds.items()
        ]
        return Result("sqlite", agents, {"addresses": rows})

    told = scale([result(10, a=2.0, b=4.0, c=1.0), result(100, a=4.0, b=4.0, c=3.0)]).text
    (last,) = [line for line in told.splitlines() if "| 100 | list |" in line]
    assert "| 2.00 | 3.00 `c` |" in last


def test_a_tiny_registry_is_measured_and_told_of(tmp_path):
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path}/bench.sqlite3",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    command = [sys.executable, "-m", "tests.benchmarks.read_path.run", "--parts", "cold", "mixed"]
    command += ["--agents=25", "--seconds=0.1", "--rounds=1", f"--result={tmp_path}/one.json"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    found = json.loads((tmp_path / "one.json").read_text())
    assert found["agents"] == 25
    assert found["mixed"]["stale"] == 0
    assert found["mixed"]["checked"] > 0
    assert found["cold"]["detail"]["roster"]["p50"] > 0
    write_report(tmp_path, tmp_path / "report")
    text = (tmp_path / "report" / "README.md").read_text()
    assert "## Nine reads to one write" in text
    assert str(tmp_path) not in text


def test_the_limit_repeats_what_the_registry_answered(tmp_path, monkeypatch):
    plain, tagged = answers.key_of("/x/", "a=1", None), answers.key_of("/x/", "a=1", '"1"')
    told = {plain: (200, [("etag", '"1"')], b"hello"), tagged: (304, [("etag", '"1"')], b"")}
    answers.write(tmp_path / "answers.json", told)
    monkeypatch.setenv("BENCH_ANSWERS", str(tmp_path / "answers.json"))
    application = importlib.import_module("tests.benchmarks.read_path.floors.constant").application
    started = []

    def asked(**headers):
        environ = {"PATH_INFO": "/x/", "QUERY_STRING": "a=1", **headers}
        return b"".join(application(environ, lambda *said: started.append(said)))

    assert asked() == b"hello"
    assert asked(HTTP_IF_NONE_MATCH='"1"') == b""
    assert asked(PATH_INFO="/y/") == b""
    assert [status for status, _ in started] == ["200 OK", "304 Not Modified", "404 Not Found"]
