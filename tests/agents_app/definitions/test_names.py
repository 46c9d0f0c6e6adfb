"""Names become keys by folding, and look-alikes are told by their skeletons."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents_app.definitions.names import fold_name, fold_target, skeleton_of


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Backend Architect", "backend-architect"),
        ("C# Expert", "csharp-expert"),
        ("C++ Expert", "cpp-expert"),
        (".NET Upgrade", "dotnet-upgrade"),
        ("ASP.NET Core", "asp.net-core"),
        ("FP&A Analyst", "fp-a-analyst"),
        ("dotnet-framework-4.8-expert", "dotnet-framework-4.8-expert"),
        ("microsoft_learn_contributor", "microsoft_learn_contributor"),
        ("SRE (Site Reliability Engineer)", "sre-site-reliability-engineer"),
        ("ﬁne", "fine"),
        ("--x--", "x"),
        ("日本", ""),
    ],
)
def test_folds(written: str, folded: str) -> None:
    assert fold_name(written) == folded


@given(st.text(max_size=200))
def test_a_folded_name_is_a_key_and_folding_again_changes_nothing(written: str) -> None:
    name = fold_name(written)
    assert not name or re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,63}", name)
    assert fold_name(name) == name


@pytest.mark.parametrize(
    "twin",
    ["Django-Expert", "django_expert", "djang0-expert", "djang\u043e-expert", "d jango expert"],
)
def test_look_alikes_share_a_skeleton(twin: str) -> None:
    assert skeleton_of(twin) == skeleton_of("django-expert")


def test_different_names_have_different_skeletons() -> None:
    assert skeleton_of("vue-expert") != skeleton_of("vui-expert")


def test_a_qualified_target_keeps_its_collection() -> None:
    assert fold_target(" Team A:Code Reader ") == "team-a:code-reader"
    assert fold_target("Code Reader") == "code-reader"
