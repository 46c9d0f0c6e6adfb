"""Create an account that signs in by tokens alone."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction

from agents_app import audit, journal
from agents_app.actor import Actor, Role
from agents_app.errors import BadRequest
from agents_app.rights import require


def account_of(name: str) -> Any:
    """Return the account of a name, None where there is none."""
    return get_user_model().objects.filter(username=name).first()


@transaction.atomic
def create_account(name: str, role: Role, *, by: Actor) -> Any:
    """Return a new account with one role and no password. Raises BadRequest ``bad_value``."""
    journal.lock()
    require(by, "administer")
    user: Any = get_user_model()(username=name)
    user.set_unusable_password()
    try:
        user.full_clean()
    except ValidationError as error:
        message = f"{name[:60]!r} can't be the name of an account: {' '.join(error.messages)}"
        raise BadRequest("bad_value", message, field="username") from None
    user.save()
    user.groups.add(Group.objects.get_or_create(name=role)[0])
    audit.note([audit.Deed("account.created", name, detail=role)], actor=by.name)
    return user
