"""What drf-spectacular is told of the API: names, tags, and what a part of an address may be."""

from __future__ import annotations

from typing import Any

ENUMS = {
    "AuditOutcome": "agents_app.models.AuditEntry.Outcome",
    "Bump": "agents_app.definitions.diff.BUMPS",
    "BumpReason": "agents_app.definitions.diff.REASONS",
    "Capability": "agents_app.definitions.tools.CAPABILITIES",
    "EdgeOrigin": "agents_app.models.Integration.Origin",
    "EdgeState": "api.briefs.EDGE_STATES",
    "Effect": "agents_app.models.Grant.Effect",
    "Had": "agents_app.definitions.tools.HAD",
    "Health": "agents_app.models.Agent.Health",
    "ImportMode": "agents_app.models.ImportReport.Mode",
    "ImportOutcome": "agents_app.models.ImportedFile.Outcome",
    "ImportState": "agents_app.models.ImportReport.State",
    "ProposalState": "agents_app.models.Proposal.State",
    "ReasonKind": "agents_app.routing.KINDS",
    "Role": "agents_app.actor.ROLES",
    "Scope": "agents_app.actor.SCOPES",
    "Severity": "agents_app.models.Finding.Severity",
    "Status": "agents_app.models.Agent.Standing",
    "Tier": "agents_app.models.Agent.Tier",
    "TokenState": "agents_app.models.api_token.STATES",
    "ToolKind": "agents_app.models.Tool.Kind",
    "ToolStanding": "agents_app.models.Tool.Standing",
    "WouldBe": "agents_app.actions.validate_definition.FATES",
    "Verb": "agents_app.models.JournalEntry.Verb",
}
# By the converters of api/urls.py.
CONVERTERS: dict[str, dict[str, Any]] = {
    "key": {"type": "string", "minLength": 1},
    "toolname": {"type": "string", "minLength": 1},
    "number": {"type": "integer", "minimum": 1, "maximum": 999_999_999},
    "digest": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
}
TAGS = {
    "root": "Where everything begins.",
    "agents": "Agents, their definitions and their revisions.",
    "definitions": "Texts by their digest, whoever has them.",
    "tools": "What agents may call, and who may call it.",
    "search": "Agents by what they say, the best first.",
    "route": "From a task to the agents that fit, with reasons.",
    "integrations": "Which agent works with which.",
    "graph": "How agents hang together.",
    "collections": "Named sets of definitions.",
    "imports": "Many files in, with a report of each.",
    "exports": "Many files out, as one bundle.",
    "proposals": "Texts that wait for a curator, and what became of them.",
    "validate": "What would become of a text.",
    "journal": "One ordered log of all changes.",
    "auth": "Signing in, and tokens to do without.",
    "audit": "Who did what, and who was refused what; for admins.",
}


def contract_settings(version: str) -> dict[str, Any]:
    """Return Django's SPECTACULAR_SETTINGS for a release."""
    return {
        "TITLE": "Roster",
        "DESCRIPTION": (
            "A registry of AI agent definitions: every byte kept, every question answered."
        ),
        "VERSION": version,
        "OAS_VERSION": "3.1.0",
        "SCHEMA_PATH_PREFIX": "/api/",
        "COMPONENT_SPLIT_REQUEST": True,
        "SERVE_INCLUDE_SCHEMA": False,
        "SORT_OPERATIONS": True,
        "SWAGGER_UI_DIST": "SIDECAR",
        "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
        "REDOC_DIST": "SIDECAR",
        "ENUM_SUFFIX": "",
        "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
        "ENUM_NAME_OVERRIDES": ENUMS,
        "LICENSE": {"name": "MIT"},
        "PATH_CONVERTER_OVERRIDES": CONVERTERS,
        "TAGS": [{"name": name, "description": about} for name, about in TAGS.items()],
    }
