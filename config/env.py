"""Read the environment, and refuse nonsense: a typo must never pass for a setting.

Every variable stands in ``VARIABLES``; asking for another is a mistake in our own code. An empty
variable counts as unset, because that is what compose files make of one that nobody set.
django-environ does the parsing. Its own reading is left aside: it takes a value that starts with
``$`` for the name of another variable, which breaks secrets and prints them in the error.
"""

import difflib
import os
import secrets
from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

PREFIX = "ROSTER_"
Network = IPv4Network | IPv6Network

VARIABLES = {
    "ALLOWED_HOSTS": "Host names that may be asked for, with commas between them.",
    "DATABASE_URL": "sqlite:////absolute/path or postgres://user:password@host:port/name.",
    "DEBUG": "Show tracebacks to visitors. For work on Roster itself only.",
    "SECRET_KEY": "Signs sessions. Without it, a random one is kept in the data folder.",
    "ROSTER_ALLOW_ADDRESSES": "Networks that may ask, with commas; all others are refused.",
    "ROSTER_CACHE_MEBIBYTES": "MiB of answers that each process keeps; 0 keeps none.",
    "ROSTER_CACHE_URL": "redis://host:port/0, where all processes count together.",
    "ROSTER_CORS_ORIGINS": "Origins, besides our own, whose pages may also write.",
    "ROSTER_DATA_DIR": "Where the SQLite file and the kept secret live.",
    "ROSTER_DATABASE_POOL": "PostgreSQL connections a process shares; 0: one per thread.",
    "ROSTER_DENY_ADDRESSES": "Networks that may not ask, whatever else is allowed.",
    "ROSTER_DRAIN_SECONDS": "From SIGTERM on, serve on so long while /readyz says no.",
    "ROSTER_HTTPS": "Visitors come over HTTPS, through a proxy that sets X-Forwarded-Proto.",
    "ROSTER_LOG_FORMAT": "plain (for eyes) or json (for machines).",
    "ROSTER_LOG_LEVEL": "The least serious message that is logged.",
    "ROSTER_METRICS_ADDRESSES": "Networks that may read /metrics; loopback by default.",
    "ROSTER_PUBLIC_READS": "Whether visitors who have not signed in may read; yes by default.",
    "ROSTER_QUOTA_AGENTS": "New agents a day by one account; 0 is no limit, and admins have none.",
    "ROSTER_QUOTA_MEBIBYTES": "MiB of definitions a day by one account; 0 is no limit.",
    "ROSTER_REPLICA_URL": "A PostgreSQL that follows DATABASE_URL and takes reads off it.",
    "ROSTER_SERVER_TIMING": "Whether answers say what they cost; yes by default.",
    "ROSTER_SLOW_QUERY_MS": "Statements that take as long are logged; 0 is none.",
    "ROSTER_STATEMENT_SECONDS": "PostgreSQL stops a statement after this long; 0 is never.",
    "ROSTER_THREADS": "Requests that one server process handles at a time.",
    "ROSTER_THROTTLE_ADDRESS": "Requests a minute from one address; 0 is no limit.",
    "ROSTER_THROTTLE_USER": "Writes a minute by one account; 0 is no limit.",
    "ROSTER_TRUSTED_PROXIES": "Proxies before Roster, each of which adds to X-Forwarded-For.",
    "ROSTER_WORKERS": "Server processes; by default one a core, and one for an old SQLite.",
}

YES = ("1", "true", "yes", "on")
NO = ("0", "false", "no", "off")
ENGINES = {
    "sqlite": "django.db.backends.sqlite3",
    "postgres": "django.db.backends.postgresql",
    "postgresql": "django.db.backends.postgresql",
}


def text(name: str, default: str, *, choices: Sequence[str] = ()) -> str:
    """The value as written, one of ``choices`` where there are any."""
    value = _read(name) or default
    if choices and value not in choices:
        raise _refusal(name, value, f"one of {', '.join(choices)}")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """Yes or no, in the usual spellings; anything else is refused, not taken for no."""
    value = _read(name)
    if value is None:
        return default
    if value.lower() not in YES + NO:
        raise _refusal(name, value, f"one of {', '.join(YES + NO)}")
    return value.lower() in YES


def whole(name: str, *, default: int, least: int, most: int) -> int:
    """A whole number between ``least`` and ``most``, both included."""
    value = _read(name)
    if value is None:
        return default
    expected = f"a whole number from {least} to {most}"
    if not (value.isascii() and value.isdigit() and len(value) <= len(str(most))):
        raise _refusal(name, value, expected)
    number: int = environ.Env.parse_value(value, int)
    if not least <= number <= most:
        raise _refusal(name, value, expected)
    return number


