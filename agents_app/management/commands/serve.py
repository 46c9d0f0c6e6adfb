"""``manage.py serve``: from a fresh checkout to a running registry in one command."""

import os
import socket
import sys
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections

from agents_app.actions.create_first_admin import invite, needs_admin
from agents_app.models import Collection

LIBRARY = "library"

SIGNPOST = """
Roster {version} is at {root}

  API          {root}api/
  Swagger UI   {root}api/docs/
  Admin        {root}admin/

  Try:  curl {root}api/agents/django-expert/

{first}Press Ctrl-C to stop.
"""

FIRST = """Nobody can sign in yet. Make the first admin within an hour, here:

  {root}admin/first/{invitation}/

"""


class Command(BaseCommand):
    """Prepare what is missing, say where to look, and become the server."""

    help = "Migrate the database, load the shipped library once, and serve."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The address to listen at."""
        parser.add_argument("--host", default="127.0.0.1", help="default: %(default)s")
        parser.add_argument("--port", default=8000, type=port_number, help="default: %(default)s")

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        """Each step does nothing when it was done before."""
        refuse_a_taken_port(host, port)
        lift_the_time_limit()
        call_command("migrate", interactive=False, verbosity=0)
        if not Collection.objects.filter(slug=LIBRARY).exists():
            load_the_library()
        self.stdout.write(signpost(host, port, invitation=invite() if needs_admin() else ""))
        self.stdout.flush()
        connections.close_all()
        become_the_server(host, port)


def port_number(word: str) -> int:
    """A port that a server can have; argparse makes a sentence of the error."""
    if not (word.isascii() and word.isdigit() and 0 < int(word[:6]) < 65_536):
        raise ArgumentTypeError(f"{word!r} is not a port: expected 1 to 65535")
    return int(word)


def refuse_a_taken_port(host: str, port: int) -> None:
    """Say so before anything else is done, and in words: the server would only show an error."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            # As the server does: a port that a stopped server left behind is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise CommandError(
            f"Roster cannot listen at {host}:{port} ({error}). "
            f"Is another server there? Try: make serve PORT={min(port + 1, 65_535)}"
        ) from error


def lift_the_time_limit() -> None:
    """Let migrations take their time: the limit in the settings is for visitors' questions."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")


def load_the_library() -> None:
    """Import the shipped definitions, so that a new registry is not an empty one."""
    call_command(
        "import_agents",
        str(settings.LIBRARY_DIR),
        collection=LIBRARY,
        title="Roster library",
        licence="MIT",
    )


def signpost(host: str, port: int, *, invitation: str = "") -> str:
    """Where to look, as an address that a browser on this machine can open."""
    name = "127.0.0.1" if host in ("", "0.0.0.0", "::") else host
    name = f"[{name}]" if ":" in name else name
    version = settings.SPECTACULAR_SETTINGS["VERSION"]
    root = f"http://{name}:{port}/"
    first = FIRST.format(root=root, invitation=invitation) if invitation else ""
    return SIGNPOST.format(root=root, version=version, first=first)


def become_the_server(host: str, port: int) -> None:
    """Replace this process by the server, so that signals reach it; see config/server.py."""
    options = {
        "--host": host,
        "--port": port,
        "--workers": settings.WORKERS,
        "--drain": settings.DRAIN_SECONDS,
        "--folder": settings.DATA_DIR / "serving" / str(port),
    }
    words = [str(word) for pair in options.items() for word in pair]
    os.chdir(settings.BASE_DIR)
    os.execv(sys.executable, [sys.executable, "-m", "config.server", *words])
