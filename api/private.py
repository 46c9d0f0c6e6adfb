"""Answers that are for one reader and one moment: no cache keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.viewsets import GenericViewSet

from api.parameters import KnownParameters
from api.parameters.query import FORMAT, check
from api.schema.private import PrivateSchema

READS = ("GET", "HEAD", "OPTIONS")


class PrivateViewSet(KnownParameters, GenericViewSet):
    """Answers with ``Cache-Control: no-store``; ``bodies`` names what each action is sent."""

    schema = PrivateSchema()
    bodies: Mapping[str, type[Serializer]] = {}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse parameters beside a body: they would end up in logs."""
        super().initial(request, *args, **kwargs)
        # A method that is not taken here is refused as such, whatever came with it.
        if self.action and request.method not in READS:
            check(request.query_params, known=[FORMAT], repeatable=(), bounds={})

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Keep every answer out of every cache."""
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    def sent(self) -> dict[str, Any]:
        """Return the members of the body, or refuse them."""
        body = self.bodies[self.action](data=self.request.data)
        body.is_valid(raise_exception=True)
        found: dict[str, Any] = body.validated_data
        return found
