"""Archives that mean harm, or look as if they did, each with the code that refuses it."""

from __future__ import annotations

import bz2
import gzip
import lzma
import struct
import zlib
from collections.abc import Callable
from functools import partial
from random import Random

from tests.agents_app.archives.packing import TEXT, Tarred, Zipped, deflated, pax, tarred, zipped

MIB = 1024 * 1024
NOISE = Random(1).randbytes(3_000)
Made = Callable[[], bytes]
# Name of the case → the kind it pretends to be, the code, whether it is too big, how it is made.
CASES: dict[str, tuple[str, str, bool, Made]] = {}


def case(kind: str, code: str, name: str, *, big: bool = False) -> Callable[[Made], Made]:
    """Register a hostile archive."""

    def register(made: Made) -> Made:
        CASES[f"{kind}: {name}"] = (kind, code, big, made)
        return made

    return register


def simple(kind: str, code: str, name: str, made: Made, *, big: bool = False) -> None:
    """Register one that is made in a line."""
    CASES[f"{kind}: {name}"] = (kind, code, big, made)


NAMES = {
    "path_escapes": [b"../evil.md", b"a/../../evil.md", b"a/..", b"./../evil.md"],
    "absolute_path": [b"/etc/passwd.md", b"//server/share.md"],
    "backslash": [b"..\\evil.md", b"a\\b.md"],
    "drive_letter": [b"C:/evil.md", b"c:evil.md"],
    "name_not_utf8": [b"caf\xe9.md", b"\xff.md", b"\xed\xa0\x80.md"],
    "bad_name": [
        b"a//b.md",
        b"a/./b.md",
        b" /b.md",
        b"...",
        "a\u202egnp.md".encode(),
        "a\u200bb.md".encode(),
        b"a\nb.md",
        b"\x1b[2J.md",
    ],
}
for code, names in NAMES.items():
    for written in names:
        simple("zip", code, repr(written), lambda name=written: zipped(Zipped(name=name)))
        simple("tar", code, repr(written), lambda name=written: tarred(Tarred(name=name)))
simple("zip", "bad_name", "NUL in the name", lambda: zipped(Zipped(name=b"a.md\0.exe")))
simple("zip", "bad_name", "no name at all", lambda: zipped(Zipped(name=b"")))
simple("tar", "bad_name", "no name at all", lambda: tarred(Tarred(name=b"")))


def twice(kind: str, first: str, second: str) -> Made:
    """Make an archive of two entries."""
    pair = (first.encode(), second.encode())
    if kind == "zip":
        return lambda: zipped(*(Zipped(name=name, flags=0x800) for name in pair))
    return lambda: tarred(*(Tarred(name=name) for name in pair))


for kind in ("zip", "tar"):
    simple(kind, "duplicate_entry", "one name twice", twice(kind, "a.md", "a.md"))
    simple(kind, "duplicate_entry", "one name twice, ./", twice(kind, "a.md", "./a.md"))
    simple(kind, "colliding_names", "case", twice(kind, "a/Reader.md", "A/reader.md"))
    simple(kind, "colliding_names", "NFC and NFD", twice(kind, "\u00e9.md", "e\u0301.md"))
    simple(kind, "colliding_names", "a ligature", twice(kind, "\ufb01t.md", "fit.md"))
    simple(kind, "colliding_names", "a file, then its folder", twice(kind, "a", "a/b.md"))
    simple(kind, "colliding_names", "a folder, then a file", twice(kind, "a/b.md", "A"))
    deep = "/".join("d" * 22)
    simple(kind, "too_deep", "deep folders", twice(kind, "a.md", f"{deep}/b.md"), big=True)
for length in (256, 1_100):
    simple(
        "zip",
        "name_too_long",
        f"{length} letters",
        lambda length=length: zipped(Zipped(name=b"/".join([b"a" * min(length, 256)] * 4))),
        big=True,
    )

