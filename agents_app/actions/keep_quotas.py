"""Keep quotas: what one account may store in a day, counted in the database and so exactly."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings

from agents_app.actions.spend import Rate, spend
from agents_app.actions.write_definitions import Draft
from agents_app.actor import Actor
from agents_app.errors import TooMany

DAY = 24 * 60 * 60
MEBIBYTE = 1024 * 1024


def keep_quotas(drafts: Sequence[Draft], *, by: Actor) -> None:
    """Spend what these drafts take of their writer's day; call it before they are written.

    Inside the transaction that writes them: a write that fails later has taken nothing, and a
    dry run is free. Raises TooMany ``quota_exceeded``. Admins and the machine have no quota.
    """
    if by.is_admin or by.user is None or not drafts:
        return
    new = sum(draft.is_new for draft in drafts)
    size = sum(len(draft.definition.source.data) for draft in drafts)
    _take(by.user, "agents", new, settings.QUOTA_AGENTS, f"{settings.QUOTA_AGENTS:,} new agents")
    most = settings.QUOTA_MEBIBYTES
    _take(by.user, "bytes", size, most * MEBIBYTE, f"{most:,} MiB of definitions")


def _take(user: int, of: str, cost: int, most: int, allowance: str) -> None:
    if not (cost and most):
        return
    balance = spend(f"quota.{of}", str(user), Rate(most, DAY), cost=cost)
    if balance.is_paid:
        return
    message = (
        f"An account may store {allowance} a day: {balance.left:,} {of} are left now, "
        f"and this takes {cost:,}. Wait, send less, or ask an admin."
    )
    raise TooMany("quota_exceeded", message, wait=balance.wait)
