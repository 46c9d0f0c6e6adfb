"""Every operation of the contract, asked by schemathesis in all its phases, of a real server.

    python -m tests.benchmarks.schema_fuzz --examples 200
    python -m tests.house.postgres -- python -m tests.benchmarks.schema_fuzz --here

tests/house/test_schemathesis.py asks a little of this in process, at every build. Here are as many
requests as one has time for: examples, coverage, fuzzing and stateful, by an admin's token. Exit
status 1: a 5xx, or a status or a shape that the contract does not foresee.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.serving import ROOT, Server

SCHEMA = ROOT / "tests" / "house" / "schema.yaml"
PROGRAM = Path(sys.executable).with_name("schemathesis")
# A name of the right form that nothing bears is refused: the contract can't list all names.
EXCLUDED = ("positive_data_acceptance",)
# What is too long, or asked of what is not there, is refused as such, whatever else is wrong; and
# any bytes at all are a text, so an import of them is a report that says what is wrong with them.
CONFIG = """
[checks.negative_data_rejection]
expected-statuses = [400, 401, 403, 404, 405, 406, 409, 410, 411, 412, 413, 414, 415, 422, 428, 431]

[checks.missing_required_header]
expected-statuses = [400, 401, 403, 404, 406, 410, 413, 415, 422, 428]

[[operations]]
include-operation-id = "importFiles"

[operations.checks.negative_data_rejection]
expected-statuses = ["2xx", "4xx"]
"""


def fuzz(server: Server, folder: Path, options: argparse.Namespace) -> int:
    """Ask, print what was found, and return the exit status."""
    config = folder / "schemathesis.toml"
    config.write_text(CONFIG)
    command = [str(PROGRAM), "--config-file", str(config), "run", str(SCHEMA)]
    command += ["--url", f"http://127.0.0.1:{server.port}", "--checks", "all"]
    command += ["--exclude-checks", ",".join(EXCLUDED), "--phases", options.phases]
    command += ["--max-examples", str(options.examples), "--workers", str(options.workers)]
    command += ["--header", f"Authorization:Bearer {server.token()}", "--request-timeout", "30"]
    command += ["--suppress-health-check", "all", "--continue-on-failure", "--warnings", "off"]
    command += ["--seed", str(options.seed)] if options.seed else []
    for words in options.only:
        command += ["--include-operation-id", words]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        said = ""
        for line in run.stdout:
            said += line
            print(line, end="", flush=True)
    asked = re.search(r"(\d[\d,]*) generated", said)
    print(f"asked {asked[1] if asked else 'an unknown number of'} times, seed {options.seed}")
    return run.returncode


def main() -> int:
    """Read the options, serve, ask, and return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--examples", type=int, default=200, help="at most, of one operation")
    parser.add_argument("--phases", default="examples,coverage,fuzzing,stateful")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0, help="default: another each time")
    parser.add_argument("--only", nargs="*", default=[], help="ids of operations")
    parser.add_argument("--here", action="store_true", help="use DATABASE_URL, which is empty")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = Server(folder, here=options.here)
        try:
            server.start()
            return fuzz(server, Path(folder), options)
        finally:
            server.stop()


if __name__ == "__main__":
    sys.exit(main())
