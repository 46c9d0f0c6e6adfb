"""Places of files: safe on every file system, and as real trees have them."""

import pytest

from agents_app.definitions.places import why_unsafe


@pytest.mark.parametrize(
    "path",
    [
        *("x.md", "a/b/c.md", "01-core dev/C#.md", ".claude/agents/x.md", ".github/x.agent.md"),
        *("日本/エージェント.md", "a.b/c.d.md", "x.MD", "console.md", "com.md", "nul-agent.md"),
    ],
)
def test_real_places_are_taken(path: str) -> None:
    assert why_unsafe(path) is None


@pytest.mark.parametrize(
    "path",
    [
        *("", ".md", "/x.md", "../x.md", "a/../x.md", "a/./x.md", "a//x.md", "a/", "x", "x.txt"),
        *("a\\x.md", "c:/x.md", "c:x.md", "a*.md", "a?.md", 'a".md', "a<.md", "a|.md", "~/\0x.md"),
        *("con.md", "a/NUL.md", "aux/x.md", "COM1.tar.md", "a /x.md", " a/x.md", "a./x.md"),
        *("a\nx.md", "\u202ex.md", "\u200bx.md", "x" * 250 + ".md", "a/" * 21 + "x.md"),
        *("a/" * 300 + "x.md", "x.md\n", ".git/x.md", ".ssh/x.md"),
    ],
)
def test_other_places_are_not(path: str) -> None:
    assert why_unsafe(path)
