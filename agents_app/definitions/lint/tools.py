"""Family T: the tools that a definition grants and denies, and what that really gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agents_app.definitions.definition import Definition
from agents_app.definitions.frontmatter import Field
from agents_app.definitions.lint.alternatives import (
    SPAWNS,
    advice_about,
    in_words,
    right_case,
    why_withheld,
)
from agents_app.definitions.lint.finding import Spot, Surroundings, rule
from agents_app.definitions.lint.mending import resolves, with_token, with_tokens, without_token
from agents_app.definitions.lint.places import key_of, token_place
from agents_app.definitions.tools import Grant, base_of, tokens_of
from agents_app.definitions.vocabularies import claude_code

_CONNECTOR = "claude_ai_"
_MALFORMED = re.compile(r"[;|\"'\[\]{}]|\A-\Z")


@rule("T001", "warning", "Claude Code has no tool `{tool}`: {advice}")
def is_known(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """A misspelt tool, or another harness's, grants nothing and says nothing."""
    for grant in definition.access.grants:
        strange = grant.tool.standing in ("unknown", "foreign")
        if strange and not (_is_malformed(grant) or right_case(grant)):
            yield _at(definition, grant, advice=advice_about(base_of(grant.token)))


@rule(
    "T002",
    "error",
    "Not one entry of `tools` is a tool of Claude Code, which refuses to launch such an agent: "
    "name the tools that it needs, or drop the line.",
)
def some_tool_resolves(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """Evidence: files with VS Code's names only, refused since 2.1.208."""
    allowed = definition.access.allowed()
    if allowed and not any(resolves(grant.token) for grant in allowed):
        yield _at_list(definition.field("tools"))


@rule("T003", "warning", "The tool `{tool}` no longer exists and is dropped: {advice}.")
def still_exists(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """Dead names are ignored without a word."""
    for grant in definition.access.grants:
        if grant.tool.standing == "dead":
            heirs = in_words(claude_code()["dead"][grant.tool.name])
            advice = f"use {heirs} instead" if heirs else "take it out"
            yield _at(definition, grant, without_token(definition, grant), advice=advice)


@rule("T004", "warning", "Tool names are case-sensitive: write `{right}` instead of `{tool}`.")
def case_is_right(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """``bash`` resolves to nothing."""
    for grant in definition.access.grants:
        if right := right_case(grant):
            fix = with_token(definition, grant, right + grant.token[len(right) :])
            yield _at(definition, grant, fix, right=right)


@rule(
    "T005",
    "warning",
    "`{token}` does not restrict anything, it {does} all of `{tool}`: use a hook or a permission "
    "rule for the pattern.",
)
def promises_no_limit(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """In an agent's list a specifier is read and thrown away."""
    for grant in definition.access.grants:
        tool = grant.tool
        if grant.restricted and tool.standing == "current" and tool.name != SPAWNS:
            does = "grants" if grant.effect == "allow" else "denies"
            yield _at(definition, grant, token=grant.token, does=does)


@rule("T006", "warning", "`{tool}` is listed twice: once is enough.")
def is_listed_once(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """A list that repeats itself was edited without being read."""
    seen = set[tuple[str, str]]()
    for grant in definition.access.grants:
        entry = (grant.effect, grant.token if grant.restricted else grant.tool.name)
        if entry in seen:
            yield _at(definition, grant, without_token(definition, grant))
        seen.add(entry)


@rule("T007", "warning", "A sub-agent will not have `{tool}`, which {why}.")
def reaches_a_sub_agent(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """Some tools belong to the main session, some are lost in the background."""
    for grant in definition.access.allowed():
        if why := why_withheld(grant.tool, definition.front_matter):
            yield _at(definition, grant, why=why)


@rule(
    "T008",
    "warning",
    "`tools` is {what}, which grants no tool at all: name tools, or drop the key to grant all.",
)
def grants_something(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """Evidence: measured; Claude Code's own listing shows "All tools" for such an agent."""
    access, field = definition.access, definition.field("tools")
    if field and not access.inherits and not access.allowed():
        yield _at_list(field, what="a map" if isinstance(field.value, dict) else "an empty list")


@rule("T009", "warning", "`{tool}` is in `tools` and denied by `disallowedTools`, which wins.")
def is_not_denied_too(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """Denials are applied first."""
    access = definition.access
    if access.denied():
        for grant in access.allowed():
            if grant.tool.standing != "dead" and access.has(grant.tool.name) is None:
                yield _at(definition, grant, without_token(definition, grant))


@rule(
    "T010",
    "info",
    "There is no `tools`: the agent inherits every tool, Bash, Write and all MCP servers included.",
)
def says_what_it_needs(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """Least privilege begins with a list; ``tools: "*"`` at least says it aloud."""
    if definition.access.inherits and not definition.access.allowed():
        field = definition.field("tools")
        yield _at_list(field) if field else Spot(definition.source.front_line)


@rule(
    "T011",
    "error",
    "`{tool}` is not a tool name: put commas between tools, and quotes around the whole list or "
    "nowhere.",
)
def is_well_separated(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """``Read; Grep`` gives the tool ``Read;``."""
    for grant in definition.access.grants:
        if _is_malformed(grant):
            yield _at(definition, grant, _separated(definition, grant), tool=grant.token)


@rule(
    "T012",
    "warning",
    "The MCP server `{server}` is declared neither in `mcpServers` nor in the registry: add it, or "
    "correct its name.",
)
def server_is_known(definition: Definition, around: Surroundings) -> Iterator[Spot]:
    """One finding per server, at the first token that names it."""
    if around.servers is None:
        return
    known = around.servers | _declared_servers(definition)
    for grant in definition.access.grants:
        server = grant.tool.server
        if server and server not in known and not server.startswith(_CONNECTOR):
            known |= {server}
            yield _at(definition, grant, server=server)


def _at(definition: Definition, grant: Grant, fix: str | None = None, **words: str) -> Spot:
    place = token_place(definition, grant)
    return Spot(place.line, place.column, {"tool": base_of(grant.token), **words}, fix)


def _at_list(field: Field | None, **words: str) -> Spot:
    return Spot(field.line, field.column, words) if field else Spot(1, 1, words)


def _is_malformed(grant: Grant) -> bool:
    name, _, specifier = grant.token.partition("(")
    return bool(_MALFORMED.search(name)) or bool(specifier) != grant.token.endswith(")")


def _separated(definition: Definition, grant: Grant) -> str | None:
    """Return the line with a comma for every other mark, where no specifier needs its marks."""
    field = definition.field(key_of(grant))
    if field is None or not isinstance(field.value, str) or "(" in field.value:
        return None
    text = re.sub(r"[;|]", ",", field.value)
    tokens = [token for token in tokens_of(re.sub(r"[\"'\[\]]", " ", text)) if token.strip()]
    return with_tokens(definition, field, tokens)


def _declared_servers(definition: Definition) -> frozenset[str]:
    value = definition.front_matter.value("mcpServers")
    entries = value if isinstance(value, list) else [value]
    names = (name for entry in entries for name in (entry if isinstance(entry, dict) else [entry]))
    return frozenset(name for name in names if isinstance(name, str))
