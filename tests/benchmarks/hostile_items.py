"""What means harm: texts, archives and JSON bodies, each with all the ways in which it is sent."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.agents_app.archives.hostile import CASES
from tests.agents_app.archives.packing import Tarred, Zipped, tarred, zipped
from tests.benchmarks.fuzz_definitions import bombs
from tests.benchmarks.serving import ROOT

MIB = 1024 * 1024
TEXT, JSON = "text/markdown", "application/json"
MEDIA = {
    "zip": "application/zip",
    "tar": "application/x-tar",
    "tar.gz": "application/gzip",
    "tar.xz": "application/x-xz",
    "tar.bz2": "application/x-bzip2",
}
VICTIM = "agents/library:victim/"  # an agent that is there, to be replaced and amended
HEAD = b"---\nname: %s\ndescription: Use when trouble is sought.\n"


@dataclass(frozen=True, slots=True)
class Sent:
    """One request below /api/."""

    method: str
    path: str
    body: bytes
    kind: str
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that means harm, made when it is its turn."""

    name: str
    ways: Callable[[], list[Sent]]


def items() -> Iterator[Item]:
    """Yield all of them: texts, archives, full archives, JSON bodies, addresses and headers."""
    for name, text in texts():
        yield Item(f"text: {name}", lambda text=text: ways_of(text))
    for name, (kind, _, _, make) in CASES.items():
        yield Item(f"archive: {name}", lambda kind=kind, make=make: _archive(kind, make()))
    for name, texts_in in full().items():
        yield Item(f"full archive: {name}", lambda inside=texts_in: _full(inside))
    for name, body in bodies().items():
        yield Item(f"JSON: {name}", lambda body=body: _json(body))
    for name, sent in requests().items():
        yield Item(f"request: {name}", lambda sent=sent: [sent])


def texts() -> Iterator[tuple[str, bytes]]:
    """Yield texts: those that broke other readers, and our own examples of what is wrong."""
    for number, text in enumerate(bombs()):
        yield f"bomb {number} {text[:70][-24:]!r}", text
    for path in sorted((ROOT / "fixtures" / "broken").glob("*.md")):
        yield path.name, path.read_bytes()
    for name, line in FRONT.items():
        yield name, HEAD % b"odd" + line + b"\n---\n\nBody.\n"
    for name, text in BODIES.items():
        yield name, HEAD % b"odd" + b"---\n\n" + text


