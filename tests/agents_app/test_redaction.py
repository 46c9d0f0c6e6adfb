"""What looks like a secret is taken out, wherever it stands; what does not, stays."""

import json
import time

import pytest

from agents_app.redaction import HIDDEN, redacted

TOKEN = "roster_" + "Ab3_-xYz90" * 4 + "q1w"
SIGNED = "eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyIjo3fQ.tZ_5V-tEyyzpWd2"
PASSWORD = "Tr0ub4dor&3"[:9]
LINES = [
    f"Authorization: Bearer {TOKEN}",
    f"'HTTP_AUTHORIZATION': 'Bearer {TOKEN}', 'HTTP_COOKIE': 'sessionid={PASSWORD}; a=b'",
    f"Cookie: sessionid={PASSWORD}; csrftoken={PASSWORD}",
    f"There is no agent '{TOKEN}'.",
    f"token {SIGNED} was refused",
    f"password={PASSWORD}&next=/",
    f'{{"password": "{PASSWORD}", "username": "ann"}}',
    json.dumps({"event": json.dumps({"password": PASSWORD})}),
    f"postgres://roster:{PASSWORD}@db.example/roster",
    f"basic {PASSWORD}{PASSWORD}==",
    "key AKIA2E0A8F3B244C9986 was sent",
]


@pytest.mark.parametrize("line", LINES)
def test_a_secret_is_taken_out(line):
    clean = redacted(line)
    assert clean != line
    for secret in (TOKEN, SIGNED, SIGNED[-10:], PASSWORD, "2E0A8F3B244C9986"):
        assert secret not in clean


@pytest.mark.parametrize(
    "line",
    [
        "There is no agent 'djang-expert'.",
        "DATABASE_URL is sqlite:////srv/roster.sqlite3",
        "manage.py export_agents roster_export",
        "Say who you are: send a token.",
        "http://roster.example:8000/api/?q=a@b",
    ],
)
def test_other_words_stay(line):
    assert redacted(line) == line


def test_what_was_json_still_is():
    said = {"event": f"password: {PASSWORD}", "header": f"Cookie: a={PASSWORD}", "token": 'a"b c'}
    clean = json.loads(redacted(json.dumps(said)))
    assert clean.keys() == said.keys()
    assert clean["token"] == HIDDEN
    assert PASSWORD not in str(clean)


@pytest.mark.parametrize(
    "text",
    [
        *("password" * 50_000, "cookie:" * 50_000, "://" * 100_000, "eyJ" * 100_000),
        *("a:" * 99_999, "bearer " * 50_000, "roster_" * 50_000, 'token": "' * 50_000),
    ],
)
def test_no_text_makes_it_slow(text):
    began = time.process_time()
    redacted(text)
    assert time.process_time() - began < 1
