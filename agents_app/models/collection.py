"""A collection: a named set of definitions with a source and a licence."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from agents_app.definitions.lint import RULES, Severity
from agents_app.definitions.policy import GRAVITY, Policy
from agents_app.querysets.collections import CollectionQuerySet

DEFAULT_SLUG = "library"
SLUG = r"[a-z0-9][a-z0-9._-]*"


class Collection(models.Model):
    """A named set of definitions; its slug is the part of a key before the colon."""

    slug = models.CharField(max_length=64, unique=True, validators=[RegexValidator(rf"^{SLUG}\Z")])
    title = models.CharField(max_length=200)
    source_url = models.URLField(max_length=500, blank=True)
    licence = models.CharField(max_length=100, blank=True)
    private = models.BooleanField(
        default=False, help_text="Only members, maintainers and admins know that it is there."
    )
    maintainers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="maintained_collections"
    )
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="member_collections"
    )
    blocked_severity = models.CharField(
        max_length=7,
        blank=True,
        choices=[(severity, severity) for severity in GRAVITY],
        help_text="Definitions with findings as grave as this are refused.",
    )
    blocked_rules = models.JSONField(
        default=list, blank=True, help_text="Lint rules whose findings are refused, e.g. S001."
    )
    holds_widening = models.BooleanField(
        default=False,
        help_text="A definition that can do more than the one before waits for a curator.",
    )
    created = models.DateTimeField(auto_now_add=True)

    objects = CollectionQuerySet.as_manager()

    class Meta:
        ordering = ("slug",)
        constraints = (
            models.CheckConstraint(condition=~Q(slug=""), name="collection_has_a_slug"),
            models.CheckConstraint(
                condition=Q(blocked_severity__in=("", *GRAVITY)),
                name="collection_severity_is_known",
            ),
        )

    def __str__(self) -> str:
        return self.slug

    def clean(self) -> None:
        """Refuse rules that lint does not know: they would block nothing, unnoticed."""
        rules = self.blocked_rules
        unknown = rules if not isinstance(rules, list) else [r for r in rules if r not in RULES]
        if unknown:
            raise ValidationError({"blocked_rules": f"Lint has no such rules: {unknown}."})

    @property
    def policy(self) -> Policy:
        """Return what keeps definitions out."""
        severity = cast("Severity | None", self.blocked_severity or None)
        return Policy(severity, frozenset(self.blocked_rules))

    def key_of(self, name: str) -> str:
        """Return the address of the agent of this name: bare in the default collection."""
        return name if self.slug == DEFAULT_SLUG else f"{self.slug}:{name}"
