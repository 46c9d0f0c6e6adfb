"""An agent: the living entry, whose text is its current revision."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from agents_app.definitions.tools import Access
from agents_app.models.collection import Collection
from agents_app.models.toolset import Toolset
from agents_app.querysets.agents import AgentQuerySet


class Agent(models.Model):
    """The living entry. All but its place and status is derived from its current revision."""

    class Status(models.TextChoices):
        """Whether readers meet it."""

        PUBLISHED = "published"
        RETIRED = "retired"

    class Standing(models.TextChoices):
        """What readers are told: the status, and whether a published agent is still advised."""

        PUBLISHED = "published"
        DEPRECATED = "deprecated"
        RETIRED = "retired"

    class Tier(models.TextChoices):
        """How the front matter had to be read."""

        STRICT = "strict"
        REPAIRED = "repaired"
        SALVAGED = "salvaged"

    class Health(models.TextChoices):
        """The gravest of its findings."""

        OK = "ok"
        WARNINGS = "warnings"
        ERRORS = "errors"

    collection = models.ForeignKey(Collection, models.PROTECT, related_name="agents")
    name = models.CharField(max_length=64)
    key = models.CharField(max_length=129, unique=True)
    title = models.TextField()
    skeleton = models.CharField(max_length=64)
    path = models.TextField(help_text="Place in the collection's tree, for export.")
    category = models.CharField(max_length=100, blank=True)
    description = models.TextField(blank=True)
    model = models.CharField(max_length=200, blank=True)
    opening = models.TextField(blank=True)
    front_matter = models.JSONField(default=list)
    toolset = models.ForeignKey(Toolset, models.PROTECT, related_name="agents", db_index=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="agents"
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.PUBLISHED)
    deprecated = models.DateTimeField(null=True, blank=True, help_text="Since when, if it is.")
    reason = models.TextField(blank=True, help_text="Why it is deprecated.")
    successor = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="predecessors"
    )
    tier = models.CharField(max_length=10, choices=Tier)
    health = models.CharField(max_length=10, choices=Health)
    words = models.TextField(help_text="Name, title and description, casefolded, for q=.")
    revision = models.OneToOneField(
        "Revision", models.PROTECT, null=True, related_name="current_of"
    )
    created = models.DateTimeField()
    updated = models.DateTimeField()

    objects = AgentQuerySet.as_manager()

    class Meta:
        ordering = ("key",)
        constraints = (
            models.UniqueConstraint(
                fields=("collection", "name"), name="agent_name_once_per_collection"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="agent_has_a_name"),
            models.CheckConstraint(
                condition=Q(status__in=("published", "retired")), name="agent_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(tier__in=("strict", "repaired", "salvaged")), name="agent_tier_is_known"
            ),
            models.CheckConstraint(
                condition=Q(health__in=("ok", "warnings", "errors")), name="agent_health_is_known"
            ),
        )
        indexes = (
            # The toolset stands behind the key, so that a walk by key passes over agents unread.
            models.Index(fields=("status", "key", "toolset"), name="agents_by_key"),
            models.Index(fields=("status", "name", "id"), name="agents_by_name"),
            models.Index(fields=("status", "updated", "id"), name="agents_by_update"),
            models.Index(fields=("status", "category", "key"), name="agents_by_category"),
            models.Index(fields=("status", "model", "key"), name="agents_by_model"),
            models.Index(fields=("status", "health", "key"), name="agents_by_health"),
            models.Index(fields=("status", "toolset", "key"), name="agents_by_toolset"),
            models.Index(fields=("collection", "status", "key"), name="agents_by_collection"),
            models.Index(fields=("collection", "skeleton"), name="agents_by_skeleton"),
            # All that ranking and facets read of thousands of agents, so that no row is fetched;
            # those that are counted alike stand together.
            models.Index(
                fields=(
                    *("status", "collection", "category", "model", "health", "toolset"),
                    *("id", "key"),
                ),
                name="agents_for_search",
            ),
        )

    def __str__(self) -> str:
        return self.key

    @property
    def standing(self) -> Standing:
        """Return what readers are told of its status."""
        is_deprecated = self.status == self.Status.PUBLISHED and self.deprecated is not None
        return self.Standing.DEPRECATED if is_deprecated else self.Standing(self.status)

    @property
    def access(self) -> Access:
        """Return what the agent may use; prefetch ``toolset__grants__tool`` for many agents."""
        return self.toolset.access
