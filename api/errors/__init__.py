"""Every way of saying no, as ``application/problem+json``; the status is decided here."""

from api.errors.answer import problem_response
from api.errors.handlers import answer_with, bad_request, not_found, server_error
from api.errors.problem import Problem
from api.errors.verdicts import problem_of

__all__ = [
    "Problem",
    "answer_with",
    "bad_request",
    "not_found",
    "problem_of",
    "problem_response",
    "server_error",
]
