"""The walls stand: import-linter's contracts, and what no contract of its kind can say."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.house.sources import ROOT, SOURCE, Source, sources

DOMAIN = (
    *("actions", "archives", "audit", "definitions", "errors", "graph", "journal", "models"),
    *("patience", "querysets", "redaction", "router", "routing", "search", "timing", "tracing"),
    "version",
)
WRITERS = ("actions", "audit", "journal", "search")
PLAIN = ("archives", "definitions", "graph", "routing")
WRITES = {
    "bulk_create",
    "bulk_update",
    "create",
    "delete",
    "get_or_create",
    "save",
    "update",
    "update_or_create",
}
# What a reader meets; of all of it some may be hidden.
ENTRIES = {
    *("Agent", "Capability", "Collection", "Finding", "Grant", "Integration", "JournalEntry"),
    *("Revision", "Section", "Tool", "Toolset"),
}
# Names that hold a dictionary, a digest or a progress bar, whose update() writes no row.
NOT_ROWS = {"counts", "digest", "hasher", "options", "progress", "schema"}


def rooms(*names: str) -> list[str]:
    return [f"agents_app/{name}" for name in names]


def imported(source: Source) -> Iterator[tuple[ast.AST, str]]:
    """Every module that a file imports, and every name it takes from one, in full."""
    for node in source.nodes(ast.Import, ast.ImportFrom):
        if isinstance(node, ast.Import):
            yield from ((node, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from ((node, f"{node.module}.{name.name}") for name in node.names)


def imports_of(forbidden: tuple[str, ...], *places: str) -> list[str]:
    return [
        source.at(node, f"imports {name}")
        for source in sources(*SOURCE)
        if source.within(*places)
        for node, name in imported(source)
        if name.startswith(tuple(f"{module}." for module in forbidden)) or name in forbidden
    ]


def writes(source: Source) -> Iterator[str]:
    """Calls that write rows, but for ``super().save()`` in a model that guards its own."""
    for node in source.nodes(ast.Call):
        assert isinstance(node, ast.Call)
        if not isinstance(node.func, ast.Attribute) or node.func.attr not in WRITES:
            continue
        owner = node.func.value
        if isinstance(owner, ast.Call) and ast.unparse(owner) == "super()":
            continue
        if isinstance(owner, ast.Name) and owner.id in NOT_ROWS:
            continue
        yield source.at(node, f"calls {ast.unparse(node.func)}()")


def test_the_contracts_are_kept():
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_domain_module_is_named_in_the_contract_about_http():
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    contract = next(each for each in linter["contracts"] if each["name"].startswith("6."))
    here = [
        f"agents_app.{name}"
        for name in DOMAIN
        if any((ROOT / "agents_app" / form).exists() for form in (name, f"{name}.py"))
    ]
    assert sorted(contract["source_modules"]) == here


def test_archives_definitions_graph_and_routing_are_plain_libraries():
    assert not imports_of(("django", "rest_framework", "agents_app.models"), *rooms(*PLAIN))


def test_the_domain_knows_no_http():
    assert not imports_of(("django.http", "django.shortcuts"), *rooms(*DOMAIN))


def test_only_actions_and_the_pens_write():
    allowed = rooms(*WRITERS, *PLAIN)
    offences = [
        write
        for source in sources("agents_app", "api")
        if not source.within(*allowed)
        for write in writes(source)
    ]
    assert not offences, "\n".join(offences)


def test_the_api_reads_only_what_the_reader_may_see():
    """A view begins at ``self.registry``, a check at the registry that it is given."""
    ways_round = {"published", "between_published", "as_seen_by", "visible_to", "in_sight_of"}
    offences = [
        source.at(node, f"reads past api.authentication.registry_of: {ast.unparse(node)}")
        for source in sources("api")
        for node in source.nodes(ast.Attribute)
        if isinstance(node, ast.Attribute)
        and (node.attr in ways_round or node.attr in ("objects", "_default_manager"))
        and not reads_nothing(source, node)
    ]
    assert not offences, "\n".join(offences)


def reads_nothing(source: Source, node: ast.Attribute) -> bool:
    """Whether it is the ``objects`` of ``Agent.objects.none()``, or of a model that is no entry."""
    if isinstance(node.value, ast.Name) and node.value.id not in ENTRIES:
        return node.attr == "objects"
    after = (each for each in source.nodes(ast.Attribute) if isinstance(each, ast.Attribute))
    return any(each.value is node and each.attr == "none" for each in after)


def test_no_write_has_consequences_out_of_sight():
    assert not imports_of(("django.db.models.signals",), "agents_app", "api")


def test_no_import_tunnels_through_a_wall_inside_a_function():
    offences = [
        source.at(inner, "imports inside a function")
        for source in sources(*SOURCE)
        for outer in source.nodes(ast.FunctionDef, ast.AsyncFunctionDef)
        for inner in ast.walk(outer)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert not offences, "\n".join(offences)
