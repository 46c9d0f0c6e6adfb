"""One operation of the contract, drawn from its view: no view repeats what all of them share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import Direction, OpenApiExample, OpenApiParameter
from rest_framework.serializers import BaseSerializer

from agents_app.graph import DRAWINGS
from api.schema.problems import ProblemSerializer, register

JSON = "application/json"
MARKDOWN = "text/markdown"
TEXTS = {
    MARKDOWN: "The stored bytes, exactly as they came in.",
    "text/x-diff": "The unified diff of the two files, whole; empty where they are equal.",
    "application/zip": "The files and their `manifest.json` as a zip, nothing compressed.",
    "application/gzip": "The same as a tar.gz.",
    **{each.media_type: "The same graph, drawn." for each in DRAWINGS},
}
# Path parameters as they stand in the shipped library, so that "try it out" works at once.
PATHS: dict[str, tuple[Any, str]] = {
    "key": ("django-expert", "The agent's key: its name, or `collection:name`."),
    "name": ("Bash", "The tool's exact name; a slash in it is sent as `%2F`."),
    "old": (1, "The number of the revision that is compared."),
    "new": (1, "The number of the revision that it is compared with."),
    "digest": (
        "sha256:58699b1933416161576aa1bacf2c73300888ee046bc47b06b9f24432ca2c1838",
        "The SHA-256 of the text, in lower case.",
    ),
    "number": (1, "The revision's number, from 1."),
    "prefix": ("roster_Zm9vYmFy", "How the token begins."),
    "slug": ("library", "The collection's slug."),
    "id": (1, "The `id` of the import or proposal, from 1."),
}
ALWAYS = ("ETag", "Cache-Control", "X-Request-ID")
OF_FILES = ("Link", "Content-Disposition")
OF_BYTES = ("Repr-Digest",)
WITH_DIGEST = (MARKDOWN, "application/zip", "application/gzip")
HEADERS = {
    "ETag": "The version of this answer, for you: the same until something changes.",
    "Cache-Control": "`no-cache`: keep it, and ask with `If-None-Match` whether it still holds; "
    "with `private`, for yourself alone.",
    "Link": "The other faces of this entry, as `rel=alternate`.",
    "Repr-Digest": "SHA-256 of the bytes, as RFC 9530 writes it; with Markdown, and with bundles "
    "of up to 256 MiB.",
    "Content-Disposition": "What to call the file; not with JSON.",
    "X-Request-ID": "The id of this request, in the log too: the one that you sent, or a new one.",
}
# What is there for an agent that was retired as well.
OUTLIVING = "/restore/"
TAGS_YOU_HAVE = "Tags that you have. Where one of them still holds, the answer is 304 and empty."


class RosterSchema(AutoSchema):
    """Draws operations that read well, with every problem, header and face that they have."""

    view: Any

    def get_operation_id(self) -> str:
        """Return the view's own, else ``listAgents``, ``readAgent``, ``listAgentRevisions``, …"""
        if operation := getattr(self.view, "operation", ""):
            return str(operation)
        *owners, last = self._nouns()
        words = [*map(_singular, owners), last if self._lists() else _singular(last)]
        if self.method == "POST":
            return "post" + last.title()
        return ("list" if self._lists() else "read") + "".join(word.title() for word in words)

    def get_summary(self) -> str:
        """Return the view's own, else the same in words: ``List the revisions of an agent``."""
        if summary := getattr(self.view, "summary", ""):
            return str(summary)
        *owners, last = self._nouns()
        of_whom = "".join(f" of an {_singular(owner)}" for owner in owners)
        if self._lists():
            is_one = not last.endswith("s")
            return f"List {'the ' if owners or is_one else ''}{last}{of_whom}"
        return f"Read {'one' if '{' in self.path else 'the'} {_singular(last)}{of_whom}"

    def get_description(self) -> str:  # type: ignore[override]
        """Return what the view says about this action, else about itself."""
        about = getattr(self.view, "about", {}).get(getattr(self.view, "action", ""))
        return about or str(super().get_description())

    def get_tags(self) -> list[str]:
        """Return the resource that the address begins with."""
        return self._nouns()[:1]

    def is_open(self) -> bool:
        """Return whether those who have not said who they are may ask it too."""
        return True

    def get_auth(self) -> list[dict[str, Any]]:
        """Name the ways of saying who one is; where it is open, none is one of them."""
        ways = [way for way in super().get_auth() if way]
        return [*ways, {}] if self.is_open() else ways

    def get_filter_backends(self) -> list[Any]:
        """Describe the filters wherever the view takes them, in a list or not."""
        return list(self.view.filter_backends) if self.view.is_filtered() else []

    def get_paginated_name(self, serializer_name: str) -> str:
        """Return ``AgentRowPage``."""
        return f"{serializer_name}Page"

    def get_override_parameters(self) -> list[Any]:
        """Add what every read takes, and what every list of rows takes."""
        if self.method == "POST":
            return []
        parameters = [OpenApiParameter("If-None-Match", str, "header", description=TAGS_YOU_HAVE)]
        if members := self.view.members():
            items = {"type": "string", "enum": members}
            schema = {"type": "array", "minItems": 1, "maxItems": 16, "items": items}
            text = "Members to show, repeated or with commas; others are left out of the rows."
            parameters.append(OpenApiParameter("fields", schema, description=text))
        return parameters

    def _lists(self) -> bool:
        return getattr(self.view, "action", "") == "list"

    def _nouns(self) -> list[str]:
        return self._tokenize_path() or ["root"]

    def _get_format_parameters(self) -> list[dict[str, Any]]:
        """Describe ``format`` wherever it is taken, even where there is one face only."""
        schema = {"type": "string", "enum": self.map_renderers("format")}
        text = "The face of the answer; it goes before `Accept`."
        return [{"name": "format", "in": "query", "description": text, "schema": schema}]

    def _resolve_path_parameters(self, variables: list[str]) -> list[dict[str, Any]]:
        parameters: list[dict[str, Any]] = super()._resolve_path_parameters(variables)
        for parameter in parameters:
            parameter["example"], parameter["description"] = PATHS[parameter["name"]]
        return parameters

    def _get_response_bodies(self, direction: Direction = "response") -> dict[str, Any]:
        """Add the headers, the Markdown face, 304 and the problems to what a view answers."""
        # Drawn as 201 for a body; nothing is made here, so it is answered as a read is.
        found: dict[str, Any] = next(iter(super()._get_response_bodies(direction).values()))
        found |= {"description": "Found.", "headers": self._headers(ALWAYS)}
        for face in (face for face in TEXTS if face in found["content"]):
            found["headers"] |= self._headers(OF_FILES + OF_BYTES * (face in WITH_DIGEST))
            text = {"type": "string", "description": TEXTS[face]}
            found["content"][face] = {"schema": text}
        found["content"][JSON] |= self.shown_example()
        self._admit_trimmed_rows()
        unchanged = {"description": "You have it already.", "headers": self._headers(ALWAYS)}
        if self.method == "POST":  # what is sent by a body is answered anew each time
            found.pop("headers")
            return {"200": found, **self._problems()}
        return {"200": found, "304": unchanged, **self._problems()}

    def get_request_serializer(self) -> Any:
        """Return what is sent, which is not what comes back."""
        sent = getattr(self.view, "request_serializer_class", None)
        return sent() if sent else super().get_request_serializer()

    def get_examples(self) -> list[Any]:
        """Return what is sent in the documented example."""
        example = self._example()
        if example is None or example.sent is None:
            return []
        return [OpenApiExample(self.get_operation_id(), value=example.sent, request_only=True)]

    def shown_example(self) -> dict[str, Any]:
        """Return the documented example as a content has it, nothing where there is none."""
        example = self._example()
        return {"examples": {self.get_operation_id(): example.body()}} if example else {}

    def _example(self) -> Any:
        return getattr(self.view, "examples", {}).get(self.get_operation_id())

    def _problems(self) -> dict[str, Any]:
        missing = ["404"] if "{" in self.path else []
        outlives = self.path.endswith(OUTLIVING) or "/revisions/" in self.path
        gone = ["410"] if "/agents/{key}/" in self.path and not outlives else []
        unread = ["411", "413", "415"] if self.method == "POST" else []
        always = ("400", "401", "403", "406", "414", "429", "431", "500", "503")
        statuses = sorted({*always, *missing, *gone, *unread})
        return {status: self.problem(status) for status in statuses}

    def problem(self, status: str) -> dict[str, Any]:
        """Return the reference to the response of a status."""
        problem = self.resolve_serializer(ProblemSerializer, "response").ref
        return register(self.registry, problem, status)

    def _headers(self, names: Iterable[str]) -> dict[str, Any]:
        return {name: self._header(name) for name in names}

    def _header(self, name: str) -> dict[str, Any]:
        header: dict[str, Any] = {"description": HEADERS[name], "schema": {"type": "string"}}
        # A response has one list of headers for all its faces, so a file's are not promised.
        header |= {"required": True} if name in ALWAYS else {}
        component = ResolvedComponent(name, ResolvedComponent.HEADER, header, name)
        self.registry.register_on_missing(component)
        return dict(component.ref)

    def _admit_trimmed_rows(self) -> None:
        """Say of a page that its rows may lack members: with ``fields=`` they do."""
        if not self.view.members():
            return
        name = self._get_serializer_name(self._get_serializer(), "response")
        row = self.registry[name, ResolvedComponent.SCHEMA]
        page = self.registry[self.get_paginated_name(name), ResolvedComponent.SCHEMA]
        part = {key: value for key, value in row.schema.items() if key != "required"}
        part["description"] = f"The members of {name} that `fields` names."
        trimmed = ResolvedComponent(f"Trimmed{name}", ResolvedComponent.SCHEMA, part, name)
        self.registry.register_on_missing(trimmed)
        page.schema["properties"]["results"]["items"] = {"anyOf": [row.ref, trimmed.ref]}

    def _map_serializer_field(
        self, field: Any, direction: Direction, bypass_extensions: bool = False
    ) -> dict[str, Any]:
        """Admit null among the entries of a list that may be null: the library forgets it."""
        schema: dict[str, Any] = super()._map_serializer_field(field, direction, bypass_extensions)
        child = getattr(field, "child", None)
        if isinstance(child, BaseSerializer) and child.allow_null:
            schema["items"] = {"oneOf": [schema["items"], {"type": "null"}]}
        return schema

    def _map_basic_serializer(self, serializer: Any, direction: Direction) -> dict[str, Any]:
        """Leave ``readOnly`` out: the shape of an answer is never sent to us."""
        schema: dict[str, Any] = super()._map_basic_serializer(serializer, direction)
        for name, member in schema.get("properties", {}).items():
            member.pop("readOnly", None)
            if list(member) == ["allOf"] and len(member["allOf"]) == 1:
                schema["properties"][name] = member["allOf"][0]
        return schema


def _singular(noun: str) -> str:
    return noun.removesuffix("s")
