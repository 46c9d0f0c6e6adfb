"""``PATCH /api/agents/{key}/``: fields change in place, and nothing else does."""

import pytest

from agents_app.models import Revision

TEXT = b"""---
# Who?
name:  "code-reader"
description: Reads.   # for short
tools: Read, Grep
metadata: {team: "a", level: 1}
---

You read.
"""


@pytest.fixture
def agent(ann):
    """An agent of ann's, and its address."""
    assert ann.send("post", "agents/?path=web/x.md", TEXT).status_code == 201
    return "agents/code-reader/"


def text(ann, agent):
    return ann.client.get(f"/api/{agent}?format=md").content


def test_only_the_lines_that_change_are_written(ann, agent):
    tag = ann.tag("code-reader")
    patch = {"description": "Reads: all.", "model": "opus", "message": "Opus"}
    done = ann.send("patch", agent, patch, tag=tag)
    assert done.status_code == 200, done.content
    assert text(ann, agent) == TEXT.replace(b"Reads. ", b'"Reads: all." ').replace(
        b"1}\n", b"1}\nmodel: opus\n"
    )
    assert (done.json()["model"], done.json()["path"]) == ("opus", "web/x.md")
    assert Revision.objects.last().message == "Opus"
    assert done["ETag"] == ann.tag("code-reader")


def test_null_removes_and_mappings_are_merged(ann, agent):
    patch = {"tools": None, "front_matter": {"metadata": {"level": None, "x": [1]}, "no": None}}
    done = ann.send("patch", agent, patch, tag="*")
    assert done.json()["inherits_tools"] is True
    assert text(ann, agent) == TEXT.replace(b"tools: Read, Grep\n", b"").replace(
        b'metadata: {team: "a", level: 1}', b"metadata:\n  team: a\n  x:\n    - 1"
    )


def test_the_prompt_changes_alone(ann, agent):
    ann.send("patch", agent, {"body": "You write.\n\nAll."}, tag="*")
    assert text(ann, agent) == TEXT.replace(b"You read.", b"You write.\n\nAll.")


@pytest.mark.parametrize(
    "patch",
    [{}, {"description": "Reads."}, {"tools": "Read, Grep", "body": "You read."}, {"model": None}],
)
def test_what_stands_already_makes_no_revision(ann, agent, patch):
    tag = ann.tag("code-reader")
    done = ann.send("patch", agent, patch, tag=tag)
    assert (done.status_code, done["ETag"]) == (200, tag)
    assert Revision.objects.count() == 1


@pytest.mark.parametrize(
    ("patch", "status", "code"),
    [
        ({"nme": "x"}, 400, "unknown_field"),
        ({"digest": "x"}, 400, "unknown_field"),
        ({"key": "x"}, 400, "derived_field"),
        ({"description": None}, 400, "invalid"),
        ({"tools": 5}, 400, "invalid"),
        ({"front_matter": {"tools": None}, "tools": "Read"}, 400, "repeated_field"),
        ({"name": "other"}, 409, "name_changed"),
        ({"front_matter": {"name": None, "description": None}}, 422, "not_a_definition"),
        ({"front_matter": {"x": 10**17}}, 422, "value_not_writable"),
        ({"body": "x" * 1024 * 1024}, 413, "too_large"),
    ],
)
def test_refuses_what_can_not_be(ann, agent, patch, status, code):
    answer = ann.send("patch", agent, patch, tag="*")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert text(ann, agent) == TEXT


def test_what_can_not_be_done_by_line_is_refused(ann):
    assert ann.send("post", "agents/", b"---\n{name: x, description: y}\n---\n").status_code == 201
    answer = ann.send("patch", "agents/x/", {"description": "z"}, tag="*")
    assert (answer.status_code, answer.json()["code"]) == (422, "not_amendable")


def test_a_file_is_no_patch(ann, agent):
    answer = ann.send("patch", agent, TEXT, tag="*")
    assert answer.status_code == 415


def test_who_comes_too_late_changes_nothing(ann, agent):
    tag = ann.tag("code-reader")
    assert ann.send("patch", agent, {"model": "opus"}, tag=tag).status_code == 200
    late = ann.send("patch", agent, {"model": "haiku"}, tag=tag)
    assert (late.status_code, late["ETag"]) == (412, ann.tag("code-reader"))
