"""End a sign-in: every token that came from it is good for nothing from now on."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from agents_app import audit
from agents_app.models import SignIn


@transaction.atomic
def end_sign_in(sign_in: SignIn, *, detail: str = "") -> None:
    """End a sign-in; one that has ended stays so. detail: why, where nobody asked for it."""
    still_open = SignIn.objects.filter(pk=sign_in.pk, ended=None)
    if still_open.update(ended=timezone.now()):
        done = audit.Deed("logout", str(sign_in), detail=detail)
        audit.note([done], actor=sign_in.user.get_username())
