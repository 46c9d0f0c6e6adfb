"""Edges that came, went, or say something else."""

from __future__ import annotations

from tests.agents_app.definitions.diff.comparing import diff_of
from tests.makers import make_listing, make_text

HEAD = "## Integration with Other Agents\n\n"


def text(*bullets: str) -> bytes:
    return make_text(body=HEAD + "".join(f"- {bullet}\n" for bullet in bullets))


def test_tells_targets_that_came_and_went() -> None:
    old, new = make_listing("api-one", "api-two"), make_listing("api-two", "api-three")
    edges = diff_of(make_text(body=old), make_text(body=new)).integrations
    assert [edge.target for edge in edges.gained] == ["api-three"]
    assert [edge.target for edge in edges.lost] == ["api-one"]
    assert edges.changed == ()


def test_tells_what_is_said_otherwise() -> None:
    old = text("**With api-one**: Ask first", "**With api-two**: Same")
    new = text("**With api-two**: Same", "**With api-one**: Never ask")
    edges = diff_of(old, new).integrations
    assert (edges.gained, edges.lost) == ((), ())
    [change] = edges.changed
    assert change.target == "api-one"
    assert [edge.note for edge in change.old] == ["Ask first"]
    assert [edge.note for edge in change.new] == ["Never ask"]


def test_where_an_edge_stands_does_not_count() -> None:
    old = text("**With api-one**: Ask")
    new = old.replace(b"## Integration", b"\n\n\n## Integration")
    assert diff_of(old, new).integrations == diff_of(old, old).integrations


def test_another_group_or_origin_counts() -> None:
    old = text("**With api-one**: Ask")
    grouped = old.replace(b"- **With", b"### Backend\n\n- **With")
    assert diff_of(old, grouped).integrations.changed[0].new[0].group == "Backend"
    spawned = make_text(tools="Read, Grep, Agent(api-one)", body=HEAD + "- **With api-one**: Ask\n")
    [change] = diff_of(old, spawned).integrations.changed
    assert [edge.origin for edge in change.new] == ["tools", "text"]