def ways_of(text: bytes) -> list[Sent]:
    """Return all the ways in which a text comes in."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("odd.md", text)
    content = json.dumps({"content": text.decode("utf-8", "replace")}).encode()
    fields = {"name": "odd", "description": "Odd.", "body": text.decode("utf-8", "replace")}
    return [
        Sent("POST", "validate/", text, TEXT),
        Sent("POST", "validate/", content, JSON),
        Sent("POST", "agents/", text, TEXT),
        Sent("POST", "agents/", json.dumps(fields).encode(), JSON),
        Sent("PUT", VICTIM, text, TEXT),
        Sent("PATCH", VICTIM, json.dumps({"body": fields["body"]}).encode(), JSON),
        Sent("PATCH", VICTIM, json.dumps({"description": fields["body"]}).encode(), JSON),
        Sent("POST", "imports/?collection=hostile", text, TEXT),
        Sent("POST", "imports/?collection=hostile", packed.getvalue(), MEDIA["zip"]),
        _form([("odd.md", text)]),
        Sent(
            "POST", "imports/?dry_run=true", tarred(Tarred(name=b"a.md", data=text)), MEDIA["tar"]
        ),
    ]


def _form(files: list[tuple[str, bytes]]) -> Sent:
    parts = b"".join(
        b'--edge\r\nContent-Disposition: form-data; name="files"; filename="%s"\r\n\r\n%s\r\n'
        % (name.encode("utf-8", "surrogateescape"), data)
        for name, data in files
    )
    kind = "multipart/form-data; boundary=edge"
    return Sent("POST", "imports/?collection=hostile", parts + b"--edge--\r\n", kind)


def _archive(kind: str, data: bytes) -> list[Sent]:
    """Return an archive as its kind, as another kind, and in a form."""
    other = MEDIA["tar" if kind == "zip" else "zip"]
    where = "imports/?collection=hostile"
    return [
        Sent("POST", where, data, MEDIA[kind]),
        Sent("POST", where, data, other),
        Sent("POST", "agents/", data, TEXT),
        _form([("a.zip", data)]),
    ]


def full() -> dict[str, Callable[[int], bytes]]:
    """Return archives up to their limits of entries and bytes, by what each file of them holds."""

    def of(unit: bytes, size: int) -> Callable[[int], bytes]:
        return lambda number: HEAD % b"full-%d" % number + b"---\n" + unit * (size // len(unit))

    def front(unit: bytes, size: int) -> Callable[[int], bytes]:
        lines = b"".join(unit % number for number in range(size // len(unit)))
        return lambda number: HEAD % b"front-%d" % number + lines + b"---\nBody.\n"

    return {
        "lists": of(b"- a\n", MIB - 100),
        "lists in lists": of(b"- - - - a\n", MIB - 100),
        "bold lists": of(b"- **With a-b**: c\n", MIB - 100),
        "headings": of(b"# a\n", MIB - 100),
        "tables": of(b"| a | b |\n|--|--|\n", MIB - 100),
        "quotes": of(b"> > > > a\n", MIB - 100),
        "tiny files": of(b"a", 5),
        "short lists": of(b"- a\n", 24 * 1024),
        "keys": front(b"k%d: [a, b]\n", 12 * 1024),
        "many keys": front(b"k%d: [a, b]\n", 60 * 1024),
        "tools": front(b"t%d: mcp__a__b\n", 24 * 1024),
        "no definitions": lambda number: b"%06d" % number * 700,
    }


def _full(inside: Callable[[int], bytes]) -> list[Sent]:
    """Return as many files as an archive may have, deflated and stored."""
    size = len(inside(0))
    count = min(2_000, 50 * MIB // size)
    names = [b"%d.md" % number for number in range(count)]
    deflated = zipped(*(Zipped(name=name, data=inside(n)) for n, name in enumerate(names)))
    few = min(count, 9 * MIB // (size + 1_024))
    stored = tarred(*(Tarred(name=name, data=inside(n)) for n, name in enumerate(names[:few])))
    return [
        Sent("POST", "imports/?collection=full", deflated, MEDIA["zip"]),
        Sent("POST", "imports/?collection=full&mode=mirror", stored, MEDIA["tar"]),
    ]


def _json(body: bytes) -> list[Sent]:
    places = ("agents/", "validate/", "route/", "auth/login/", "auth/tokens/", "auth/refresh/")
    sent = [Sent("POST", place, body, JSON) for place in places]
    sent += [Sent(method, VICTIM, body, JSON) for method in ("PUT", "PATCH")]
    sent += [Sent("POST", f"{VICTIM}{verb}/", body, JSON) for verb in ("restore", "deprecate")]
    return [*sent, Sent("POST", "imports/", body, JSON)]


def bodies() -> dict[str, bytes]:
    """Return JSON that breaks readers, or what they hand it to."""
    agent = b'{"name": "odd", "description": "d", %s}'
    found = {
        f"{name} as a value": agent % (b'"front_matter": {"k": %s}' % value)
        for name, value in VALUES.items()
    }
    found |= {
        f"{name} for {member}": b'{"name": "odd", "description": "d", "%s": %s}' % (member, value)
        for member in (b"name", b"tools", b"model", b"body", b"front_matter", b"revision")
        for name, value in TYPES.items()
    }
    return found | WHOLE


def requests() -> dict[str, Sent]:
    """Return questions and headers of which each has broken something somewhere."""
    found = {
        f"?{query[:40]}": Sent("GET", f"{place}?{query}", b"", "")
        for query in QUERIES
        for place in ("agents/", "search/")
    }
    for path in PATHS:
        found[path[:60]] = Sent("GET", path, b"", "")
    for name, headers in HEADERS.items():
        found[f"header {name}"] = Sent("PUT", VICTIM, HEAD % b"victim" + b"---\n", TEXT, headers)
    for kind in KINDS:
        found[f"as {kind}"] = Sent("POST", "agents/", HEAD % b"odd" + b"---\n", kind)
    found["a form of 2,001 files"] = _form([("a.md", b"")] * 2_001)
    found["odd names of files"] = _form([(name, HEAD % b"n" + b"---\n") for name in NAMES])
    return found


# --- The data ------------------------------------------------------------------------------------

FRONT = {
    "a date": b"when: 2001-02-30",
    "a number of 5,000 digits": b"n: " + b"9" * 5_000,
    "an octal that is none": b"n: 0x_",
    "not a number": b"n: .nan",
    "infinity": b"n: [.inf, -.inf]",
    "a sexagesimal": b"n: 190:20:30",
    "an escape beyond Unicode": b'n: "\\U00110000"',
    "half a pair": b'n: "\\ud800"',
    "NUL by an escape": b'n: "\\0"',
    "a set": b"n: !!set {a, b}",
    "binary": b"n: !!binary aGVsbG8=",
    "a key that is a list": b"? [a, b]\n: c",
    "a key that is null": b"~: c",
    "a billion laughs": b"a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]",
    "merging": b"a: &a {b: c}\nd: {<<: *a}",
    "a merge of merges": b"a: &a {b: c}\n" + b"<<: [*a, *a]\n" * 20,
    "python": b"n: !!python/object/apply:os.system ['true']",
    "two documents": b"a: b\n--- \nc: d",
    "tabs": b"a:\n\t- b",
    "a key twice": b"a: 1\na: 2",
    "hidden letters": "n: a\u200bb\u202ec\U000e0041".encode(),
    "a formula": b"title: =cmd|' /C calc'!A0",
    "a name of 70,000 letters": b"title: " + b"a" * 60_000,
    "tools without end": b"tools: " + b"mcp__a__b, " * 5_000,
    "tools with brackets": b"tools: " + b"Bash(" * 9_000,
    "handoffs": b"handoffs:\n" + b"- {agent: a-b, label: c}\n" * 1_200,
    "agents": b"agents: [" + b"x-y, " * 4_000 + b"x-z]",
    "hooks": b"hooks: {PreToolUse: [{hooks: [{type: command, command: 'rm -rf /'}]}]}",
}
BODIES = {
    "references": b"[a]: /u\n\n" + b"[a]\n" * 20_000,
    "links in links": b"[a](" * 20_000,
    "stars": b"*a **b " * 30_000,
    "brackets": b"[" * 100_000,
    "backticks": b"".join(b"`" * n + b" " for n in range(600)),
    "tables": b"|a" * 5_000 + b"\n" + b"|-" * 5_000 + b"\n" + b"|b" * 5_000,
    "quotes": b"> " * 50_000 + b"a",
    "nested lists": b"\n".join(b" " * (2 * n) + b"- a" for n in range(400)),
    "script": b"<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n[a](javascript:a)",
    "escapes of a terminal": b"\x1b]0;pwned\x07\x1b[2J\x9b31m",
    "entities": b"&#x110000;&#0;&amp;" * 20_000,
    "one line": b"a" * 900_000,
    "headings": b"# a\n" * 100_000,
    "one heading, many words": b"# " + b"a-b " * 100_000,
    "edges": b"## Integration with other agents\n" + b"- **With a-b**: c\n" * 50_000,
    "other edges": b"## Integration with other agents\n"
    + b"".join(b"- **With a-%d**: c\n" % n for n in range(1_900)),
    "summons": b"@agent-a " * 50_000,
    "secrets": b"sk-ant-api03-" + b"A" * 90_000 + b" AKIA" + b"B" * 90_000,
    "letters that combine": "e\u0301".encode() * 150_000,
    "right to left": "\u202e\u2066".encode() * 60_000,
    "one long word": b"word" * 200_000,
    "many words": b" ".join(b"w%d" % n for n in range(120_000)),
    "vertical": b"a\x0bb\x0cc\x85\xe2\x80\xa8".replace(b"\x85", b"\xc2\x85") * 20_000,
}
VALUES = {
    "depth 29": b"[" * 26 + b"]" * 26,
    "depth 1,000": b"[" * 1_000 + b"]" * 1_000,
    "depth 100,000": b"[" * 100_000 + b"]" * 100_000,
    "objects in objects": b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
    "NaN": b"NaN",
    "infinity": b"-Infinity",
    "1e999": b"1e999",
    "a number of 5,000 digits": b"9" * 5_000,
    "a number of 1,000,000 digits": b"9" * 1_000_000,
    "a number of 17 digits": b"12345678901234567",
    "minus zero": b"-0.0",
    "a small number": b"1e-400",
    "half a pair": b'"\\ud800"',
    "pairs the wrong way": b'"\\udc00\\ud800"',
    "NUL": b'"\\u0000"',
    "a raw NUL": b'"\0"',
    "1.9 MB of text": b'"' + b"a" * 1_900_000 + b'"',
    "1.9 MB of quotes": b'"' + b'\\"' * 950_000 + b'"',
    "300,000 numbers": b"[" + b"1," * 300_000 + b"1]",
    "100,000 members": b"{" + b",".join(b'"k%d":1' % n for n in range(100_000)) + b"}",
    "100,000 members, the last twice": b"{"
    + b",".join(b'"k%d":1' % n for n in range(100_000))
    + b',"k99999":2}',
    "lines": b'"a\\n---\\nname: evil\\n---\\n"',
    "YAML": b'"!!python/object:x {a: &a *a}"',
    "odd spaces": '"\u2028\u2029\u0085\ufeff"'.encode(),
    "hidden letters": '"\u200b\u202e\U000e0041"'.encode(),
}
TYPES = {
    "null": b"null",
    "true": b"true",
    "0": b"0",
    "[]": b"[]",
    "{}": b"{}",
    "a list of lists": b"[[[]]]",
    "an empty text": b'""',
    "a long text": b'"' + b"x-" * 40_000 + b'"',
    "lists of texts": b"[" + b'"Bash",' * 30_000 + b'"Read"]',
}
WHOLE = {
    "nothing": b"",
    "blanks": b" " * 100_000,
    "a list": b"[]",
    "a text": b'"a"',
    "null": b"null",
    "an opened brace": b"{",
    "a closed one": b"}",
    "a text that never ends": b'{"name": "',
    "backslashes": b'{"name": "' + b"\\" * 1_000_001,
    "many quotes": b'"' * 1_000_000,
    "200,000 members, one twice": b"{"
    + b",".join(b'"%d":1' % n for n in range(200_000))
    + b',"199999":1}',
    "a member twice": b'{"name": "a", "name": "b", "description": "c"}',
    "a BOM": b'\xef\xbb\xbf{"name": "a", "description": "b"}',
    "bad UTF-8": b'{"name": "\xff", "description": "b"}',
    "overlong UTF-8": b'{"name": "\xc0\xaf", "description": "b"}',
    "UTF-16": '{"name": "a"}'.encode("utf-16"),
    "a comment": b'{"name": "a" /* b */}',
    "a comma too many": b'{"name": "a",}',
    "a name of a member of 1 MB": b'{"' + b"a" * 1_000_000 + b'": 1}',
    "__proto__": b'{"__proto__": {"a": 1}, "name": "a", "description": "b"}',
    "members that we make": b'{"name": "a", "description": "b", "revision": 1, "id": 1}',
    "over 2 MiB": b'{"name": "' + b"a" * 2_200_000 + b'"}',
    "brackets, 2 MB": b"[" * 2_000_000,
    "brackets in turn, 2 MB": b"[]" * 1_000_000,
}
LONG = "a" * 7_000
QUERIES = [
    *("limit=1000000000", "limit=-1", "limit=0", "limit=%00", "limit=1e3", "limit=" + "9" * 4_000),
    *("cursor=" + LONG, "cursor=%ff", "cursor=AAAA", "cursor=eyJhIjoxfQ==", "q=%00", "q=%ff%fe"),
    *("q=" + LONG, "q=" + "a+" * 3_000, "q=%22" + "%28" * 2_000, "q=%F0%9F%92%A9" * 100),
    *("q=%25_%5C", "q=a+AND+OR+NOT+NEAR%28", "q=*", "q=%22%22%22", "q=-a", "q=%27%3B--"),
    *("ordering=" + "-name," * 900, "ordering=%00", "fields=" + "name," * 1_000, "fields="),
    *("tool=" + "Bash," * 1_000, "tool=%00", "tool_none=" + LONG, "model=%ed%a0%80"),
    *("collection=%00", "collection=" + LONG, "collection=..%2f", "health=%5B%5D", "a=" * 2_000),
    *(
        "&".join(f"tool={n}" for n in range(99)),
        "&" * 99,
        "&" * 500,
        "%",
        "=",
        "a[]=1",
        "x" * 9_000,
    ),
]
PATHS = [
    *("agents/%00/", "agents/%ff/", "agents/..%2f..%2fetc%2fpasswd/", "agents/a%0d%0aX:1/"),
    *("agents/" + "a" * 3_900 + "/", "agents/" + "a" * 5_000 + "/", "agents/%E2%80%AE/"),
    *("agents/library:victim/revisions/0/", "agents/library:victim/revisions/999999999999/"),
    *("agents/library:victim/revisions/1...999999999/", "agents/library:victim/revisions/-1/"),
    *("definitions/sha256:" + "0" * 64 + "/", "definitions/sha256:" + "z" * 64 + "/"),
    *("tools/%00/", "tools/" + "a" * 3_000 + "/", "tools/a/b/c/", "collections/%00/", "imports/0/"),
    *("imports/99999999999999999999/", "graph/path/?from=%00&to=a", "graph/?limit=999999999"),
    *("agents/library:victim/graph/?depth=99999", "agents/compare/?keys=" + "a," * 2_000),
    *(
        "route/?task=" + "a+" * 3_000,
        "route/?task=%00",
        "exports/?collection=%00",
        "exports/?can=x",
    ),
    *("journal/?after=99999999999999999999", "journal/?after=-1", "audit/?since=%00"),
    *("audit/?since=9999-12-31T23:59:59-23:59", "audit/?since=0001-01-01T00:00:00%2B14:00"),
    *("auth/tokens/%00/", "agents/?format=" + "x" * 500, "agents/?format=%00", "schema/?format=a"),
]
HEADERS = {
    "If-Match *": {"If-Match": "*"},
    "a weak tag": {"If-Match": 'W/"1"'},
    "2,000 tags": {"If-Match": ", ".join(['"a"'] * 1_500)},
    "a torn tag": {"If-Match": '"'},
    "a tag of 7 KB": {"If-Match": '"' + "a" * 7_000 + '"'},
    "a token of 7 KB": {"Authorization": "Bearer " + "a" * 7_000},
    "a token with NUL": {"Authorization": "Bearer roster_\x01\x7f"},
    "two words": {"Authorization": "Bearer a b c"},
    "a JWT of none": {"Authorization": "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0."},
    "another host": {"Host": "evil.example"},
    "a host of spaces": {"Host": "a b"},
    "a port that is none": {"Host": "localhost:99999999"},
    "an id with lines": {"X-Request-ID": "a" * 5_000},
    "forwarded": {"X-Forwarded-For": "not, an, address", "X-Forwarded-Proto": "https"},
    "languages": {"Accept-Language": "a-" * 3_000},
    "a long Accept": {"Accept": "a/b;q=0.1," * 700},
    "a torn Accept": {"Accept": ";;;q=x,/,*"},
    "a key": {"Idempotency-Key": "k" * 5_000, "Content-Encoding": "gzip"},
    "a range": {"Range": "bytes=0-,-1,5-2"},
    "a cookie": {"Cookie": "sessionid=" + "a" * 5_000 + "; csrftoken=\x01"},
}
KINDS = [
    *("application/json; charset=utf-7", "application/json; charset=unicode_escape", "a/b", ""),
    *("text/markdown; charset=idna", "multipart/form-data", "multipart/form-data; boundary="),
    *("multipart/form-data; boundary=" + "x" * 300, "application/x-www-form-urlencoded"),
    *("text/markdown; charset=", "text/markdown;;;=", "application/json; charset=utf-16"),
]
NAMES = [
    *("../../evil.md", "/abs.md", "C:\\win.md", "a\\..\\b.md", ".md", "con.md"),
    "a" * 3_000 + ".md",
    *("x\u202ey.md", "<b>.md", "\u0000.md", "=cmd.md", "%00.md", "\u00e9.md", "e\u0301.md"),
]
