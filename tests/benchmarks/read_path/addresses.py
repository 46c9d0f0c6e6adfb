"""Every address that can be read, with questions that people ask there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SIGNED_IN = (
    *("audit/", "auth/me/", "auth/tokens/", "auth/tokens/{prefix}/"),
    *("proposals/", "proposals/1/"),
)
LISTS = (
    "agents/",
    "agents/?limit=200&fields=key,description",
    "agents/?ordering=-updated",
    "agents/?ordering=name",
    "tools/",
    "tools/?kind=builtin",
    "collections/",
    "integrations/",
    "integrations/?state=dangling",
    "integrations/?source={key}",
    "integrations/?target={target}",
    "integrations/?collection={slug}",
    "agents/{key}/revisions/",
    "imports/",
    "journal/",
    "journal/?after={late}",
    "journal/?key={key}",
    "audit/",
    "auth/tokens/",
    "proposals/",
)
FILTERS = (
    "agents/?collection={slug}",
    "agents/?category={category}",
    "agents/?model={model}",
    "agents/?health=warnings",
    "agents/?finding={rule}",
    "agents/?integrates_with={target}",
    "agents/?integrated_by={key}",
    "agents/?q=python",
    "agents/?status=deprecated",
    "agents/?tool=Read",
    "agents/?tool=Bash,WebFetch",
    "agents/?tool_any=Bash,Write",
    "agents/?tool_none=Bash",
    "agents/?tool_only=Read,Grep,Glob",
    "agents/?declares=WebSearch",
    "agents/?can=shell",
)
DETAILS = (
    "agents/{key}/",
    "agents/{key}/?format=md",
    "agents/{key}/sections/",
    "agents/{key}/integrations/",
    "agents/{key}/graph/",
    "agents/{key}/impact/",
    "agents/{key}/reach/",
    "agents/{key}/revisions/1/",
    "agents/{key}/revisions/1...2/",
    "agents/compare/?keys={key},{target}",
    "definitions/{digest}/",
    "tools/Read/",
    "collections/{slug}/",
    "imports/1/",
    "auth/me/",
    "auth/tokens/{prefix}/",
    "proposals/1/",
    "",
    "schema/",
)
QUESTIONS = (
    "search/?q=django",
    "search/?q=code+review&tool=Bash",
    "search/?q=security+audit",
    "route/?task=review+the+migrations+of+a+django+project",
)
# What is about all agents at once, and so takes longer the more there are.
WHOLE = (
    "graph/",
    "graph/?collection={slug}",
    "graph/path/?from={key}&to={target}",
    "graph/report/",
    "exports/?collection={slug}",
)
KINDS: Mapping[str, Sequence[str]] = {
    "list": LISTS,
    "filter": FILTERS,
    "detail": DETAILS,
    "question": QUESTIONS,
    "whole": WHOLE,
}
# By kind: they are to be as fast in a large registry as in a small one.
FLAT = ("list", "filter", "detail")
