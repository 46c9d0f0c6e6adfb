"""The contract is a file, it is true, and nothing stands beside it.

The answers are those of the shipped library, so what is checked here is what a newcomer meets.
"""

import copy
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import get_resolver
from openapi_spec_validator import OpenAPIV31SpecValidator

from agents_app.actions.import_files import import_files
from agents_app.actions.retire_agent import retire_agent
from agents_app.actions.revise_agent import revise_agent
from agents_app.actor import SYSTEM
from agents_app.definitions import find_files
from agents_app.models import Agent
from api.schema.problems import EXAMPLES as PROBLEMS
from tests.house.contract import (
    ABOUT,
    ADDRESSES,
    ALSO,
    CHANGES,
    CHECKED_IN,
    CONTRACT,
    HELD,
    METHODS,
    OPERATIONS,
    POSTED,
    PRIVATE,
    complaints,
    pointer_to,
)
from tests.makers import make_agent, make_listing, make_text, make_user

# Facts that a new wording of the library changes; of these only the kind is compared.
PASSING = {
    "agent_count",
    "column",
    "count",
    "created",
    "dangling_count",
    "decided",
    "declared_count",
    "degree",
    "digest",
    "direct_count",
    "edge_count",
    "errors",
    "line",
    "ok",
    "score",
    "serial",
    "size",
    "updated",
    "at",
    "warnings",
}
# Headers that an answer has in some cases only.
MAY_LACK = {"Repr-Digest", "Content-Disposition", "Idempotency-Replayed"}
# The same for lists of numbers, one for each agent that is compared: how many, and of what kind.
MEASURED = {"counts", "descriptions", "prompts"}


@pytest.fixture
def library(db, client):
    """The shipped library as it is loaded, asked by somebody who may do everything."""
    import_files("library", find_files(settings.LIBRARY_DIR), by=SYSTEM)
    client.force_login(make_user("admin", is_superuser=True))


@pytest.fixture
def oddities(library):
    """Agents that leave out all that can be left out, or have all of it at once."""
    make_agent("bare", collection="odd", body="", tools=None)
    odd = {"deep": {"list": [1, None, True, {"x": 1.5}]}}
    make_agent(
        "full",
        collection="odd",
        path="some/where.md",
        model="opus",
        tools="Read, MultiEdit, mcp__a__*, own tool, Bash(git *)",
        disallowedTools="Write",
        body=make_listing("bare", "nobody", "bar"),
        extra=odd,
    )
    changed = make_agent("changed", collection="odd", hooks={"Stop": []}, extra=[odd])
    text = make_text("changed", tools=None, model="opus", body=make_listing("bare") + "# New\n")
    revise_agent(changed, text.replace(b"model:", b"nothing:\nmodel:"), by=SYSTEM)
    retire_agent(make_agent("gone", collection="odd"), by=SYSTEM)


def ask(client: Any, address: Any, method: str = "post", **headers: str) -> Any:
    """Ask an address below /api/, by a body where one is given with it."""
    if isinstance(address, str):
        return client.get(f"/api/{address}", headers=headers)
    address, sent = address
    media_type = "text/markdown" if isinstance(sent, str | bytes) else "application/json"
    call = getattr(client, method)
    return call(f"/api/{address}", sent or "{}", content_type=media_type, headers=headers)


@pytest.fixture
def admin(client, db):
    """A client of somebody who may do everything."""
    client.force_login(make_user("adm", "admin"))
    return client


def test_the_checked_in_contract_is_what_the_api_says(tmp_path):
    drawn = tmp_path / "schema.yaml"
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(drawn))
    assert drawn.read_text() == CHECKED_IN.read_text(), "If the API should be so: make schema"


def test_the_contract_that_is_served_is_the_same(client, db):
    assert client.get("/api/schema/").content == CHECKED_IN.read_bytes()


def test_the_contract_is_openapi():
    assert CONTRACT["openapi"].startswith("3.1.")
    assert not list(OpenAPIV31SpecValidator(CONTRACT).iter_errors())


