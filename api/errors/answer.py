"""What DRF answers when a view raises."""

from __future__ import annotations

from typing import Any

from rest_framework.renderers import BrowsableAPIRenderer, JSONRenderer
from rest_framework.response import Response

from api.errors.problem import MEDIA_TYPE
from api.errors.refusals import note_problem
from api.errors.verdicts import problem_of


class ProblemRenderer(JSONRenderer):
    """JSON under the media type of problems, for whoever did not ask for a page."""

    media_type = MEDIA_TYPE
    format = "problem"


def problem_response(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Answer an exception of a view; None where it is our own mistake, so that it is logged."""
    problem = problem_of(exc)
    if problem is None:
        return None
    request = context["request"]
    note_problem(request, problem)
    if not isinstance(getattr(request, "accepted_renderer", None), BrowsableAPIRenderer):
        # A 406 can't be told in a face that was refused, nor any problem in Markdown.
        request.accepted_renderer, request.accepted_media_type = ProblemRenderer(), MEDIA_TYPE
    headers = {"Cache-Control": "no-store", **problem.headers}
    return Response(problem.body(), status=problem.status, headers=headers)