def listed(name: str, default: Sequence[str] = ()) -> list[str]:
    """The parts between the commas, without the spaces around them."""
    value = _read(name)
    if value is None:
        return list(default)
    parts: list[str] = environ.Env.parse_value(value, list)
    return [part.strip() for part in parts if part.strip()]


def networks(name: str, default: Sequence[str] = ()) -> list[Network]:
    """Networks such as 10.0.0.0/8 or 2001:db8::/32; an address alone is a network of one.

    An IPv4 network written as IPv6 becomes the IPv4 one, for visitors are judged by that too.
    """
    found: list[Network] = []
    for part in listed(name, default):
        try:
            network = ip_network(part)
        except ValueError:
            expected = "networks such as 10.0.0.0/8, no bit set beyond the prefix, with commas"
            raise _refusal(name, part, expected) from None
        mapped = getattr(network.network_address, "ipv4_mapped", None)
        if mapped and network.prefixlen >= 96:
            network = ip_network((mapped, network.prefixlen - 96))
        found.append(network)
    return found


def folder(name: str, default: Path) -> Path:
    """An absolute folder, made if it is not there."""
    path = Path(_read(name) or default).expanduser()
    if not path.is_absolute():
        raise _refusal(name, str(path), "an absolute path")
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refusal(name, str(path), f"a folder that can be made ({error.strerror})") from None
    return path


def secret(name: str, *, kept_in: Path) -> str:
    """The value, else a random one that ``kept_in`` holds from now on, readable to us only."""
    value = _read(name)
    if value is not None:
        return value
    try:
        if not kept_in.exists():
            _keep(secrets.token_urlsafe(50), kept_in)
        kept = kept_in.read_text(encoding="ascii").strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name} is not set and {kept_in} cannot hold one ({error.strerror}). "
            f"Set {name}, or ROSTER_DATA_DIR to a folder that can be written."
        ) from None
    if not kept:
        raise ImproperlyConfigured(f"{kept_in} is empty. Remove it, or set {name}.")
    return kept


def database(name: str, *, default: Path) -> dict[str, Any]:
    """Django's settings for the database that the address names, else for an SQLite file."""
    value = _read(name)
    if value is None:
        return {"ENGINE": ENGINES["sqlite"], "NAME": str(default)}
    scheme, separator, _ = value.partition("://")
    # Only the scheme is ever shown: the rest of the address holds a password.
    refusal = _refusal(name, f"{scheme}://…" if separator else "…", VARIABLES[name])
    if scheme not in ENGINES:
        raise refusal
    try:
        found = _sqlite(value) if scheme == "sqlite" else environ.Env.db_url_config(value)
    except ValueError:
        raise refusal from None
    if not found["NAME"]:
        raise refusal
    return found | {"ENGINE": ENGINES[scheme]}


def replica(name: str) -> dict[str, Any] | None:
    """Django's settings for the PostgreSQL that an address names, None where there is none."""
    value = _read(name)
    if value is None:
        return None
    found = database(name, default=Path())
    if found["ENGINE"] != ENGINES["postgres"]:
        raise _refusal(name, f"{value.partition('://')[0]}://…", VARIABLES[name])
    return found


def redis(name: str) -> str:
    """The address of a Redis, empty for none; what is wrong is said without its password."""
    value = _read(name) or ""
    scheme, separator, rest = value.partition("://")
    if value and (scheme not in ("redis", "rediss") or not separator or not rest):
        raise _refusal(name, f"{scheme}://…" if separator else "…", VARIABLES[name])
    return value


def refuse_unknown_names() -> None:
    """Refuse a ROSTER_ name that no setting reads, and name the nearest that one does."""
    ours = [name for name in VARIABLES if name.startswith(PREFIX)]
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and name not in ours:
            nearest = difflib.get_close_matches(name, ours, n=1, cutoff=0)[0]
            raise ImproperlyConfigured(f"{name} is not a setting. Did you mean {nearest}?")


def _read(name: str) -> str | None:
    if name not in VARIABLES:
        raise LookupError(f"{name} is not declared in config/env.py")
    return os.environ.get(name, "").strip() or None


def _sqlite(address: str) -> dict[str, Any]:
    """By hand, because django-environ reads a plus sign in the path as a space."""
    parts = urlsplit(address)
    path = unquote(parts.path[1:])
    return {"NAME": path if Path(path).is_absolute() and not parts.netloc else ""}


def _refusal(name: str, value: str, expected: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} is {value!r}; expected: {expected}")


def _keep(value: str, path: Path) -> None:
    """Write ``path`` whole or not at all; where two processes race, the first one's stays."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(value)
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
