"""What Django answers by itself: a problem below ``/api/``, a short page elsewhere."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse

from api.errors.problem import MEDIA_TYPE, Problem

API = "/api/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for Django what it refused before any view was chosen."""
    return answer_with(request, Problem(400, "bad_request", "The request could not be understood."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that nothing stands at."""
    detail = f"Nothing stands at {request.path}. {API} lists what there is."
    return answer_with(request, Problem(404, "not_found", detail))


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer after a mistake of our own; the log knows more than the visitor should."""
    detail = "Roster made a mistake. It has been logged; trying again may not help."
    return answer_with(request, Problem(500, "server_error", detail))


def answer_with(request: HttpRequest, problem: Problem) -> HttpResponse:
    """Answer a problem outside of any view."""
    headers = {"Cache-Control": "no-store", **problem.headers}
    if request.path_info.startswith(API):
        return JsonResponse(
            problem.body(),
            status=problem.status,
            content_type=MEDIA_TYPE,
            headers=headers,
        )
    title = f"{problem.status} {HTTPStatus(problem.status).phrase}"
    page = f'<!doctype html><html lang="en"><title>{title}</title><h1>{title}</h1></html>'
    return HttpResponse(page, status=problem.status, headers=headers)
