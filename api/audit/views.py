"""The audit log over HTTP, read only, for admins."""

from __future__ import annotations

from rest_framework.mixins import ListModelMixin

from agents_app.models import AuditEntry
from api.audit.examples import EXAMPLES
from api.audit.filters import AuditFilterSet
from api.audit.serializers import AuditEntrySerializer
from api.permissions import MayAdminister
from api.private import PrivateViewSet
from api.schema.private import Private


class AuditViewSet(ListModelMixin, PrivateViewSet):
    """The audit log: every write, every refusal of permission, every login; the newest first."""

    examples = EXAMPLES
    permission_classes = [MayAdminister]
    operations = {"list": Private("listAudit", "List the audit log")}
    about = {
        "list": "Every write, every refusal of permission, every login, the newest first. For "
        "admins; a token needs the scope `admin`. Refusals that repeat are noted once a minute."
    }
    queryset = AuditEntry.objects.all()
    serializer_class = AuditEntrySerializer
    filterset_class = AuditFilterSet
