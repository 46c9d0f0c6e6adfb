"""Create an API token for a script, and print its secret once."""

from __future__ import annotations

import datetime
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from agents_app.actions.create_account import account_of, create_account
from agents_app.actions.create_token import create_token
from agents_app.actor import ROLES, SYSTEM
from agents_app.errors import Refusal
from agents_app.models import Collection


class Command(BaseCommand):
    """Make a token of an account; the secret alone goes to standard output."""

    help = "Create an API token of an account and print its secret, this once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what may be said."""
        parser.add_argument("user", help="the name of the account")
        parser.add_argument("--scopes", default="read", help="read,write,admin (default: read)")
        parser.add_argument("--name", default="", help="what it is for (default: command line)")
        parser.add_argument("--expires", type=int, metavar="DAYS", help="default: never")
        parser.add_argument(
            "--collection", action="append", metavar="SLUG", help="good for this one only; repeat"
        )
        parser.add_argument(
            "--create", choices=ROLES, metavar="ROLE", help="make the account if need be"
        )

    def handle(self, *args: Any, user: str, **options: Any) -> None:
        """Open the door."""
        try:
            account = account_of(user)
            if account is None and options["create"]:
                account = create_account(user, options["create"], by=SYSTEM)
            if account is None:
                ways = ", ".join(ROLES)
                raise CommandError(
                    f"There is no account {user!r}. Add --create ROLE to make one ({ways})."
                )
            slugs = options["collection"]
            token, secret = create_token(
                account,
                by=SYSTEM,
                name=options["name"] or "command line",
                scopes=[each.strip() for each in options["scopes"].split(",") if each.strip()],
                expires=_moment(options["expires"]),
                collections=slugs and [Collection.objects.by_slug(slug) for slug in slugs],
            )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        self.stderr.write(f"A token of {user} for {token.scopes}. It is shown this once:")
        self.stdout.write(secret)


def _moment(days: int | None) -> datetime.datetime | None:
    if days is None:
        return None
    if not 0 < days <= 3_650:
        raise CommandError("--expires takes 1 to 3650 days.")
    return timezone.now() + datetime.timedelta(days=days)
