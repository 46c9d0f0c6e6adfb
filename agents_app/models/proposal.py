"""A proposal: a definition that waits for a curator, for it can do more than the present one."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from agents_app.definitions import Definition, read_definition
from agents_app.definitions.diff import Diff, difference
from agents_app.models.agent import Agent
from agents_app.models.collection import Collection
from agents_app.querysets.proposals import ProposalQuerySet


class Proposal(models.Model):
    """A text on its way in. Readers go on meeting the approved one until somebody decides."""

    class State(models.TextChoices):
        """What became of it."""

        HELD = "held"
        APPROVED = "approved"
        REJECTED = "rejected"
        SUPERSEDED = "superseded"

    number = models.PositiveIntegerField(unique=True)
    collection = models.ForeignKey(Collection, models.PROTECT, related_name="proposals")
    agent = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="proposals")
    name = models.CharField(max_length=64)
    path = models.TextField()
    base = models.PositiveIntegerField(
        null=True, help_text="The number of the revision that it was written against."
    )
    brings_back = models.BooleanField(
        default=False, help_text="Whether the agent is retired, and comes back with this text."
    )
    digest = models.CharField(max_length=71)
    content = models.BinaryField()
    widens = models.JSONField(default=list, help_text="Why it was held.")
    proposer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="proposals"
    )
    author = models.CharField(max_length=150, blank=True)
    message = models.TextField(blank=True)
    created = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.HELD)
    decider = models.CharField(max_length=150, blank=True)
    reason = models.TextField(blank=True)
    decided = models.DateTimeField(null=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.CheckConstraint(condition=Q(number__gte=1), name="proposal_number_from_one"),
            models.UniqueConstraint(
                fields=("collection", "name"),
                condition=Q(state="held"),
                name="one_held_proposal_per_name",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("held", "approved", "rejected", "superseded")),
                name="proposal_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="held", decided=None) | ~Q(state="held") & ~Q(decided=None),
                name="proposal_is_held_until_decided",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}: {self.key}"

    @property
    def key(self) -> str:
        """Return the key that the agent has or would have."""
        return self.collection.key_of(self.name)

    @property
    def definition(self) -> Definition:
        """Return what the text says."""
        return read_definition(bytes(self.content), path=self.path)

    @property
    def changes(self) -> Diff | None:
        """Return what it changes of the text that readers meet now; None where there is none."""
        agent = self.agent
        if agent is None or agent.revision is None:
            return None
        old = read_definition(bytes(agent.revision.content), path=agent.path)
        return difference(old, self.definition)
