"""``export_agents``: the same bytes at the same places."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agents_app.models import Agent
from tests.makers import make_agent

pytestmark = pytest.mark.django_db


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    body=st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=200),
    bom=st.booleans(),
    crlf=st.booleans(),
)
def test_any_accepted_file_comes_back_byte_for_byte(
    tmp_path: Path, body: str, bom: bool, crlf: bool
) -> None:
    head = "---\nname: reader  # its name\ndescription: 'Use it'\n---   \n"
    head = head.replace("\n", "\r\n") if crlf else head
    data = (b"\xef\xbb\xbf" if bom else b"") + (head + body).encode()
    (tmp_path / "in").mkdir(exist_ok=True)
    (tmp_path / "in/reader.md").write_bytes(data)
    call_command("import_agents", str(tmp_path / "in"))
    call_command("export_agents", str(tmp_path / "out"), collection="library")
    assert (tmp_path / "out/reader.md").read_bytes() == data


def test_all_collections_go_into_a_folder_each(tmp_path: Path) -> None:
    make_agent("reader", path="a/b/reader.md")
    make_agent("reader", collection="team")
    call_command("export_agents", str(tmp_path))
    files = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md"))
    assert files == ["library/a/b/reader.md", "team/reader.md"]


@pytest.mark.parametrize("path", ["../evil.md", "/evil.md", "a/../../evil.md"])
def test_never_writes_outside_the_folder(tmp_path: Path, path: str) -> None:
    Agent.objects.filter(pk=make_agent("reader").pk).update(path=path)
    with pytest.raises(CommandError, match="unsafe_path"):
        call_command("export_agents", str(tmp_path / "out"))
    assert list(tmp_path.rglob("*.md")) == []


def test_names_the_collections_that_there_are(tmp_path: Path) -> None:
    make_agent()
    with pytest.raises(CommandError, match="there are: library"):
        call_command("export_agents", str(tmp_path), collection="libary")
