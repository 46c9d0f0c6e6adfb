"""The checked-in contract, taken apart: its operations, and what an answer to one lacks."""

import copy
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from api.schema import PATHS
from tests.house.sources import ROOT
from tests.makers import make_text

CHECKED_IN = ROOT / "tests/house/schema.yaml"
CONTRACT = yaml.safe_load(CHECKED_IN.read_text(encoding="utf-8"))
OPERATIONS = {
    operation["operationId"]: (path, operation)
    for path, methods in CONTRACT["paths"].items()
    for operation in methods.values()
}
METHODS = {
    operation["operationId"]: method
    for methods in CONTRACT["paths"].values()
    for method, operation in methods.items()
}
# What changes something: nobody does so without a reason to be let in.
CHANGES = {
    name
    for name, (path, _) in OPERATIONS.items()
    if path.startswith(("/api/agents/", "/api/collections/")) and METHODS[name] != "get"
}
# What answers one reader alone: tests/house/test_private_contract.py.
PRIVATE = {
    name
    for name, (path, _) in OPERATIONS.items()
    if path.startswith(("/api/auth/", "/api/audit/", "/api/proposals/"))
}
# Texts that policy may hold: 202.
HELD = {"publishAgent", "replaceAgent", "amendAgent", "restoreAgent"}
# What is asked by a body; everything else is a GET.
POSTED = {name for name, method in METHODS.items() if method == "post"} - CHANGES
# What these answer beside what all of their kind do.
ALSO = {
    "importFiles": {"201", "404", "409", "413", "422"},
    "validateDefinition": {"404", "413", "422"},
}
# What is served below /api/ and is no part of the contract, for it is the contract or shows it.
ABOUT = {"/api/schema/", "/api/docs/", "/api/redoc/"}
# An operation that is not named here fails: see test_every_operation_is_asked.
ADDRESSES = {
    "readRoot": [""],
    "listAgents": [
        "agents/",
        "agents/?tool=Bash,Read&ordering=-updated",
        "agents/?limit=2",
        "agents/?q=nothing-at-all",
    ],
    "readAgent": [
        *("agents/django-expert/", "agents/odd:bare/", "agents/odd:full/"),
        "agents/odd:changed/",
    ],
    "readAgentCompare": [
        "agents/compare/?keys=django-expert,docker-expert",
        "agents/compare/?keys=odd:bare,odd:full,django-expert",
        "agents/compare/?keys=odd:full&keys=odd:bare",
    ],
    "publishAgent": [
        ("agents/", {"name": "new", "description": "Is new.", "tools": ["Read"], "model": None}),
        ("agents/?collection=odd&path=a/b.md&message=New", b"---\nname: newer\n---\n"),
    ],
    "replaceAgent": [
        ("agents/odd:bare/?message=More", b"---\nname: bare\ntools: []\n---\n\nMore.\n"),
        ("agents/odd:full/", {"name": "full", "description": "F", "body": "", "tools": "Read"}),
    ],
    "amendAgent": [
        ("agents/odd:full/", {"model": None, "front_matter": {"extra": {"deep": None}}}),
        ("agents/odd:bare/", {}),
    ],
    "retireAgent": [("agents/django-expert/?successor=python-expert&leave_dangling=true", None)],
    "restoreAgent": [("agents/odd:gone/restore/", {}), ("agents/odd:bare/restore/", None)],
    "deprecateAgent": [("agents/odd:bare/deprecate/", {"successor": "odd:full", "reason": None})],
    "undeprecateAgent": [("agents/odd:full/undeprecate/", {})],
    "listAgentSections": ["agents/django-expert/sections/", "agents/odd:bare/sections/"],
    "listAgentIntegrations": [
        "agents/django-expert/integrations/",
        "agents/odd:full/integrations/",
    ],
    "listAgentRevisions": ["agents/django-expert/revisions/"],
    "readAgentRevision": [
        "agents/django-expert/revisions/1/",
        "agents/odd:bare/revisions/1/",
        "agents/odd:full/revisions/1/",
        "agents/odd:gone/revisions/1/",
    ],
    "readAgentChanges": [
        "agents/django-expert/revisions/1...1/",
        "agents/odd:changed/revisions/1...2/",
        "agents/odd:changed/revisions/2...1/",
    ],
    "readDefinition": [f"definitions/{PATHS['digest'][0]}/"],
    "listTools": ["tools/", "tools/?ordering=-kind&limit=3"],
    "readTool": ["tools/Bash/", "tools/MultiEdit/"],
    "listSearch": [
        "search/",
        "search/?q=slow+queries&limit=2",
        "search/?q=django&explain=1&tool=Bash",
        "search/?q=nothing-at-all",
    ],
    "listRoute": ["route/?task=find+slow+queries", "route/?task=odd&tools=Read", "route/?task=zzz"],
    "postRoute": [
        ("route/", {"task": "find slow queries", "tools": [], "limit": 50}),
        ("route/", {"task": "one of many", "collection": "odd", "must_use": ["Read"]}),
    ],
    "listIntegrations": ["integrations/", "integrations/?dangling=true"],
    "readGraph": ["graph/", "graph/?collection=odd", "graph/?limit=1", "graph/?q=nothing-at-all"],
    "readGraphPath": [
        "graph/path/?from=django-expert&to=architect",
        "graph/path/?from=odd:bare&to=odd:full",
        "graph/path/?from=odd:full&to=odd:full",
    ],
    "readGraphReport": ["graph/report/", "graph/report/?collection=odd"],
    "readAgentGraph": [
        "agents/django-expert/graph/",
        "agents/odd:full/graph/?depth=5&direction=out",
        "agents/odd:bare/graph/?direction=in",
    ],
    "readAgentImpact": ["agents/django-expert/impact/", "agents/odd:full/impact/"],
    "readAgentReach": ["agents/django-expert/reach/", "agents/odd:full/reach/"],
    "listImports": ["imports/", "imports/?state=refused", "imports/?limit=1"],
    "readImport": ["imports/1/"],
    "importFiles": [
        ("imports/?dry_run=true&mode=create", make_text("new").decode()),
        ("imports/?dry_run=true", make_text("bad", tools="Reed").decode()),
        ("imports/?dry_run=true", "no definition"),
        (
            "imports/?collection=odd&dry_run=true",
            make_text("full", tools=None, body="Other.\n").decode(),
        ),
        ("imports/?collection=odd&mode=mirror&dry_run=true", make_text("bare").decode()),
    ],
    "readExport": ["exports/", "exports/?collection=odd", "exports/?can=shell"],
    "validateDefinition": [
        ("validate/", make_text("new").decode()),
        ("validate/?collection=odd", make_text("bare", tools="Reed").decode()),
        ("validate/", {"content": make_text(tools=None).decode(), "path": "a/b.md"}),
    ],
    "createCollection": [
        ("collections/", {"slug": "new"}),
        ("collections/", {"slug": "a.b", "title": "A", "licence": None, "private": True}),
    ],
    "describeCollection": [
        ("collections/odd/", {"title": "Odd", "private": True, "maintainers": ["adm"]}),
        ("collections/library/", {}),
    ],
    "listCollections": ["collections/"],
    "readCollection": ["collections/library/", "collections/odd/"],
    "listJournal": ["journal/", "journal/?ordering=-serial&limit=5"],
}


def strict() -> dict[str, Any]:
    """Return the contract with no room for members that it does not name."""
    contract = copy.deepcopy(CONTRACT)
    for name, schema in contract["components"]["schemas"].items():
        if "properties" in schema and not name.startswith("Trimmed"):
            schema["additionalProperties"] = False
    return contract


REGISTRY = Registry().with_resource("contract", DRAFT202012.create_resource(strict()))


def complaints(answer: Any, pointer: str) -> list[str]:
    """Return what is wrong with an answer by the schema at a pointer into the contract."""
    validator = Draft202012Validator(
        {"$ref": f"contract#{pointer}"},
        registry=REGISTRY,
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(answer)]


def pointer_to(operation: str, status: str, media_type: str) -> str:
    path = OPERATIONS[operation][0].replace("~", "~0").replace("/", "~1")
    parts = (
        path,
        METHODS[operation],
        "responses",
        status,
        "content",
        media_type.replace("/", "~1"),
        "schema",
    )
    return "/paths/" + "/".join(parts)