def test_every_address_below_api_is_in_the_contract():
    prefix, patterns = "/api/", get_resolver("api.urls").url_patterns
    served = {prefix + str(each.pattern) for each in patterns}
    plain = {address.replace("key:", "").replace("toolname:", "") for address in served}
    plain = {each.replace("digest:", "") for each in plain}
    plain = {each.replace("number:", "").replace("<", "{").replace(">", "}") for each in plain}
    assert plain - ABOUT == CONTRACT["paths"].keys()


def test_every_operation_is_asked():
    assert ADDRESSES.keys() | PRIVATE == OPERATIONS.keys()


@pytest.mark.parametrize("operation", sorted(OPERATIONS.keys() - PRIVATE))
def test_every_operation_is_described_in_full(operation):
    path, described = OPERATIONS[operation]
    assert described["summary"]
    assert described["description"]
    assert described["tags"][0] in {tag["name"] for tag in CONTRACT["tags"]}
    assert all(parameter["description"] for parameter in described.get("parameters", []))
    expected = {"400", "401", "403", "406", "414", "429", "431", "500", "503"}
    expected |= {"404"} if "{" in path else set()
    outlives = "/revisions/" in path or path.endswith("/restore/")
    expected |= {"410"} if "/agents/{key}/" in path and not outlives else set()
    if operation in CHANGES:
        expected |= {"411"} if METHODS[operation] == "post" else set()
        done = described["responses"].keys() & {"200", "201", "204"}
        expected |= {*done, "409", "413", "415", "422"}
        expected |= {"412", "428"} if "{" in path else set()
        expected |= {"202"} if operation in HELD else set()
    else:
        done = {"200"}
        expected |= {"200"} | ({"411", "413", "415"} if operation in POSTED else {"304"})
    expected |= ALSO.get(operation, set())
    assert described["responses"].keys() == expected
    (answer,) = (described["responses"][status] for status in done)
    if operation not in POSTED:
        assert "ETag" in answer["headers"]
    if METHODS[operation] != "delete":
        assert answer["content"]["application/json"]["examples"]


@pytest.mark.parametrize("operation", sorted(CHANGES))
def test_every_change_is_answered_as_the_contract_says(admin, oddities, operation):
    described = OPERATIONS[operation][1]
    (status,) = described["responses"].keys() & {"200", "201", "204"}
    assert {} not in described["security"]
    for address in ADDRESSES[operation]:
        response = ask(admin, address, METHODS[operation], **{"If-Match": "*"})
        assert response.status_code == int(status), response.content
        for name in set(described["responses"][status]["headers"]) - {"Idempotency-Replayed"}:
            assert name in response
        if status != "204":
            pointer = pointer_to(operation, status, "application/json")
            assert not complaints(response.json(), pointer), address


@pytest.mark.parametrize("operation", sorted(CHANGES))
@pytest.mark.parametrize("headers", [{}, {"If-Match": '"old"'}])
def test_every_refused_change_is_as_the_contract_says(admin, client, oddities, operation, headers):
    address = ADDRESSES[operation][0]
    for who in (admin, Client()):
        response = ask(who, address, METHODS[operation], **headers)
        if response.status_code in (200, 201, 204):
            continue
        pointer = OPERATIONS[operation][1]["responses"][str(response.status_code)]
        assert pointer["$ref"].startswith("#/components/responses/")
        assert not complaints(response.json(), "/components/schemas/Problem")
    assert response.status_code == 401


@pytest.mark.parametrize("operation", sorted(ADDRESSES.keys() - CHANGES))
def test_every_answer_is_as_the_contract_says(client, oddities, operation):
    for address in ADDRESSES[operation]:
        response = ask(client, address)
        assert response.status_code == 200, response.content
        answer = response.json()
        assert not complaints(answer, pointer_to(operation, "200", "application/json")), address
        for name in OPERATIONS[operation][1]["responses"]["200"].get("headers", {}):
            assert name in response or name in MAY_LACK


