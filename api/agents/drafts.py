"""What was sent, read: the text of a definition, and where and how it goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.request import Request

from agents_app.definitions import category_of, compose_definition, read_heading
from agents_app.definitions.places import why_unsafe
from agents_app.errors import BadRequest, Missing
from agents_app.models import Collection
from agents_app.models.collection import DEFAULT_SLUG
from agents_app.registry import Registry
from api.agents.bodies import front_matter_of
from api.bodies import MarkdownParser
from api.bodies.members import StrictSerializer


def is_markdown(request: Request) -> bool:
    """Return whether the body is a definition file."""
    media_type = (request.content_type or "").partition(";")[0].strip().lower()
    return media_type == MarkdownParser.media_type


def members_of(
    request: Request, reads: type[StrictSerializer], said: Mapping[str, Any], *, partial: bool
) -> dict[str, Any]:
    """Return the members of a JSON body and what the parameters say, each said once.

    Raises BadRequest or ValidationError by member.
    """
    if is_markdown(request):
        raise UnsupportedMediaType(request.content_type, "Send the fields that change as JSON.")
    body = reads(data=request.data, partial=partial)
    body.is_valid(raise_exception=True)
    members: dict[str, Any] = dict(body.validated_data)
    for name, value in said.items():
        if value is not None and members.get(name) is not None:
            message = f"{name!r} is given twice: in the body and as a parameter."
            raise BadRequest("repeated_parameter", message, field=name)
        members[name] = members.get(name) if value is None else value
    return members


def text_of(
    request: Request, reads: type[StrictSerializer], said: Mapping[str, Any]
) -> tuple[bytes, dict[str, Any]]:
    """Return the definition file that was sent or is made of fields, and what else was said."""
    if is_markdown(request):
        data: Any = request.data
        return data or b"", dict(said)
    members = members_of(request, reads, said, partial=False)
    front = front_matter_of(members)
    there = {key: value for key, value in front.items() if value is not None}
    return compose_definition(there, members.get("body", "")), members


def collection_of(said: Mapping[str, Any], registry: Registry) -> Collection:
    """Return the collection that was named, the default one where none was."""
    slug = said.get("collection") or DEFAULT_SLUG
    try:
        return registry.collections.by_slug(slug)
    except Missing as missing:
        raise BadRequest(
            "unknown_value", missing.message, field="collection", near=missing.did_you_mean
        ) from None


def path_of(said: Mapping[str, Any], data: bytes) -> str:
    """Return the place that was named, ``""`` for the one that follows from the name."""
    path, category = said.get("path"), said.get("category")
    if path is None and category is not None:
        path = f"{category}/{read_heading(data).name}.md"
        if category_of(path) != category or "/" in category:
            message = f"{category[:60]!r} is no category: use a plain word, or give a path."
            raise BadRequest("bad_value", message, field="category")
    elif path is not None and category is not None and category_of(path) != category:
        message = "'path' says another category. Give one of the two."
        raise BadRequest("bad_value", message, field="category")
    if path is not None and (why := why_unsafe(path)):
        raise BadRequest("unsafe_path", why, field="path")
    return path or ""
