"""Problems in the contract: one shape, and a response for each way of saying no."""

from __future__ import annotations

from typing import Any

from drf_spectacular.plumbing import ComponentRegistry, ResolvedComponent
from rest_framework import serializers

from api.schema.example import Example

MEDIA_TYPE = "application/problem+json"


class ProblemErrorSerializer(serializers.Serializer):
    """One thing that is wrong; ``field`` is the parameter or member, null for the whole."""

    field = serializers.CharField(read_only=True, allow_null=True)
    code = serializers.CharField(read_only=True)
    message = serializers.CharField(read_only=True)


class ProblemSerializer(serializers.Serializer):
    """A problem by RFC 9457; ``code`` is stable, ``detail`` is for people."""

    type = serializers.CharField(read_only=True)
    title = serializers.CharField(read_only=True)
    status = serializers.IntegerField(read_only=True)
    code = serializers.CharField(read_only=True)
    detail = serializers.CharField(read_only=True)
    errors = ProblemErrorSerializer(many=True, read_only=True)
    did_you_mean = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text="The nearest names that exist."
    )
    allowed = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text="What may stand there instead."
    )
    request_id = serializers.CharField(
        read_only=True, help_text="The id of this request, as in the header `X-Request-ID`."
    )


RESPONSES = {
    "400": ("BadRequest", "A parameter that nobody knows, or a value that it can't have."),
    "401": ("Unauthorized", "Nobody has said who they are, or a token is not good (any more)."),
    "403": ("Forbidden", "You may not do this, or your address may not ask here at all."),
    "404": ("NotFound", "There is no such entry; the nearest names are in `did_you_mean`."),
    "406": ("NotAcceptable", "There is no such face; those there are stand in `allowed`."),
    "409": ("Conflict", "It does not fit what is there: a name taken, an agent still named."),
    "410": ("Gone", "It was retired; `allowed` names the agent to use instead, if there is one."),
    "411": ("LengthRequired", "A body of unknown length is not read; send `Content-Length`."),
    "412": (
        "PreconditionFailed",
        "It has changed since you read it; `allowed` has the tag of now.",
    ),
    "413": ("ContentTooLarge", "More was sent than is taken at once."),
    "414": ("UriTooLong", "The address is longer than any that there is."),
    "415": (
        "UnsupportedMediaType",
        "A body of this media type, or not in UTF-8, is not read here.",
    ),
    "422": ("UnprocessableContent", "The text is no definition, or says what nobody may store."),
    "428": ("PreconditionRequired", "Send the tag of your last read as `If-Match`."),
    "429": ("TooManyRequests", "You ask too often; `Retry-After` says when to come back."),
    "431": ("HeadersTooLarge", "The headers are larger than any that are read here."),
    "500": ("ServerError", "A mistake of the registry. It has been logged."),
    "503": ("TryAgain", "The database is busy or away for a moment."),
}

EXAMPLES = {
    "400": Example(
        "/api/journal/?verbs=agent.retired",
        {
            "type": "about:blank",
            "title": "Bad Request",
            "status": 400,
            "code": "unknown_parameter",
            "errors": [
                {
                    "field": "verbs",
                    "code": "unknown_parameter",
                    "message": "There is no parameter 'verbs'. Allowed: after, verb, key, "
                    "collection, ordering, cursor, limit, fields, format.",
                }
            ],
            "detail": "There is no parameter 'verbs'. Allowed: after, verb, key, collection, "
            "ordering, cursor, limit, fields, format.",
            "did_you_mean": ["verb"],
            "allowed": [
                "after",
                "verb",
                "key",
                "collection",
                "ordering",
                "cursor",
                "limit",
                "fields",
                "format",
            ],
        },
    ),
    "404": Example(
        "/api/agents/djang-expert/",
        {
            "type": "about:blank",
            "title": "Not Found",
            "status": 404,
            "code": "not_found",
            "detail": "There is no agent 'djang-expert'.",
            "errors": [],
            "did_you_mean": ["django-expert", "angular-expert"],
            "allowed": [],
        },
    ),
    "406": Example(
        "/api/agents/?format=xml",
        {
            "type": "about:blank",
            "title": "Not Acceptable",
            "status": 406,
            "code": "not_acceptable",
            "detail": "This address has no such face. Ask by Accept or by ?format=json, "
            "?format=api.",
            "errors": [],
            "did_you_mean": [],
            "allowed": ["application/json", "text/html"],
        },
    ),
}


def register(registry: ComponentRegistry, problem: dict[str, Any], status: str) -> dict[str, Any]:
    """Return the reference to the response of a status, described once for all operations."""
    name, description = RESPONSES[status]
    content: dict[str, Any] = {"schema": problem}
    if status in EXAMPLES:
        content["examples"] = {name: EXAMPLES[status].body()}
    response: dict[str, Any] = {"description": description, "content": {MEDIA_TYPE: content}}
    if status in ("429", "503"):
        whole = {"type": "integer", "minimum": 1}
        response["headers"] = {
            "Retry-After": {"description": "Seconds to wait.", "required": True, "schema": whole}
        }
    component = ResolvedComponent(name, ResolvedComponent.RESPONSE, response, name)
    registry.register_on_missing(component)
    return component.ref
