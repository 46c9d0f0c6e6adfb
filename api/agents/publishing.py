"""Publishing over HTTP: agents come, change, are deprecated, go, and come back."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from agents_app.actions.answer_once import Answer
from agents_app.actions.deprecate_agent import deprecate_agent, undeprecate_agent
from agents_app.actions.publish_agent import publish_agent
from agents_app.actions.restore_agent import restore_agent
from agents_app.actions.retire_agent import retire_agent
from agents_app.actions.revise_agent import amend_agent, revise_agent
from agents_app.actor import Actor
from agents_app.errors import Stale
from agents_app.models import Agent, Proposal
from agents_app.rights import Deed, require
from api.agents.bodies import (
    AgentChangeSerializer,
    AgentWriteSerializer,
    DeprecateSerializer,
    RestoreSerializer,
    UndeprecateSerializer,
    front_matter_of,
)
from api.agents.drafts import collection_of, members_of, path_of, text_of
from api.agents.serializers import AgentSerializer
from api.authentication import actor_of, registry_of
from api.bodies import MarkdownParser, StrictJSONParser
from api.briefs import ProposalBriefSerializer
from api.preconditions import seen_at, tag_of
from api.schema import Change, ChangeSchema
from api.writing import AnswersOnce

BODIES = {
    "create": AgentWriteSerializer,
    "update": AgentChangeSerializer,
    "partial_update": AgentChangeSerializer,
    "restore": RestoreSerializer,
    "deprecate": DeprecateSerializer,
    "undeprecate": UndeprecateSerializer,
}
HELD = ProposalBriefSerializer
CHANGES = {
    "create": Change(
        "publishAgent", "Publish an agent", "201", conditional=False, file=True, held=HELD
    ),
    "update": Change("replaceAgent", "Replace the text of an agent", file=True, held=HELD),
    "partial_update": Change("amendAgent", "Change the text of an agent in place", held=HELD),
    "destroy": Change("retireAgent", "Retire an agent", "204"),
    "restore": Change("restoreAgent", "Restore an old text, or a retired agent", held=HELD),
    "deprecate": Change("deprecateAgent", "Advise against an agent"),
    "undeprecate": Change("undeprecateAgent", "Take the advice against an agent back"),
}
DEEDS = {
    "create": "A new agent from a definition file (`text/markdown`, kept byte for byte) or from "
    "fields (JSON; Roster writes the file). The parameters may be members of the JSON as well.",
    "update": "The whole text anew, as a file or as fields. A text that is the same already "
    "changes nothing.",
    "partial_update": "A merge patch (RFC 7396) of the front matter, and of the prompt as `body`. "
    "Only the lines of the keys that change are written; null removes a key.",
    "destroy": "Readers no longer meet the agent: its address answers 410, with where to go. Its "
    "history and its name stay. Refused with 409 while others name it.",
    "restore": "The text of a past revision becomes the next one. A retired agent comes back.",
    "deprecate": "The agent stays, and its rows say that it should not be chosen any more.",
    "undeprecate": "The agent is as good as any other again.",
}


class PublishingViewSet(AnswersOnce, GenericViewSet):
    """What authors and curators do to agents; each change is answered with the whole agent."""

    parser_classes = [StrictJSONParser, MarkdownParser]
    bodies = BODIES
    changes = CHANGES
    schema = ChangeSchema()

    def create(self, request: Request) -> Response:
        """Publish a definition as a new agent."""
        by = self.writer()
        data, said = text_of(request, AgentWriteSerializer, self.said())
        collection = collection_of(said, registry_of(request))
        require(by, "publish", collection)
        path, message = path_of(said, data), said.get("message") or ""

        def act() -> Answer:
            agent = publish_agent(collection, data, by=by, path=path, message=message)
            return self.told(agent, status=201)

        return self.answer(act)

    def update(self, request: Request, key: str) -> Response:
        """Replace the text of an agent."""
        agent, by, since = self.writable("revise")
        data, said = text_of(request, AgentChangeSerializer, self.said())
        told: dict[str, Any] = {"message": said.get("message") or "", "since": since}
        return self.answer(lambda: self.told(revise_agent(agent, data, by=by, **told)))

    def partial_update(self, request: Request, key: str) -> Response:
        """Change the text of an agent in place."""
        agent, by, since = self.writable("revise")
        sent = members_of(request, AgentChangeSerializer, self.said(), partial=True)
        told: dict[str, Any] = {
            "body": sent.get("body"),
            "message": sent.get("message") or "",
            "since": since,
        }
        patch = front_matter_of(sent)
        return self.answer(lambda: self.told(amend_agent(agent, patch, by=by, **told)))

    def destroy(self, request: Request, key: str) -> Response:
        """Retire an agent."""
        agent, by, since = self.writable("retire")
        said = self.said()
        told: dict[str, Any] = {
            "successor": said["successor"],
            "message": said["message"] or "",
            "leave_dangling": said["leave_dangling"] == "true",
            "since": since,
        }

        def act() -> Answer:
            retire_agent(agent, by=by, **told)
            return Answer(204, headers={"ETag": tag_of(request, self.address(key))})

        return self.answer(act)

    @action(detail=True, methods=["post"])
    def restore(self, request: Request, key: str) -> Response:
        """Bring an old text back, or a retired agent."""
        self.writer()
        sent = members_of(request, RestoreSerializer, {}, partial=False)
        number, message = sent.get("revision"), sent.get("message") or ""

        def act() -> Answer:
            agent, by, since = self.writable("restore")
            found = restore_agent(agent, number, by=by, message=message, since=since)
            return self.told(found)

        return self.answer(act)

    @action(detail=True, methods=["post"])
    def deprecate(self, request: Request, key: str) -> Response:
        """Advise against an agent."""
        self.writer()
        sent = members_of(request, DeprecateSerializer, {}, partial=False)
        told: dict[str, Any] = {
            "successor": sent.get("successor"),
            "reason": sent.get("reason") or "",
            "message": sent.get("message") or "",
        }

        def act() -> Answer:
            agent, by, since = self.writable("deprecate")
            return self.whole(deprecate_agent(agent, by=by, since=since, **told))

        return self.answer(act)

    @action(detail=True, methods=["post"])
    def undeprecate(self, request: Request, key: str) -> Response:
        """Take the advice back."""
        self.writer()
        sent = members_of(request, UndeprecateSerializer, {}, partial=False)
        message = sent.get("message") or ""

        def act() -> Answer:
            agent, by, since = self.writable("deprecate")
            return self.whole(undeprecate_agent(agent, by=by, message=message, since=since))

        return self.answer(act)

    def writer(self) -> Actor:
        """Return who asks, if they may write anything at all; else no lock is taken for them."""
        by = actor_of(self.request)
        require(by, "publish")
        return by

    def writable(self, deed: Deed) -> tuple[Agent, Actor, int | None]:
        """Return the agent of this address, who asks, and the serial at which they saw it."""
        by, key = self.writer(), self.kwargs["key"]
        registry = registry_of(self.request)
        retired = registry.agents_remembered.retired().filter(key=key)
        found = retired.first() if deed == "restore" else None
        agent = found or registry.agents.by_key(key)
        require(by, deed, agent)
        return agent, by, seen_at(self.request, self.address(key))

    def told(self, found: Agent | Proposal, *, status: int = 200) -> Answer:
        """Return what became of a text: the agent, or what waits for a curator."""
        if isinstance(found, Agent):
            return self.whole(found, status=status)
        body = ProposalBriefSerializer(found, context=self.get_serializer_context()).data
        return Answer(202, body, {"Location": body["url"]})

    def whole(self, agent: Agent, *, status: int = 200) -> Answer:
        """Return the agent as it is read, with the tag that a read would have now."""
        address = self.address(agent.key)
        found = registry_of(self.request).agents.for_detail().by_key(agent.key)
        body = AgentSerializer(found, context=self.get_serializer_context()).data
        headers = {"ETag": tag_of(self.request, address)}
        if status == 201:
            headers["Location"] = self.request.build_absolute_uri(address)
        return Answer(status, body, headers)

    def said(self) -> dict[str, Any]:
        """Return what the parameters of this address say, None where they are silent."""
        filterset: Any = getattr(self, "filterset_class", None)
        read = filterset(
            self.request.query_params, queryset=Agent.objects.none(), request=self.request
        )
        read.form.is_valid()
        said: dict[str, Any] = read.form.cleaned_data
        return said

    def address(self, key: str) -> str:
        """Return the path of an agent."""
        return reverse("agent-detail", kwargs={"key": key})

    def handle_exception(self, exc: Exception) -> Response:
        """Tell who comes too late which version is there now."""
        if isinstance(exc, Stale):
            exc.tag = tag_of(self.request, self.address(self.kwargs["key"]))
        return super().handle_exception(exc)
