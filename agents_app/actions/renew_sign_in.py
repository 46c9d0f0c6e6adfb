"""Renew a sign-in: one turn, for whoever comes first with the turn that is due."""

from __future__ import annotations

from django.db.models import F

from agents_app.actions.end_sign_in import end_sign_in
from agents_app.actions.note_refusal import note_refusal
from agents_app.errors import Unauthenticated
from agents_app.models import SignIn


def renew_sign_in(number: int, turn: int) -> SignIn:
    """Return the sign-in, one turn on.

    One UPDATE decides which of many is first. A turn that was taken before means that two have the
    same secret, and nobody can tell which is the thief: the whole sign-in ends.
    Raises Unauthenticated ``session_ended`` or ``refresh_reused``.
    """
    sign_in = SignIn.objects.open_one(number)
    if sign_in is None:
        raise Unauthenticated("session_ended", "This sign-in has ended. Sign in again.")
    due = SignIn.objects.filter(pk=number, turn=turn, ended=None)
    if due.update(turn=F("turn") + 1) == 0:
        end_sign_in(sign_in, detail="refresh_reused")
        note_refusal("refresh", str(sign_in), actor=str(sign_in.user), detail="refresh_reused")
        message = "This refresh token was used before, so the sign-in was ended. Sign in again."
        raise Unauthenticated("refresh_reused", message)
    sign_in.turn = turn + 1
    return sign_in
