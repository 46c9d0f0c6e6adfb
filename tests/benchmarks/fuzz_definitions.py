"""Random and mutated files through the reader and the linter.

    python -m tests.benchmarks.fuzz_definitions --inputs 100000 --seed 1

Counts what became of them and stops with status 1 at anything but a definition or a Refusal, or
at an input that took over a second. Prints the slowest, the refusals by code and the peak memory.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from agents_app.definitions import Refusal, lint, read_definition

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
LIMIT = 1.0  # seconds for one input

HEAD = b"---\nname: x\ndescription: Use when fuzzing.\n"
BROKEN = [b"\0", b"\xff", b"\xed\xa0\x80", b"\xc0\x80", b"\xef\xbb\xbf", b"\x80"]
BITS = [
    *(b"---", b"\n", b"\n", b"\r\n", b"\r", b"\t", b" "),
    *(b"*a", b"&a ", b"!!set ", b"<<: ", b"%YAML 1.1\n", b"? ", b"- ", b"|", b">-", b"{", b"}"),
    *(b"[", b"]", b'"', b"'", b": ", b" #", b'"\\ud800"', b'"\\0"', b"\xe2\x80\xa8", b"\xc2\x85"),
    *(b"tools: ", b"Agent(", b")", b"mcp__", b"__*", b"name: ", b"## ", b"- **With ", b"**: "),
    *("│ • ".encode(), b"`", b"```\n", b"|--|\n", b"<!-- ", b"@agent-", b"a-b", b"9" * 40, b"0x_"),
]


def bombs() -> list[bytes]:
    """Return inputs that have broken other readers: deep, wide, long and repeated."""
    wide = 200_000
    front = [
        b"[" * 60_000,
        b"{a: " * 16_000,
        b"\n".join(b" " * n + b"a:" for n in range(330)),
        b"- " * 30_000,
        b"a: &a [x]\nb: [" + b"*a," * 9 + b"*a]",
        b"a: &a {<<: *a}",
        b"k: " + b"9" * 60_000,
        b"k: '" + b"x" * 65_000 + b"'",
        b"\n".join(b"k%d: v" % n for n in range(6_000)),
        b"tools: " + b"a, " * 20_000,
        b"description: " + b"<example>" * 6_000,
        b"description: " + b" \t" * 30_000 + b"x: y",
        b"? " * 20_000,
        b"!!python/object/apply:os.system [x]",
    ]
    units = [b"#", b"# x\n", b"- ", b"> ", b"*", b"**a", b"[", b"](", b"`", b"|", b"| a | b |\n",
             b"- **With a-b**: c\n", b"a-", b"\n\n", b"<", b"&", b"\\", b"_", b" ", b"\t",
             b"1. ", b"```\n", b"~~~", b"-b", b"With a-b and c-d, ", "\u200b".encode(), b"a\n",
             b"![", b"<!--", b"@agent-a ", "│ • a │\n".encode(), b"===\n", b"a\n---\n"]  # fmt: skip
    listing = b"\n---\n## Integration with other agents\n- "
    return [
        *(HEAD + text + b"\n---\nbody" for text in front),
        *(HEAD + b"---\n" + unit * (wide // len(unit)) for unit in units),
        *(HEAD + listing + unit * (wide // len(unit)) for unit in units),
        *(b"---\n" + unit * (60_000 // len(unit)) + b"\n---\n" for unit in units),
        HEAD + b"---\n" + b"x" * (2**20 - len(HEAD) - 4),
        b"x" * (10 * 2**20),
        b"",
    ]


def mutated(random_: random.Random, seeds: list[bytes]) -> bytes:
    """Return a seed file with a few cuts, copies, flips and insertions."""
    data = bytearray(random_.choice(seeds)[: random_.choice((400, 4_000, 40_000))])
    for _ in range(random_.randint(1, 8)):
        at = random_.randrange(len(data) + 1)
        match random_.randrange(5):
            case 0:
                data[at:at] = random_.choice(BITS) * random_.choice((1, 1, 2, 50))
            case 1:
                del data[at : at + random_.randint(1, 80)]
            case 2 if data:
                data[min(at, len(data) - 1)] = random_.randrange(32, 127)
            case 3:
                start = random_.randrange(len(data) + 1)
                data[at:at] = data[start : start + random_.randint(1, 200)]
            case _:
                data[at:at] = HEAD if random_.random() < 0.2 else b"---\n"
    return _maybe_broken(random_, bytes(data))


def soup(random_: random.Random, _: list[bytes]) -> bytes:
    """Return tokens of YAML and Markdown in any order between fences."""
    parts = random_.choices(BITS, k=random_.randint(1, 40))
    body = random_.choices(BITS, k=random_.randint(0, 40))
    head = HEAD if random_.random() < 0.7 else b"---\n"
    data = head + b"".join(parts) + b"\n---\n" + b"".join(body)
    return _maybe_broken(random_, data)


def _maybe_broken(random_: random.Random, data: bytes) -> bytes:
    """Put in bytes that are no text, in one input of ten: they end the reading at once."""
    if random_.random() > 0.1:
        return data
    at = random_.randrange(len(data) + 1)
    return data[:at] + random_.choice(BROKEN) + data[at:]


def run(inputs: int, seed: int) -> int:
    """Feed them all; return the exit status."""
    random_ = random.Random(seed)
    seeds = [path.read_bytes() for path in sorted(FIXTURES.rglob("*.md"))]
    makers: tuple[Callable[[random.Random, list[bytes]], bytes], ...] = (mutated, soup)
    counts: Counter[str] = Counter()
    slowest: tuple[float, bytes] = (0.0, b"")
    special = bombs()
    for number in range(inputs):
        data = special[number] if number < len(special) else makers[number % 2](random_, seeds)
        began = time.perf_counter()
        counts[_feed(data)] += 1
        slowest = max(slowest, (time.perf_counter() - began, data[:120]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{inputs} inputs, seed {seed}: slowest {slowest[0]:.3f} s, peak memory {peak} MiB")
    print(f"slowest begins {slowest[1]!r}")
    for outcome, count in counts.most_common():
        print(f"{count:>8} {outcome}")
    return int(slowest[0] > LIMIT)


def _feed(data: bytes) -> str:
    try:
        definition = read_definition(data, path="fuzz.md")
        lint(definition)
    except Refusal as refusal:
        return f"refused {refusal.code}"
    except BaseException:
        print(f"not a refusal for {data[:2000]!r}", file=sys.stderr)
        raise
    return f"accepted {definition.tier}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    sys.exit(run(arguments.inputs, arguments.seed))
