"""The router: which agents fit a task, within the tools that may be granted, and why."""

from agents_app.router.answers import Answer, Question, answer
from agents_app.router.upkeep import Router, router

__all__ = ["Answer", "Question", "Router", "answer", "router"]
