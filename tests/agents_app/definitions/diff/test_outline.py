"""Sections that came, went, were renamed, or say something else."""

from __future__ import annotations

from hypothesis import given

from agents_app.definitions.diff.outline import Outline
from tests.agents_app.definitions.diff.comparing import diff_of, texts
from tests.makers import make_text


def outline(old: str, new: str) -> Outline:
    return diff_of(make_text(body=old), make_text(body=new)).sections


def paths(sections: Outline) -> dict[str, list[str]]:
    return {
        "added": [each.path for each in sections.added],
        "removed": [each.path for each in sections.removed],
        "renamed": [f"{each.old.path} {each.new.path}" for each in sections.renamed],
        "changed": [f"{each.old.path} {each.new.path}" for each in sections.changed],
    }


def told(old: str, new: str) -> dict[str, list[str]]:
    return {name: found for name, found in paths(outline(old, new)).items() if found}


def test_tells_sections_that_came_and_went_by_their_path() -> None:
    assert told("# A\nx\n## B\ny\n", "# A\nx\n## C\nz\n### D\n") == {
        "added": ["a/c", "a/c/d"],
        "removed": ["a/b"],
    }


def test_tells_words_that_changed_and_blanks_not() -> None:
    assert told("# A\nx\n## B\ny z\n", "# A\n\nx\n\n## B\ny\n   z\n") == {}
    assert told("# A\nx\n## B\ny\n", "# A\nx\n## B\nno\n") == {"changed": ["a/b a/b"]}


def test_a_section_with_the_same_words_is_renamed() -> None:
    assert told("# A\nx\n## B\ny\n", "# A\nx\n## C\ny\n") == {"renamed": ["a/b a/c"]}
    assert told("# One!\nx\n", "# One\nx\n") == {"renamed": ["one one"]}


def test_what_is_below_a_renamed_section_stays() -> None:
    old, new = "# A\nx\n## B\ny\n### C\nz\n", "# N\nx\n## B\ny\n### C\nw\n"
    assert told(old, new) == {"renamed": ["a n"], "changed": ["a/b/c n/b/c"]}


def test_a_section_without_words_is_known_by_what_is_below() -> None:
    assert told("# A\n## B\ny\n## C\n", "# N\n## B\nz\n## C\n") == {
        "renamed": ["a n"],
        "changed": ["a/b n/b"],
    }


def test_a_section_that_moved_with_its_words_is_renamed() -> None:
    old, new = "# A\n1\n## X\nlong words\n# B\n2\n", "# A\n1\n# B\n2\n## X\nlong words\n"
    assert told(old, new) == {"renamed": ["a/x b/x"]}


def test_another_level_is_a_change() -> None:
    assert told("# A\nx\n", "## A\nx\n") == {"changed": ["a a"]}


def test_gives_title_level_and_line_of_both_files() -> None:
    sections = outline("# A\nx\n## B\ny\n", "# A\nx\nmore\n## C\ny\n")
    [renamed] = sections.renamed
    assert (renamed.old.title, renamed.old.level, renamed.old.line) == ("B", 2, 9)
    assert (renamed.new.title, renamed.new.level, renamed.new.line) == ("C", 2, 10)


@given(texts(), texts())
def test_the_way_back_is_the_way_there_turned_round(one: bytes, other: bytes) -> None:
    there, back = paths(diff_of(one, other).sections), paths(diff_of(other, one).sections)
    assert (there["added"], there["removed"]) == (back["removed"], back["added"])
    for name in ("renamed", "changed"):
        turned = [" ".join(reversed(pair.split(" "))) for pair in back[name]]
        assert sorted(there[name]) == sorted(turned)
