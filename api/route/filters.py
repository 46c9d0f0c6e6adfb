"""What a question to the router may say, alike as parameters and as members of a body."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django_filters import FilterSet
from rest_framework.request import Request

from agents_app.errors import BadRequest
from agents_app.models import Agent
from agents_app.registry import Registry
from agents_app.router import Question
from api.parameters import Each, known_collection, known_tool
from api.parameters.plain import Needed, Number, Plain

MOST_CHARACTERS = 2_000
MOST_TOOLS = 64
DEFAULT_LIMIT = 5
MOST_ANSWERS = 50


def anything(name: str, value: str, registry: Registry) -> None:
    """Take any value: a task may say what it likes, and a team may grant tools of its own."""


class Task(Needed):
    """The task, which may be longer than other values."""

    most = MOST_CHARACTERS

    def schema(self, of_one: dict[str, Any]) -> dict[str, Any]:
        """Describe a text of this length, with a word in it."""
        return {**of_one, "maxLength": MOST_CHARACTERS}


class Tools(Each):
    """Names of tools, more of them than other parameters take."""

    most_values = MOST_TOOLS

    def filter(self, queryset: QuerySet, values: Any) -> QuerySet:
        """Leave the rows as they are: the router narrows."""
        return queryset


class RouteFilterSet(FilterSet):
    """The members of a question."""

    task = Task(anything, "What is to be done, in plain words.")
    tools = Tools("", anything, "The tools that may be granted, by exact name.")
    must_use = Tools("", known_tool, "Tools that the agent must really be able to use.")
    collection = Plain("in_collection", known_collection, "Of this collection only.")
    limit = Number(1, MOST_ANSWERS, "How many agents, at most.", default=DEFAULT_LIMIT)


def read_question(written: QueryDict, request: Request) -> Question:
    """Return the question, or refuse what it says; request: only for who asks."""
    read = RouteFilterSet(written, queryset=Agent.objects.none(), request=request)
    read.form.is_valid()
    said = read.form.cleaned_data
    task = said["task"].strip()
    if not task:
        raise BadRequest("empty_value", "'task' is empty. Say what is to be done.", field="task")
    collection = next(iter(said["collection"]), None)
    tools = tuple(said["tools"]) if "tools" in written else None
    return Question(task, tools, tuple(said["must_use"]), collection, said["limit"])
