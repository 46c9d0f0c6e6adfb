"""Definitions: what a definition file says. Pure Python; knows no Django, no database, no network.

    from agents_app.definitions import read_definition, lint

    definition = read_definition(Path("django-expert.md").read_bytes(), path="django-expert.md")
    definition.name, definition.access.has("Bash"), definition.integrations
    for finding in lint(definition): print(finding.line, finding.rule, finding.message)

Reading never changes a byte (``definition.source.data`` is what came in) and raises nothing but
``Refusal``, whose code and line say why a file was not taken.
"""

from agents_app.definitions.amend import amend_definition, patch_definition
from agents_app.definitions.compose import compose_definition
from agents_app.definitions.definition import Definition, Heading, read_definition, read_heading
from agents_app.definitions.digest import digest_of
from agents_app.definitions.folder import (
    DefinitionFile,
    FolderFile,
    LooseFile,
    category_of,
    find_files,
    survey,
)
from agents_app.definitions.lint import Finding, Surroundings, lint
from agents_app.definitions.refusal import Refusal

__all__ = [
    "Definition",
    "DefinitionFile",
    "Finding",
    "FolderFile",
    "Heading",
    "LooseFile",
    "Refusal",
    "Surroundings",
    "amend_definition",
    "category_of",
    "compose_definition",
    "digest_of",
    "find_files",
    "lint",
    "patch_definition",
    "read_definition",
    "read_heading",
    "survey",
]
