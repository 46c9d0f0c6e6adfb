"""Secrets by the shapes that their providers gave them; placeholders are none.

Each shape begins with fixed text, so that a large body is searched at the speed of a plain find,
and every repetition is possessive: a text can't make the search take long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SHOWN = 4  # characters: enough to find it, too few to use it


@dataclass(frozen=True, slots=True)
class Secret:
    """Something that looks like a secret: what it would open, its offset, how it begins."""

    kind: str
    start: int
    end: int
    beginning: str


_SHAPES = (
    ("an AWS access key", "AKIA", r"[0-9A-Z]{16}(?![0-9A-Za-z])"),
    ("an AWS session key", "ASIA", r"[0-9A-Z]{16}(?![0-9A-Za-z])"),
    ("a GitHub token", "gh", r"[oprsu]_[0-9A-Za-z]{36,}+"),
    ("a GitHub token", "github_pat_", r"\w{22,}+"),
    ("a GitLab token", "glpat-", r"[\w-]{20,}+"),
    ("an API key", "sk-", r"(?:(?:ant|proj|svcacct|admin|or)-[\w-]{20,}+|[0-9A-Za-z]{20,}+)"),
    ("a Stripe key", "sk_live_", r"[0-9A-Za-z]{16,}+"),
    ("a Stripe key", "rk_live_", r"[0-9A-Za-z]{16,}+"),
    ("a webhook secret", "whsec_", r"[0-9A-Za-z+/]{24,}+"),
    ("a Slack token", "xox", r"[abeoprs]-[0-9A-Za-z-]{10,}+"),
    ("a Slack token", "xapp-", r"[0-9A-Za-z-]{20,}+"),
    ("a Slack webhook", "hooks.slack.com/services/", r"T\w{6,}+/B\w{6,}+/\w{16,}+"),
    ("a Google API key", "AIza", r"[\w-]{35}(?![\w-])"),
    ("a Google token", "ya29.", r"[\w-]{30,}+"),
    ("a Google client secret", "GOCSPX-", r"[\w-]{24,}+"),
    ("a SendGrid key", "SG.", r"[\w-]{20,}+\.[\w-]{30,}+"),
    ("a Hugging Face token", "hf_", r"[0-9A-Za-z]{30,}+"),
    ("a package registry token", "npm_", r"[0-9A-Za-z]{36,}+"),
    ("a package registry token", "pypi-AgE", r"[\w-]{50,}+"),
    ("a DigitalOcean token", "dop_v1_", r"[0-9a-f]{64}"),
    ("a Databricks token", "dapi", r"[0-9a-f]{32}"),
    ("a Shopify token", "shpat_", r"[0-9a-fA-F]{32}"),
    ("a signed token (JWT)", "eyJ", r"[\w-]{10,}+\.eyJ[\w-]{10,}+\.[\w-]{10,}+"),
    (
        "a private key",
        "-----BEGIN ",
        r"(?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:\s|\\n){1,8}+"
        r"(?:[A-Za-z-]{1,30}: [^\n]{0,200}+\n+){0,4}[0-9A-Za-z+/=]{40,}+",
    ),
)
_SECRETS = tuple(
    # Behind the fixed text, for only then is it searched as such: what stands before it.
    (kind, start, re.compile(rf"{re.escape(start)}(?<![\w-]{re.escape(start)}){rest}"))
    for kind, start, rest in _SHAPES
)
# The payload that every introduction to signed tokens shows: subject 1234567890.
_SAMPLE_PAYLOAD = "eyJzdWIiOiIxMjM0NTY3ODkw"
_PLACEHOLDER = re.compile(
    r"example|your|placeholder|dummy|sample|fake|redacted|replace|change.?me|insert|x{4}|\.{3}|"
    r"1234567|abcdef|0{6}|secret|^my[-_]|[-_]here",
    re.I,
)
_FEWEST_CHARACTERS = 9  # different ones; a random key has more


def secrets_in(text: str) -> Iterator[Secret]:
    """Yield what looks like a secret, provider by provider."""
    for kind, start, pattern in _SECRETS:
        if start in text:
            for match in pattern.finditer(text):
                if not _is_placeholder(match[0], start):
                    yield Secret(kind, match.start(), match.end(), match[0][:_SHOWN])


def redacted(text: str) -> str:
    """Return a text with all but the beginning of each secret taken out."""
    for secret in sorted(secrets_in(text), key=lambda secret: secret.start, reverse=True):
        text = f"{text[: secret.start]}{secret.beginning}…{text[secret.end :]}"
    return text


def _is_placeholder(match: str, start: str) -> bool:
    core = match[len(start) :].rpartition("-----")[2]
    varied = len(set(core)) >= _FEWEST_CHARACTERS
    mixed = any(c.isdigit() for c in core) or not (core.islower() or core.isupper())
    return not (varied and mixed) or _SAMPLE_PAYLOAD in match or bool(_PLACEHOLDER.search(core))
