"""Which refusals go into the audit log: those of permission, and what a write did not find."""

from __future__ import annotations

from rest_framework.request import Request

from agents_app.actions.note_refusal import note_refusal
from api.authentication import actor_of
from api.errors.problem import Problem

READS = ("GET", "HEAD", "OPTIONS")
# Who refused these has noted them, and knows more about them.
_NOTED = ("bad_credentials", "refresh_reused")


def note_problem(request: Request, problem: Problem) -> None:
    """Note a problem if it is one of permission; a missing thing may be a hidden one."""
    is_hidden = problem.status == 404 and request.method not in READS
    if problem.code in _NOTED or not (problem.status in (401, 403) or is_hidden):
        return
    actor = actor_of(request)
    subject = f"{request.method} {request.path}"
    note_refusal("request", subject, actor=actor.name, detail=problem.code)
