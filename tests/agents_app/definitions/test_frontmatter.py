"""Front matter in three tiers, and what no tier takes."""

from __future__ import annotations

from typing import Any

import pytest

from agents_app.definitions import Refusal, read_definition
from agents_app.definitions.frontmatter import FrontMatter, read_front_matter
from agents_app.definitions.source import read_source


def read(front: str) -> FrontMatter:
    return read_front_matter(read_source(f"---\n{front}\n---\nBody\n".encode()))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("yes", "yes"),
        ("on", "on"),
        ("2026-08-03", "2026-08-03"),
        ("12:30:45", "12:30:45"),
        ("017", 17),
        ("0x1f", 31),
        ("0.2", 0.2),
        (".nan", ".nan"),
        ("1e999", "1e999"),
        ("12345678901234567890", "12345678901234567890"),
        ("true", True),
        ("~", None),
        ("", None),
        ("before # after", "before"),
        ("[a, 'b', 3]", ["a", "b", 3]),
        ("{a: {b: c}}", {"a": {"b": "c"}}),
        ('"\\n"', "\n"),
        ('"\\\\n"', "\\n"),
    ],
)
def test_scalars_follow_yaml_1_2_as_json_holds_it(written: str, value: Any) -> None:
    front = read(f"name: x\nkey: {written}")
    assert (front.value("key"), front.tier) == (value, "strict")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("description: Use when: x", "Use when: x"),
        ("tools: *", "*"),
        ("description: **BOLD**: text", "**BOLD**: text"),
        ("description: @x", "@x"),
        ("description: `x` y", "`x` y"),
        ("description: %x", "%x"),
        ("description: [Beta] x", "[Beta] x"),
        ('description: "Use x": then more', '"Use x": then more'),
        ("description: {{x}} y", "{{x}} y"),
    ],
)
def test_repairs_one_line_that_only_lacks_quotes(line: str, value: str) -> None:
    front = read(f"name: x\n{line}\nmodel: opus")
    assert (front.tier, front.value(line.partition(":")[0])) == ("repaired", value)
    assert front.value("model") == "opus"


def test_repairs_a_tab_as_indentation() -> None:
    front = read("name: x\ntools:\n\t- Read\n\t- Grep")
    assert (front.tier, front.value("tools")) == ("repaired", ["Read", "Grep"])


@pytest.mark.parametrize(
    ("front", "description"),
    [
        ('description: "open quote', "open quote"),
        ("description: first: line\n  and second", "first: line\nand second"),
        ("description:no blank", "no blank"),
        ("description: Use it: now\nunindented line", "Use it: now\nunindented line"),
    ],
)
def test_salvages_the_other_keys_beside_a_broken_one(front: str, description: str) -> None:
    read_ = read(f"name: x\n{front}\ntools: Read\nmodel: opus")
    assert read_.tier == "salvaged"
    assert read_.value("description") == description
    assert (read_.value("tools"), read_.value("model")) == ("Read", "opus")


def test_keeps_example_dialogues_in_the_description() -> None:
    front = read(
        "name: joker\n"
        "description: Use for jokes. Examples:\n\n<example>\nContext: A build\n"
        'user: "It failed"\nassistant: "Let me: joke"\n</example>\n'
        'user: "again"\n'
        "color: yellow\ntools: Write, Read"
    )
    assert [field.key for field in front.fields] == ["name", "description", "color", "tools"]
    assert 'user: "again"' in front.value("description")


def test_keeps_every_key_in_order_with_its_place() -> None:
    front = read("name: x\nvibe: calm\ndescription: >-\n  Two\n  lines\nvibe: wild")
    assert [(f.key, f.value, f.key_line) for f in front.fields] == [
        ("name", "x", 2),
        ("vibe", "calm", 3),
        ("description", "Two lines", 4),
        ("vibe", "wild", 7),
    ]
    assert front.value("vibe") == "wild"
    assert (front.fields[1].line, front.fields[1].column) == (3, 7)


@pytest.mark.parametrize(
    ("front", "code", "line"),
    [
        ("a: &x 1\nb: *x", "yaml_alias", 3),
        ("a:\n  <<: {b: c}", "yaml_merge", 3),
        ("a: !!python/name:os.system x", "yaml_tag", 2),
        ("a: !thing x", "yaml_tag", 2),
        ("a: " + "[" * 30 + "]" * 30, "yaml_too_deep", 2),
        ("a: [" + "x," * 6_000 + "]", "yaml_too_large", 2),
        ('a: "\\0"', "yaml_character", 2),
        ("just text", "front_matter_not_a_mapping", 2),
        ("- a\n- b", "front_matter_not_a_mapping", 2),
    ],
)
def test_refuses_what_is_not_safe_to_read(front: str, code: str, line: int) -> None:
    with pytest.raises(Refusal) as refused:
        read(front)
    assert (refused.value.code, refused.value.line) == (code, line)


def test_survives_nesting_that_kills_the_loaders() -> None:
    for opener in ("[", "{a: ", "- ", "? "):
        with pytest.raises(Refusal):
            read("a: " + opener * (60_000 // len(opener)))


def test_a_break_that_only_yaml_1_1_knows_makes_no_second_key() -> None:
    front = read("name: x\ndescription: safe\u2028tools: Bash\x85model: opus")
    assert [field.key for field in front.fields] == ["name", "description"]
    assert front.value("description") == "safe\u2028tools: Bash\x85model: opus"


@pytest.mark.parametrize(
    ("front", "name", "title"),
    [
        ("name: C#/.NET Janitor\ndescription: d", "csharp-dotnet-janitor", "C#/.NET Janitor"),
        ("name: 3000\ndescription: d", "3000", "3000"),
        ("description: d", "from-the-file", "from-the-file"),
        ("name: 日本\ndescription: d", "from-the-file", "日本"),
        ("name: [a]\ndescription: d", "from-the-file", "from-the-file"),
    ],
)
def test_the_name_becomes_a_key_or_the_file_name_does(front: str, name: str, title: str) -> None:
    definition = read_definition(f"---\n{front}\n---\n".encode(), path="a/From the File.agent.md")
    assert (definition.name, definition.title) == (name, title)


def test_refuses_a_file_with_neither_name_nor_description() -> None:
    with pytest.raises(Refusal) as refused:
        read_definition(b"---\ntitle: Notes\n---\n", path="notes.md")
    assert refused.value.code == "not_a_definition"
