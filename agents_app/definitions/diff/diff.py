"""The whole difference between two definitions, in the order in which a reviewer should read it."""

from __future__ import annotations

from dataclasses import dataclass

from agents_app.definitions.definition import Definition
from agents_app.definitions.diff.access import (
    Capabilities,
    Tools,
    compare_capabilities,
    compare_tools,
)
from agents_app.definitions.diff.change import Change, changed
from agents_app.definitions.diff.edges import Edges, compare_edges
from agents_app.definitions.diff.fields import FieldChange, compare_fields
from agents_app.definitions.diff.hunks import Prompt, compare_prompts
from agents_app.definitions.diff.outline import Outline, compare_sections
from agents_app.definitions.diff.reasons import REASONS, Bump, bump_of
from agents_app.definitions.frontmatter import Tier


@dataclass(frozen=True, slots=True)
class Diff:
    """What changed from one definition to another.

    same_bytes: then nothing else is told. permissions: fields that permit or forbid something;
    fields: all others without a part of their own. A part that is None says what it said;
    descriptions and sections are compared by their words, blanks aside.
    """

    same_bytes: bool
    capabilities: Capabilities
    tools: Tools
    model: Change[str | None] | None
    tier: Change[Tier] | None
    permissions: tuple[FieldChange, ...]
    fields: tuple[FieldChange, ...]
    integrations: Edges
    sections: Outline
    description: Change[str] | None
    prompt: Prompt

    @property
    def reasons(self) -> tuple[str, ...]:
        """Return why a version number should rise, as keys of REASONS, the gravest first."""
        told = self._told()
        given = [reason for reason in REASONS if told.get(reason)]
        # Whatever has no part here is layout.
        return tuple(given) if given or self.same_bytes else ("layout_changed",)

    @property
    def bump(self) -> Bump | None:
        """Return the number of the version that should rise, None where nothing changed."""
        return bump_of(self.reasons)

    @property
    def only_layout(self) -> bool:
        """Return whether the bytes changed and nothing that they say."""
        return self.reasons == ("layout_changed",)

    def _told(self) -> dict[str, bool]:
        tools, edges, sections = self.tools, self.integrations, self.sections
        return {
            "capability_gained": bool(self.capabilities.gained),
            "tool_gained": bool(tools.gained),
            "tools_inherited": tools.inherits is not None and tools.inherits.new,
            "permission_loosened": any(field.loosened for field in self.permissions),
            "capability_lost": bool(self.capabilities.lost),
            "tool_lost": bool(tools.lost),
            "token_changed": bool(tools.tokens_added or tools.tokens_removed),
            "permission_tightened": any(not field.loosened for field in self.permissions),
            "model_changed": self.model is not None,
            "tier_changed": self.tier is not None,
            "field_changed": any(not field.is_label for field in self.fields),
            "integration_changed": bool(edges.gained or edges.lost or edges.changed),
            "section_changed": bool(
                sections.added or sections.removed or sections.renamed or sections.changed
            ),
            "description_changed": self.description is not None,
            "prompt_changed": self.prompt.reworded,
            "label_changed": any(field.is_label for field in self.fields),
        }


def difference(old: Definition, new: Definition) -> Diff:
    """Compare two definitions, by rule of one agent; any two can be."""
    fields = compare_fields(old, new)
    is_reworded = old.description.split() != new.description.split()
    return Diff(
        same_bytes=old.source.data == new.source.data,
        capabilities=compare_capabilities(old.access, new.access),
        tools=compare_tools(old.access, new.access),
        model=changed(old.model, new.model),
        tier=changed(old.tier, new.tier),
        permissions=tuple(field for field in fields if field.permits),
        fields=tuple(field for field in fields if not field.permits),
        integrations=compare_edges(old.integrations, new.integrations),
        sections=compare_sections(old.body.sections, new.body.sections),
        description=Change(old.description, new.description) if is_reworded else None,
        prompt=compare_prompts(old.source, new.source),
    )
