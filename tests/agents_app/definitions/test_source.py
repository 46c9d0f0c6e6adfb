"""Bytes are cut at their fences and stay the bytes they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents_app.definitions import Refusal, digest_of, read_definition
from agents_app.definitions.source import MAX_BYTES, MAX_FRONT_MATTER_BYTES, read_source

HEAD = b"---\nname: x\ndescription: Use when tested.\n---\n"


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "no_front_matter", 1),
        (b"# Title\n", "no_front_matter", 1),
        (b"---\nname: x\n", "front_matter_unclosed", 1),
        (b"---\nname: \xff\n---\n", "not_utf8", 2),
        (b"---\nname: \xed\xa0\x80\n---\n", "not_utf8", 2),
        (HEAD + b"\na\0b", "nul_byte", 6),
        (HEAD + b"x" * MAX_BYTES, "too_large", None),
        (b"---\nk: " + b"x" * MAX_FRONT_MATTER_BYTES + b"\n---\n", "front_matter_too_large", 1),
    ],
)
def test_refuses_what_is_no_text_with_front_matter(data: bytes, code: str, line: int) -> None:
    with pytest.raises(Refusal) as refused:
        read_source(data)
    assert (refused.value.code, refused.value.line) == (code, line)


@pytest.mark.parametrize("data", [HEAD, b"\xef\xbb\xbf" + HEAD, HEAD.replace(b"\n", b"\r\n")])
def test_reads_bom_and_crlf_and_keeps_them(data: bytes) -> None:
    definition = read_definition(data + b"Body without a newline")
    assert definition.source.data == data + b"Body without a newline"
    assert definition.digest == digest_of(data + b"Body without a newline")
    assert (definition.name, definition.tier) == ("x", "strict")
    assert definition.source.body == "Body without a newline"


def test_counts_lines_as_an_editor_does() -> None:
    source = read_source(HEAD.replace(b"\n", b"\r\n") + b"\r\n## A\r\n")
    assert (source.front_line, source.body_line) == (2, 5)
    assert source.line(6) == "## A"


def test_closing_fence_is_the_first_even_before_a_rule_in_the_body() -> None:
    source = read_source(HEAD + b"one\n---\ntwo\n")
    assert source.body == "one\n---\ntwo\n"


def test_reads_a_file_that_no_harness_loads_and_says_so() -> None:
    indented = (
        b"\n    ---\n    name: x\n    description: Use it.\n    tools: Read\n    ---\n    Hi\n"
    )
    definition = read_definition(indented)
    assert definition.tier == "salvaged"
    assert [grant.token for grant in definition.access.grants] == ["Read"]
    assert not definition.source.loads


def test_a_rule_below_a_blank_line_is_no_front_matter() -> None:
    with pytest.raises(Refusal) as refused:
        read_definition(b"\n---\nSome text\n---\n")
    assert refused.value.code == "front_matter_not_a_mapping"


@given(st.binary(max_size=400), st.sampled_from([b"", HEAD, b"---\n"]))
def test_any_bytes_give_a_definition_or_a_refusal(data: bytes, head: bytes) -> None:
    try:
        assert read_definition(head + data).source.data == head + data
    except Refusal:
        return
