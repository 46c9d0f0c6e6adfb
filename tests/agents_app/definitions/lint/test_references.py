"""Family R: agents that are named and are not there."""

import pytest

from agents_app.definitions import Surroundings
from tests.agents_app.definitions.lint.judging import found, struck

KNOWN = Surroundings(names=frozenset({"code-reader", "test-automator", "kubernetes-expert"}))
SECTION = "You read code.\n\n## Integration with Other Agents\n\n"


def test_a_dangling_integration_is_found_with_the_nearest_name() -> None:
    body = SECTION + "- **With test-automaton**: Write tests\n"
    (finding,) = found("R001", body=body, around=KNOWN)
    assert "did you mean `test-automator`?" in finding.message
    assert struck(finding, body=body) == "test-automaton**: Write tests"


def test_nothing_near_is_not_suggested() -> None:
    body = SECTION + "- **With docker-expert**: Ship it\n"
    (finding,) = found("R001", body=body, around=KNOWN)
    assert "did you mean" not in finding.message


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (("tools: Read, Agent(docker-expert)",), (4, 20)),
        (("tools:\n  - Read\n  - Agent(docker-expert)",), (6, 11)),
        (("handoffs:\n  - label: Ship\n    agent: docker-expert",), (7, 12)),
    ],
)
def test_an_agent_in_the_front_matter_counts(
    lines: tuple[str, ...], place: tuple[int, int]
) -> None:
    (finding,) = found("R001", *lines, around=KNOWN)
    assert (finding.line, finding.column) == place


@pytest.mark.parametrize("body", ["Ask @agent-docker-expert.", "- First `@agent-docker-expert`."])
def test_an_agent_that_the_text_calls_counts(body: str) -> None:
    (finding,) = found("R001", body=body, around=KNOWN)
    assert struck(finding, body=body).startswith("docker-expert")


@pytest.mark.parametrize(
    "body",
    [
        SECTION + "- **With kubernetes-expert**: Deploy\n",
        SECTION + "- **With other:docker-expert**: Deploy\n",
        SECTION + "- **With sales-teams**: Sell\n",
        "```\nAsk @agent-docker-expert\n```",
        "Ask @agent-other:docker-expert.",
        "Write to me@agent-docker-expert.example.",
        "See [the guide](docker-expert.md).",
    ],
)
def test_what_exists_or_is_not_ours_to_know_is_fine(body: str) -> None:
    assert not found("R001", body=body, around=KNOWN)


def test_skills_are_not_agents() -> None:
    assert not found("R001", "skills: [docker-expert]", around=KNOWN)


def test_nothing_dangles_where_the_neighbours_are_unknown() -> None:
    assert not found("R001", body=SECTION + "- **With docker-expert**: Ship it\n")
