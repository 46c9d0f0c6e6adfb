"""Proposals over HTTP: what waits for a curator, and the decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from agents_app.actions.decide_proposal import approve_proposal, reject_proposal
from agents_app.errors import Unauthenticated
from agents_app.models import Proposal
from agents_app.querysets.proposals import ProposalQuerySet
from agents_app.rights import require
from api.authentication import actor_of
from api.private import PrivateViewSet
from api.proposals.examples import EXAMPLES
from api.proposals.filters import ProposalFilterSet
from api.proposals.serializers import (
    ApprovalSerializer,
    ProposalRowSerializer,
    ProposalSerializer,
    RejectionSerializer,
)
from api.schema.private import Private

DECISION = ("409", "422")


class ProposalViewSet(ListModelMixin, RetrieveModelMixin, PrivateViewSet):
    """Proposals: texts that can do more than those before them, and wait for a curator."""

    examples = EXAMPLES
    lookup_field = "number"
    lookup_url_kwarg = "id"
    lookup_value_converter = "number"
    queryset = Proposal.objects.none()
    faces = {"list": ProposalRowSerializer}
    bodies = {"approve": ApprovalSerializer, "reject": RejectionSerializer}
    operations = {
        "list": Private("listProposals", "List the proposals"),
        "retrieve": Private("readProposal", "Read one proposal"),
        "approve": Private("approveProposal", "Approve a proposal", conflicts=DECISION),
        "reject": Private("rejectProposal", "Reject a proposal", conflicts=DECISION),
    }
    about = {
        "list": "Your own, and those of the collections that you curate, the newest first. "
        "`state=held` are those that wait.",
        "retrieve": "One proposal with its text, and what that changes: first what it may do.",
        "approve": "The text becomes the agent's next revision, in its author's name. Refused "
        "with 409 if the agent has changed since it was proposed. For curators of the collection.",
        "reject": "The text never becomes a revision; its author reads why. For curators of the "
        "collection.",
    }

    @property
    def filterset_class(self) -> Any:
        """Return the parameters of this action."""
        return ProposalFilterSet if self.action == "list" else None

    def get_serializer_class(self) -> type[BaseSerializer]:
        """Return the row or the whole."""
        return self.faces.get(self.action, ProposalSerializer)

    def get_queryset(self) -> ProposalQuerySet:
        """Return what who asks is told of; nobody is told of any."""
        if self.action is not None and actor_of(self.request).user is None:
            raise Unauthenticated
        told = Proposal.objects.told_to(actor_of(self.request))
        return told.for_listing() if self.action == "list" else told.for_detail()

    def get_object(self) -> Proposal:
        """Return the proposal of this number."""
        number: Any = self.kwargs["id"]
        return self.get_queryset().by_number(number)

    @action(detail=True, methods=["post"])
    def approve(self, request: Request, id: int) -> Response:
        """Let it in."""
        return self.decide(approve_proposal)

    @action(detail=True, methods=["post"])
    def reject(self, request: Request, id: int) -> Response:
        """Keep it out."""
        return self.decide(reject_proposal)

    def decide(self, act: Callable[..., Proposal]) -> Response:
        """Take the decision of whoever may take it, and show what is decided."""
        proposal, by = self.get_object(), actor_of(self.request)
        require(by, "curate", proposal.collection)
        reason = self.sent().get("reason") or ""
        decided = act(proposal, by=by, reason=reason)
        return Response(self.get_serializer(decided).data)
