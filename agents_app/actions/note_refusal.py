"""Note a refusal in the audit log, within bounds: who is refused must not fill the disk."""

from __future__ import annotations

import logging

from django.db import OperationalError

from agents_app import audit
from agents_app.actions.spend import Rate, spend
from agents_app.patience import patience

logger = logging.getLogger(__name__)

# The same refusal once a minute, of one address 200 an hour, of all together 2,000 an hour.
SAME = Rate(1, 60)
OF_ONE = Rate(200, 3_600)
OF_ALL = Rate(2_000, 3_600)
_PATIENCE = 1_000  # milliseconds; a refusal is answered soon even while an import runs


def note_refusal(verb: str, subject: str, *, actor: str = "", detail: str = "") -> None:
    """Note that something was refused, outside of any transaction of the deed.

    Beyond the bounds, or where the database is busy, it is only logged.
    """
    origin = audit.circumstances().origin
    same = "\0".join((origin, actor, verb, subject, detail))
    try:
        with patience(milliseconds=_PATIENCE):
            bounds = (("same", same, SAME), ("of_one", origin, OF_ONE), ("of_all", "", OF_ALL))
            if all(spend(f"audit.{kind}", whose, rate).is_paid for kind, whose, rate in bounds):
                refused = audit.Deed(verb, subject, audit.REFUSED, detail)
                audit.note([refused], actor=actor)
                return
    except OperationalError as error:
        logger.warning("A refusal was not noted: %s", error)
        return
    logger.info("A refusal like others was not noted again: %s %s", verb, detail)
