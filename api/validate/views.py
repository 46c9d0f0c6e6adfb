"""Validating over HTTP: a text in, what would become of it out."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from agents_app.actions.validate_definition import validate_definition
from agents_app.models import Agent
from api.authentication import actor_of, registry_of
from api.parameters import KnownParameters
from api.schema import Intake, UploadSchema
from api.validate.bodies import LONGEST_PATH, PARSERS, read_text
from api.validate.examples import EXAMPLES
from api.validate.filters import ValidateFilterSet
from api.validate.serializers import ValidationSerializer

IN_JSON = {
    "type": "object",
    "properties": {
        "content": {"type": "string", "description": "The whole file."},
        "path": {
            "type": "string",
            "maxLength": LONGEST_PATH,
            "description": "Its place; the file's name counts where the text has none.",
        },
    },
    "required": ["content"],
    "additionalProperties": False,
}


class ValidateViewSet(KnownParameters, GenericViewSet):
    """Validating: a text is read and judged as if it were published."""

    examples = EXAMPLES
    queryset = Agent.objects.none()
    serializer_class = ValidationSerializer
    filterset_class = ValidateFilterSet
    pagination_class = None
    parser_classes = PARSERS
    about = {
        "create": "The findings, and what the text says, as far as it can be read; a text that is "
        "no definition is refused with 422, a code and the line. Nothing is stored."
    }
    intakes = {
        "create": Intake(
            "validateDefinition",
            "Validate a definition without storing it",
            takes={"text/markdown": {"type": "string"}, "application/json": IN_JSON},
            statuses={"200": "It can be read."},
            refusals=("404",),
            is_open=True,
        )
    }
    schema = UploadSchema()

    def is_filtered(self) -> bool:
        """Return that a parameter is taken, though this is no list."""
        return True

    def create(self, request: Request) -> Response:
        """Judge what was sent."""
        content, path = read_text(request)
        form = ValidateFilterSet(request.query_params, Agent.objects.none(), request=request).form
        form.is_valid()
        beside = [
            registry_of(request).collections.by_slug(slug)
            for slug in form.cleaned_data["collection"]
        ]
        found = validate_definition(
            content, by=actor_of(request), path=path, collection=next(iter(beside), None)
        )
        return Response(self.get_serializer(found).data)
