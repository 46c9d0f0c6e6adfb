"""Two texts at hand, and any two that there can be."""

from __future__ import annotations

from hypothesis import strategies as st

from agents_app.definitions import Definition, read_definition
from agents_app.definitions.diff import Diff, difference
from tests.makers import make_text


def read(data: bytes) -> Definition:
    return read_definition(data, path="code-reader.md")


def diff_of(old: bytes, new: bytes) -> Diff:
    return difference(read(old), read(new))


TOKENS = st.sampled_from(
    "Read Bash Bash(git*) Task Agent LS MultiEdit * mcp__a mcp__a__x mcp__a__y mcp__b__x mcp__* "
    "our-own codebase Write".split()
)
TOOLS = st.one_of(st.none(), st.builds(list), st.lists(TOKENS, max_size=5))
LINES = st.sampled_from(
    [
        "# One",
        "## Two",
        "## Two, renamed",
        "### Three",
        "Words of one kind.",
        "Words of another.",
        "",
        "## Integration with Other Agents",
        "- **With other**: Work on it",
        "- **With other**: Work on that",
        "- **With third-one**: Together",
    ]
)
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(0, 2), st.sampled_from(["plan", "auto", "user", "a b"])
)
FIELDS = st.dictionaries(
    st.sampled_from(
        "permissionMode memory isolation hooks mcpServers color maxTurns extra".split()
    ),
    VALUES,
    max_size=4,
)


@st.composite
def texts(draw: st.DrawFn) -> bytes:
    """Any definition of a small world, in which two often share something."""
    return make_text(
        body="\n".join(draw(st.lists(LINES, max_size=12))) + "\n",
        description=draw(st.sampled_from(["Use it.", "Use  it.", "Never use it."])),
        tools=draw(TOOLS),
        disallowedTools=draw(TOOLS),
        model=draw(st.sampled_from([None, "opus", "haiku"])),
        **draw(FIELDS),
    )