@pytest.mark.parametrize("operation", [each for each in ADDRESSES if each.startswith("list")])
def test_whole_rows_lack_nothing(client, oddities, operation):
    schema = OPERATIONS[operation][1]["responses"]["200"]["content"]["application/json"]["schema"]
    page = schema.get("$ref", "").rpartition("/")[2]
    if not page.endswith("Page"):
        return
    row = page.removesuffix("Page")
    for address in ADDRESSES[operation]:
        for shown in client.get(f"/api/{address}").json()["results"]:
            assert not complaints(shown, f"/components/schemas/{row}")


def test_the_contract_is_strict_enough_to_complain(client, oddities):
    answer = client.get("/api/agents/").json()
    for break_it in (
        lambda row: row.pop("key"),
        lambda row: row.update(health="fine"),
        lambda row: row.update(created=1),
        lambda row: row.update(revision=None),
    ):
        broken = copy.deepcopy(answer["results"][0])
        break_it(broken)
        assert complaints(broken, "/components/schemas/AgentRow")


@pytest.mark.parametrize(
    "address", ["agents/?tols=x", "agents/nope/", "agents/?format=xml", "nowhere/", "tools/?q="]
)
def test_every_problem_is_as_the_contract_says(client, oddities, address):
    problem = client.get(f"/api/{address}").json()
    assert not complaints(problem, "/components/schemas/Problem")


def documented() -> list[tuple[Any, str, Any]]:
    """Return the address, with a body if it has one, the method and the answer of each example."""
    found = []
    responses = list(CONTRACT["components"]["responses"].values())
    responses += [
        operation["responses"][status]
        for name, (_, operation) in OPERATIONS.items()
        for status in operation["responses"].keys() & {"200", "201"}
        if name not in PRIVATE
    ]
    for response in responses:
        for content in response["content"].values():
            for name, example in content.get("examples", {}).items():
                method, _, address = example["summary"].partition(" /api/")
                asked = address if method == "GET" else (address, sent_in(name))
                found.append((asked, method.lower(), example["value"]))
    return found


def sent_in(operation: str) -> Any:
    """Return the body of an operation's documented example."""
    content = OPERATIONS[operation][1]["requestBody"]["content"].values()
    examples = next(each["examples"] for each in content if "examples" in each)
    return next(iter(examples.values()))["value"]


@pytest.mark.parametrize(("address", "method", "promised"), documented())
def test_every_documented_example_is_what_is_answered(admin, library, address, method, promised):
    headers = {"host": "127.0.0.1:8000", "If-Match": "*"}
    answer = ask(admin, address, method, **headers).json()
    assert not differences(promised, answer)


def test_problems_are_documented_by_example_word_for_word(client, library):
    for example in PROBLEMS.values():
        answer = client.get(example.address).json()
        assert answer.pop("request_id")
        assert answer == example.answer


def differences(promised: Any, answer: Any, place: str = "$") -> list[str]:
    """Say where an answer is not what was promised; the promise may leave things out."""
    if isinstance(promised, dict) and isinstance(answer, dict):
        found = []
        for name, value in promised.items():
            here = f"{place}.{name}"
            if name not in answer:
                found.append(f"{here} is missing")
            elif name in PASSING and not isinstance(value, dict | list):
                same_kind = type(value) is type(answer[name])
                found += [] if same_kind else [f"{here} is {answer[name]!r}"]
            elif name in MEASURED:
                same_kinds = [*map(type, value)] == [*map(type, answer[name])]
                found += [] if same_kinds else [f"{here} is {answer[name]!r}"]
            else:
                found += differences(value, answer[name], here)
        return found
    if isinstance(promised, list) and isinstance(answer, list):
        return [
            f"{place} has none like {value!r}"
            for value in promised
            if not any(not differences(value, each) for each in answer)
        ]
    if isinstance(promised, str) and promised.endswith("…") and isinstance(answer, str):
        return [] if answer.startswith(promised.rstrip("…").rstrip()) else [f"{place}: {answer!r}"]
    return [] if promised == answer else [f"{place} is {answer!r}, not {promised!r}"]


def test_every_agent_of_the_library_is_as_the_contract_says(client, library):
    for key in Agent.objects.values_list("key", flat=True):
        answer = client.get(f"/api/agents/{key}/").json()
        assert not complaints(answer, pointer_to("readAgent", "200", "application/json")), key