MODES = {"link": 0o120777, "device": 0o020666, "bad_entry": 0o040755}
for code, mode in MODES.items():
    simple("zip", code, f"mode {mode:o}", lambda mode=mode: zipped(Zipped(mode=mode)))
simple("zip", "device", "a pipe", lambda: zipped(Zipped(mode=0o010644)))
simple("zip", "bad_entry", "a folder with bytes", lambda: zipped(Zipped(name=b"a/", mode=0)))
simple("zip", "encrypted", "the flag", lambda: zipped(Zipped(flags=1)))
simple("zip", "encrypted", "strong", lambda: zipped(Zipped(flags=0x41)))
simple("zip", "encrypted", "AES", lambda: zipped(Zipped(extra=b"\x01\x99\x02\0ae")))
simple("zip", "unsupported_method", "bzip2", lambda: zipped(Zipped(method=12)))
simple("zip", "unsupported_method", "deflate64", lambda: zipped(Zipped(method=9)))
simple("zip", "unsupported_entry", "a patch", lambda: zipped(Zipped(flags=0x20)))
simple("zip", "unsupported_entry", "on another disk", lambda: zipped(Zipped(disk=1)))
simple("zip", "damaged", "one of several disks", lambda: zipped(Zipped(), disk=2))
simple("zip", "zip64", "a size", lambda: zipped(Zipped(size=0xFFFFFFFF)))
simple("zip", "zip64", "an extra field", lambda: zipped(Zipped(extra=b"\1\0\x08\0" + b"\0" * 8)))
simple("zip", "zip64", "a count", lambda: zipped(Zipped(), count=0xFFFF))
simple("zip", "zip64", "a locator", lambda: zipped(Zipped(comment=b"PK\x06\x07" + b"\0" * 16)))
simple("zip", "size_mismatch", "more than it says", lambda: zipped(Zipped(size=10)))
simple("zip", "size_mismatch", "less than it says", lambda: zipped(Zipped(size=1_000)))
simple("zip", "size_mismatch", "here one, there another", lambda: zipped(Zipped(local_size=1)))
simple("zip", "size_mismatch", "stored, two sizes", lambda: zipped(Zipped(method=0, size=1)))
simple(
    "zip",
    "size_mismatch",
    "a false descriptor",
    lambda: zipped(Zipped(flags=8, descriptor=b"PK\7\x08" + b"\0" * 12)),
)
simple(
    "zip",
    "size_mismatch",
    "bytes behind deflate",
    lambda: zipped(Zipped(packed=deflated(TEXT) + b"hidden")),
)
simple("zip", "bad_checksum", "a false sum", lambda: zipped(Zipped(checksum=1)))
simple("zip", "damaged", "no deflate", lambda: zipped(Zipped(packed=b"\xff" * 50)))
simple("zip", "header_mismatch", "two names", lambda: zipped(Zipped(local_name=b"other.md.")))
simple("zip", "header_mismatch", "two sets of flags", lambda: zipped(Zipped(local_flags=2)))
simple(
    "zip",
    "header_mismatch",
    "a Unicode path",
    lambda: zipped(Zipped(extra=struct.pack("<2HBI", 0x7075, 12, 1, 0) + b"evil.md")),
)
simple("zip", "damaged", "torn extra fields", lambda: zipped(Zipped(extra=b"\1\0\xff\0")))
simple("zip", "damaged", "half an extra field", lambda: zipped(Zipped(extra=b"\1\0")))
simple("zip", "hidden_data", "a program before it", lambda: zipped(Zipped(), front=b"MZ" * 99))
simple(
    "zip", "hidden_data", "before it, offsets told", lambda: zipped(Zipped(before=b"%PDF-1.7" * 9))
)
simple(
    "zip",
    "hidden_data",
    "between entries",
    lambda: zipped(Zipped(), Zipped(name=b"b.md", before=b"hidden")),
)
simple("zip", "hidden_data", "before the list", lambda: zipped(Zipped(), gap=b"hidden"))
simple(
    "zip",
    "hidden_data",
    "fewer than are listed",
    lambda: zipped(Zipped(), Zipped(name=b"b.md"), count=1),
)
simple("zip", "damaged", "more than are listed", lambda: zipped(Zipped(), count=2))
simple("zip", "hidden_data", "a list elsewhere", lambda: zipped(Zipped(), list_offset=5))
simple("zip", "trailing_data", "behind it", lambda: zipped(Zipped(), behind=b"hidden"))
simple("zip", "trailing_data", "a tar behind it", lambda: zipped(Zipped(), behind=tarred(Tarred())))
simple("zip", "hidden_data", "a zip behind it", lambda: 2 * zipped(Zipped()))
simple("zip", "zip_comment", "64 KiB of comment", lambda: zipped(Zipped(), comment=b"a" * 65_535))
simple(
    "zip",
    "zip_comment",
    "a zip in the comment",
    lambda: zipped(Zipped(), comment=zipped(Zipped(data=b""))[:200] + b"!"),
)
simple("zip", "zip_comment", "an entry's comment", lambda: zipped(Zipped(comment=b"a" * 60_000)))
simple(
    "zip",
    "overlapping_entries",
    "the same bytes twice",
    lambda: zipped(Zipped(), Zipped(name=b"b.md", offset=0)),
)
simple("zip", "damaged", "an entry outside", lambda: zipped(Zipped(offset=9_999)))
simple("zip", "truncated", "half of it", lambda: zipped(Zipped())[:60])
simple("zip", "damaged", "something else", lambda: b"not an archive at all")
simple("zip", "damaged", "an end alone, cut", lambda: b"\0" * 40 + b"PK\5\6")
simple(
    "zip",
    "nested_archive",
    "a zip in it",
    lambda: zipped(Zipped(name=b"a.md", data=zipped(Zipped()))),
)
simple("zip", "nested_archive", "by its name", lambda: zipped(Zipped(name=b"a.tar.gz")))
simple(
    "zip",
    "too_many_entries",
    "2,001 files",
    lambda: zipped(*(Zipped(name=b"%d.md" % number, data=b"") for number in range(2_001))),
    big=True,
)
simple(
    "zip",
    "entry_too_large",
    "a megabyte and one",
    lambda: zipped(Zipped(data=b"a" * (MIB + 1))),
    big=True,
)
simple(
    "zip",
    "entry_too_large",
    "a flat bomb",
    lambda: zipped(Zipped(size=3 * 10**9, packed=deflated(b"\0" * 10**6))),
    big=True,
)
simple(
    "zip",
    "size_mismatch",
    "a bomb that lies",
    lambda: zipped(Zipped(data=b"a" * (8 * MIB), size=100, local_size=100)),
)
# Packed no better than text is.
ROUGH = Random(2).randbytes(MIB // 8) + b"a" * (MIB - MIB // 8)
for code, content in (("unpacked_too_large", ROUGH), ("packed_too_well", b"a" * MIB)):
    many = partial(zipped, *(Zipped(name=b"%d.md" % n, data=content) for n in range(51)))
    simple("zip", code, f"51 files of a megabyte, {code}", many, big=True)
simple("zip", "archive_too_large", "11 MiB", lambda: b"PK\3\4" + b"\0" * (11 * MIB), big=True)


@case("zip", "overlapping_entries", "quoted by its neighbour")
def quoted() -> bytes:
    """An entry whose deflate quotes the header of the next one, as the better zip bomb does."""
    kernel = zipped(Zipped(name=b"b.md"))
    header = kernel[: 30 + 4]
    quote = struct.pack("<B2H", 0, len(header), len(header) ^ 0xFFFF) + header
    whole = quote + deflated(TEXT)
    first = Zipped(name=b"a.md", packed=whole, data=header + TEXT)
    second = Zipped(name=b"b.md", offset=30 + 4 + 5)
    return zipped(first, second, gap=b"")


# --- tar -----------------------------------------------------------------------------------------

KINDS = {b"1": "link", b"2": "link", b"K": "link", b"3": "device", b"4": "device", b"6": "device"}
KINDS |= {b"S": "sparse", b"7": "unsupported_entry", b"V": "unsupported_entry"}
KINDS |= {b"D": "unsupported_entry", b"M": "unsupported_entry", b"Z": "unsupported_entry"}
for flag, code in KINDS.items():
    simple(
        "tar",
        code,
        f"type {flag!r}",
        lambda flag=flag: tarred(Tarred(kind=flag, link=b"/etc/passwd", data=b"")),
    )
PAX = {
    "size": ("pax_override", "9999999"),
    "linkpath": ("pax_override", "/etc/passwd"),
    "hdrcharset": ("pax_override", "BINARY"),
    "GNU.sparse.map": ("sparse", "0,1"),
    "GNU.sparse.realsize": ("sparse", "99999999"),
    "SCHILY.realsize": ("sparse", "99999999"),
    "path": ("path_escapes", "../evil.md"),
}
for key, (code, value) in PAX.items():
    simple(
        "tar", code, f"pax {key}", lambda key=key, value=value: tarred(pax((key, value)), Tarred())
    )
simple(
    "tar",
    "pax_override",
    "a global path",
    lambda: tarred(pax(("path", "a.md"), kind=b"g"), Tarred()),
)
simple(
    "tar",
    "pax_override",
    "a record twice",
    lambda: tarred(pax(("path", "a.md"), ("path", "b.md")), Tarred()),
)
simple("tar", "damaged", "torn pax", lambda: tarred(Tarred(kind=b"x", data=b"99 a=b\n"), Tarred()))
simple(
    "tar",
    "damaged",
    "pax of length 0",
    lambda: tarred(Tarred(kind=b"x", data=b"0 a=b\n"), Tarred()),
)
simple(
    "tar",
    "damaged",
    "two names for one",
    lambda: tarred(pax(("path", "a.md")), pax(("path", "b.md")), Tarred()),
)
simple("tar", "truncated", "pax before nothing", lambda: tarred(pax(("path", "a.md"))))
simple(
    "tar",
    "name_too_long",
    "a pax bomb",
    lambda: tarred(Tarred(kind=b"x", data=b"a" * MIB), Tarred()),
    big=True,
)
simple(
    "tar",
    "name_too_long",
    "a GNU name",
    lambda: tarred(Tarred(kind=b"L", data=b"a" * 17 * 1024), Tarred()),
    big=True,
)
simple(
    "tar",
    "path_escapes",
    "a GNU name that escapes",
    lambda: tarred(Tarred(kind=b"L", data=b"../" * 50 + b"x\0"), Tarred()),
)
simple("tar", "path_escapes", "a prefix", lambda: tarred(Tarred(prefix=b"..")))
simple(
    "tar",
    "size_mismatch",
    "a binary size",
    lambda: tarred(Tarred(size=b"\x80" + b"\0" * 10 + b"\x09")),
)
simple("tar", "size_mismatch", "a negative size", lambda: tarred(Tarred(size=b"-0000000001\0")))
simple("tar", "entry_too_large", "8 GiB", lambda: tarred(Tarred(size=b"77777777777\0")), big=True)
simple("tar", "truncated", "more than there is", lambda: tarred(Tarred(size=b"00000007777\0")))
simple("tar", "truncated", "no end", lambda: tarred(Tarred(), end=b""))
simple("tar", "truncated", "half an end", lambda: tarred(Tarred(), end=b"\0" * 512))
simple("tar", "truncated", "half a header", lambda: tarred(Tarred())[:300])
simple("tar", "damaged", "a false sum", lambda: tarred(Tarred(checksum=b"000001\0 ")))
simple("tar", "damaged", "noise", lambda: b"\x07" * 5_000)
simple("tar", "trailing_data", "behind the end", lambda: tarred(Tarred()) + b"hidden")
simple("tar", "trailing_data", "a zip behind it", lambda: tarred(Tarred()) + zipped(Zipped()))
simple("tar", "hidden_data", "in the padding", lambda: tarred(Tarred(padding=b"hidden")))
simple("tar", "bad_entry", "a folder with bytes", lambda: tarred(Tarred(name=b"a/", kind=b"5")))
simple(
    "tar",
    "too_many_entries",
    "2,001 folders",
    lambda: tarred(
        *(Tarred(name=b"d%d/" % number, kind=b"5", data=b"") for number in range(2_001))
    ),
    big=True,
)
simple("tar", "nested_archive", "a gzip in it", lambda: tarred(Tarred(data=gzip.compress(TEXT))))
simple("tar", "nested_archive", "a tar in it", lambda: tarred(Tarred(data=tarred(Tarred()))))

# --- packed --------------------------------------------------------------------------------------

PACK: dict[str, Callable[[bytes], bytes]] = {
    "gz": lambda data: gzip.compress(data, 6, mtime=0),
    "xz": lambda data: lzma.compress(data, preset=1),
    "bz2": bz2.compress,
}


def bomb(size: int) -> bytes:
    """Return a tar that begins well and goes on with nothing."""
    return Tarred().packed() + b"\0" * size


for name, pack in PACK.items():
    packed = f"tar.{name}"
    simple(packed, "damaged", "noise", lambda: b"\x99" * 3_000)
    simple(packed, "damaged", "no tar", lambda pack=pack: pack(b"\x07" * 3_000))
    simple(packed, "truncated", "no end", lambda pack=pack: pack(tarred(Tarred()))[:-9])
    simple(packed, "trailing_data", "behind it", lambda pack=pack: pack(tarred(Tarred())) + b"!")
    simple(packed, "trailing_data", "two of it", lambda pack=pack: 2 * pack(tarred(Tarred())))
    simple(packed, "truncated", "packed nothing", lambda pack=pack: pack(b""))
    simple(packed, "path_escapes", "slip", lambda pack=pack: pack(tarred(Tarred(name=b"../a"))))
    simple(packed, "packed_too_well", "a bomb", lambda pack=pack: pack(bomb(60 * MIB)), big=True)
    simple(packed, "damaged", "another packing in it", lambda pack=pack: pack(pack(NOISE)))


@case("tar.gz", "damaged", "a false sum")
def false_sum() -> bytes:
    """A gzip whose checksum is of something else."""
    made = bytearray(gzip.compress(tarred(Tarred()), mtime=0))
    made[-8] ^= 1
    return bytes(made)


@case("tar.gz", "packed_too_well", "a bomb in a bomb", big=True)
def dense() -> bytes:
    """A quarter of a gigabyte of nothing, written a piece at a time."""
    packer = zlib.compressobj(9, wbits=31)
    made = packer.compress(Tarred().packed())
    for _ in range(64):
        made += packer.compress(b"\0" * (4 * MIB))
    return made + packer.flush()


@case("tar.xz", "window_too_large", "a window of a gigabyte", big=True)
def wide() -> bytes:
    """A stream that asks for more memory than an import may have."""
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 4096}]
    made = bytearray(lzma.compress(tarred(Tarred()), filters=filters))
    at = made.index(b"\x21\x01", 12) + 2  # the window's size, as one byte
    made[at] = 36  # 1 GiB
    size = (made[12] + 1) * 4
    made[12 + size - 4 : 12 + size] = struct.pack("<I", zlib.crc32(made[12 : 12 + size - 4]))
    return bytes(made)


@case("tar.bz2", "packed_too_well", "a bomb of 700 bytes", big=True)
def small() -> bytes:
    """bzip2 makes very little of very much nothing."""
    packer = bz2.BZ2Compressor()
    made = packer.compress(Tarred().packed())
    for _ in range(60):
        made += packer.compress(b"\0" * MIB)
    return made + packer.flush()
