"""Note that a token was used: seldom, and never at the cost of who uses it."""

from __future__ import annotations

import datetime

from django.db import OperationalError
from django.db.models import Q
from django.utils import timezone

from agents_app.models import ApiToken
from agents_app.patience import patience

_SELDOM = datetime.timedelta(minutes=1)


def note_use(token: ApiToken) -> None:
    """Set ``last_used``, once a minute at most; where somebody else writes, it waits for the next.

    Only reads begin with this, and a read must not wait for a writer.
    """
    now = timezone.now()
    if token.last_used is not None and token.last_used > now - _SELDOM:
        return
    unseen = Q(last_used=None) | Q(last_used__lte=now - _SELDOM)
    try:
        with patience(milliseconds=0):
            ApiToken.objects.filter(unseen, pk=token.pk).update(last_used=now)
    except OperationalError:
        return
