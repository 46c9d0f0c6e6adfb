"""Family M: models by alias, by full id, and by hearsay."""

import pytest

from tests.agents_app.definitions.lint.judging import found, struck

FINE = (
    "sonnet",
    "Sonnet",
    "inherit",
    "opusplan",
    "opus[1m]",
    "claude-opus-5",
    "claude-sonnet-4-5",
    "claude-sonnet-4-5[1m]",
    "us.anthropic.claude-opus-4-1-v1:0",
    "claude-opus-4-1@latest",
)


@pytest.mark.parametrize(
    ("model", "instead"),
    [
        ("gpt-5", "`inherit`"),
        ("Claude Sonnet 4.5", "`sonnet`"),
        ("Claude Opus 4 (copilot)", "`opus`"),
        ("anthropic/claude-haiku-4-5", "`haiku`"),
        ("sonet", "`sonnet`"),
        ("[opus, sonnet]", "`sonnet`"),
        ("gemini-3-flash-preview", "`inherit`"),
    ],
)
def test_an_unknown_model_is_passed_on_and_fails(model: str, instead: str) -> None:
    (finding,) = found("M001", f"model: {model}")
    assert f"write {instead}" in finding.message
    assert struck(finding, f"model: {model}") == model


@pytest.mark.parametrize("model", FINE)
def test_an_alias_or_a_full_id_is_fine(model: str) -> None:
    assert not found("M001", f"model: {model}")
    assert not found("M002", f"model: {model}")


@pytest.mark.parametrize("line", ["model", "model:", "model: ~"])
def test_no_model_is_fine(line: str) -> None:
    assert not found("M001", line)


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ("claude-sonnet-4-20250514", "`sonnet`"),
        ("us.anthropic.claude-opus-4-20250514-v1:0", "`opus`"),
        ("claude-haiku-4-5@20251001", "`haiku`"),
        ("claude-3-opus-latest", "retired"),
        ("gemini-1.5-flash-002", "`inherit`"),
        ("gpt-4o-2024-08-06", "pinned"),
    ],
)
def test_a_pinned_or_retired_model_is_told(model: str, said: str) -> None:
    (finding,) = found("M002", f"model: {model}")
    assert finding.severity == "info"
    assert said in finding.message
