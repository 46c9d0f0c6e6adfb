"""One agent with all that hangs on it, drawn of plain rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from agents_app.querysets.prepared import Row
from agents_app.registry import Registry
from api.agents.serializers import AgentSerializer, IncomingSerializer, OutgoingSerializer
from api.plain import Drawn, sheet_of
from api.readings import FindingSerializer, GrantSerializer
from api.sections import SectionSerializer, as_tree


def whole(registry: Registry, key: str, root: str) -> Drawn:
    """Return an agent as ``AgentSerializer`` shows it; raises Gone or Missing.

    root: what addresses begin with.
    """
    agents, sheet = registry.plain_agents, sheet_of(AgentSerializer, root)
    drawn = sheet.draw([agents.one(key, sheet.columns)])[0]
    agent, toolset = drawn["sections"], drawn["grants"]
    drawn["grants"] = _drawn(GrantSerializer, root, agents.grants, toolset)
    drawn["sections"] = as_tree(_drawn(SectionSerializer, root, agents.sections, agent))
    drawn["integrations"] = {
        "outgoing": _drawn(OutgoingSerializer, root, agents.outgoing, agent),
        "incoming": _drawn(IncomingSerializer, root, agents.incoming, agent),
    }
    drawn["findings"] = _drawn(FindingSerializer, root, agents.findings, agent)
    return drawn


def _drawn(
    serializer: Any,
    root: str,
    read: Callable[[int, tuple[str, ...]], list[Row]],
    owner: int,
) -> list[Drawn]:
    sheet = sheet_of(serializer, root)
    return sheet.draw(read(owner, sheet.columns))
