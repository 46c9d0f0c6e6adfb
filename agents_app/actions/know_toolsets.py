"""Know toolsets: what front matter writes of tools becomes rows, once for all who write it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from agents_app.definitions.tools import Access, tool_named
from agents_app.definitions.tools import Tool as NamedTool
from agents_app.models import Capability, Grant, Tool, Toolset

# What the vocabularies say of a tool, beside its name.
_SAID = ("kind", "server", "standing", "capabilities")


def know_toolsets(accesses: Iterable[Access]) -> list[Toolset]:
    """Return the toolset of each, in order; those that nobody had yet are made.

    Six statements at most, however many they are, and one where all are known. The caller holds
    the journal's lock, so nobody makes the same ones meanwhile.
    """
    digests = [(access.digest, access) for access in accesses]
    wanted = dict(digests)
    known = Toolset.objects.in_bulk(list(wanted), field_name="digest")
    if missing := {digest: wanted[digest] for digest in wanted if digest not in known}:
        known |= _make(missing)
    return [known[digest] for digest, _ in digests]


def _make(accesses: Mapping[str, Access]) -> dict[str, Toolset]:
    toolsets = Toolset.objects.bulk_create(
        Toolset(
            digest=digest,
            inherits_tools=access.inherits,
            capabilities=list(access.capabilities),
        )
        for digest, access in accesses.items()
    )
    Capability.objects.bulk_create(
        Capability(toolset=toolset, word=word)
        for toolset in toolsets
        for word in toolset.capabilities
    )
    tools = know_tools(grant.tool for access in accesses.values() for grant in access.grants)
    pairs = zip(toolsets, accesses.values(), strict=True)
    Grant.objects.bulk_create(grant for pair in pairs for grant in _grants(*pair, tools))
    return {toolset.digest: toolset for toolset in toolsets}


def _grants(toolset: Toolset, access: Access, tools: Mapping[str, Tool]) -> Iterator[Grant]:
    for grant in access.grants:
        yield Grant(
            toolset=toolset,
            tool=tools[grant.tool.name],
            position=grant.position,
            token=grant.token,
            effect=grant.effect,
        )


def know_tools(tools: Iterable[NamedTool]) -> dict[str, Tool]:
    """Return the rows of these tools by name, made where they are missing."""
    wanted = {tool.name: tool for tool in tools}
    known = Tool.objects.in_bulk(list(wanted), field_name="name")
    missing = [_row(tool) for name, tool in wanted.items() if name not in known]
    return known | {row.name: row for row in Tool.objects.bulk_create(missing)}


def renew_tools() -> set[int]:
    """Let all tools be what the vocabularies say by now; return the ids of those that changed."""
    changed = []
    for row in Tool.objects.all():
        fresh = _row(tool_named(row.name))
        if any(getattr(row, name) != getattr(fresh, name) for name in _SAID):
            for name in _SAID:
                setattr(row, name, getattr(fresh, name))
            changed.append(row)
    Tool.objects.bulk_update(changed, _SAID)
    return {row.pk for row in changed}


def _row(tool: NamedTool) -> Tool:
    return Tool(
        name=tool.name,
        kind=tool.kind,
        server=tool.server or "",
        standing=tool.standing,
        capabilities=list(tool.capabilities),
    )
