"""Sections come from CommonMark, points from lists and drawn boxes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents_app.definitions.body import Point, Section, read_body, read_point

BOX = """\
┌──────────────────┐
│ Framework        │
├──────────────────┤
│ Patterns:        │
│ • One way        │
│ • Another │ way that is too long for the box │
│ │ A doubled bar  │
│                  │
│ Rules:           │
│ - Never          │
└──────────────────┘
"""


def titles(sections: tuple[Section, ...]) -> list[object]:
    return [(section.title, titles(section.sections)) for section in sections]


def test_headings_make_a_tree_by_level() -> None:
    body = read_body("# A\n### B\n## C\ntext\n# D\n", 10)
    assert titles(body.sections) == [("A", [("B", []), ("C", [])]), ("D", [])]
    assert [(s.line, s.level) for s in body.flat()] == [(10, 1), (11, 3), (12, 2), (14, 1)]


def test_headings_inside_fences_quotes_and_comments_are_none() -> None:
    body = read_body("```\n# no\n```\n> # no\n\n<!--\n# no\n-->\n\n    # no\n\n#no\n\n# yes\n", 1)
    assert [section.title for section in body.flat()] == ["yes"]


def test_an_unclosed_fence_swallows_the_rest_as_commonmark_says() -> None:
    assert read_body("# A\n```\n# B\n", 1).sections[0].text == "```\n# B"


def test_titles_lose_their_marks_and_anchors_stay_unique() -> None:
    body = read_body("## 🤝 **Bold** `code`\n## [Link](x)\n## Link\nSetext\n===\n", 1)
    assert [(s.title, s.anchor) for s in body.flat()] == [
        ("🤝 Bold code", "-bold-code"),
        ("Link", "link"),
        ("Link", "link-1"),
        ("Setext", "setext"),
    ]


def test_the_opening_is_the_first_paragraph() -> None:
    assert read_body("\nYou read\ncode.\n\nMore.\n", 1).opening == "You read\ncode."
    assert read_body("# Only\n", 1).opening == ""


@pytest.mark.parametrize(
    ("written", "term", "text"),
    [
        ("**Term**: text", "Term", "text"),
        ("**Term:** text", "Term", "text"),
        ("**Term** - text", "Term", "text"),
        ("**Term** — text", "Term", "text"),
        ("**Term**", "Term", ""),
        ("__Term__: a\n  b", "Term", "a b"),
        ("**A** and **B**: c", "A", "and **B**: c"),
        ("plain *text*", None, "plain *text*"),
        ("**never closed", None, "**never closed"),
    ],
)
def test_a_point_is_a_term_and_its_text(written: str, term: str | None, text: str) -> None:
    assert read_point(written) == Point(term, text)


def test_numbered_nested_and_loose_lists_are_points_in_order() -> None:
    body = read_body("## S\n1. **One** - a\n   - inner\n2. two\n\n   more\n- three\n", 1)
    assert [(p.term, p.text) for p in body.sections[0].points] == [
        ("One", "a"),
        (None, "inner"),
        (None, "two"),
        (None, "three"),
    ]


def test_a_drawn_box_is_a_list_whose_rows_with_a_colon_are_terms() -> None:
    points = read_body("## S\n" + BOX, 1).sections[0].points
    assert points == (
        Point("Patterns", "One way"),
        Point("Patterns", "Another │ way that is too long for the box"),
        Point("Patterns", "A doubled bar"),
        Point("Rules", "Never"),
    )


def test_a_huge_body_is_read_at_its_beginning_only() -> None:
    body = read_body("# A\n" + "x\n" * 20_000 + "# B\n", 1)
    assert body.truncated
    assert [section.title for section in body.flat()] == ["A"]


@given(st.lists(st.sampled_from(["# a", "## b", "### c", "###### d", "text", "```", ""])))
def test_any_order_of_levels_gives_every_heading_once(lines: list[str]) -> None:
    body = read_body("\n".join(lines), 1)
    flat = list(body.flat())
    assert [s.line for s in flat] == sorted({s.line for s in flat})
    for parent in flat:
        assert all(child.level > parent.level for child in parent.sections)
