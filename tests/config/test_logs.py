"""A log line is one line, in the shape that was asked for, and never shows local variables."""

import json
import logging
from logging.config import DictConfigurator

import pytest

from agents_app.tracing import begin
from config.logs import FORMATS, logging_settings


def line_of(style: str) -> str:
    """What the formatter makes of an error whose function holds a secret."""
    formatters = logging_settings(style, "INFO")["formatters"]
    formatter = DictConfigurator({"version": 1}).configure_formatter(formatters["line"])
    hidden = "hunter" + str(1 + 1)
    try:
        raise ValueError(len(hidden))
    except ValueError as error:
        trace = (ValueError, error, error.__traceback__)
        record = logging.LogRecord("roster", logging.ERROR, __file__, 1, "It broke", (), trace)
    return formatter.format(record)


@pytest.mark.parametrize("style", FORMATS)
def test_a_traceback_shows_no_variables(style):
    line = line_of(style)
    assert "ValueError: 7" in line
    assert "hunter2" not in line


def test_json_is_one_object_on_one_line():
    line = line_of("json")
    assert "\n" not in line
    event = json.loads(line)
    assert (event["event"], event["level"], event["logger"]) == ("It broke", "error", "roster")


def test_plain_has_no_colours():
    assert "\x1b" not in line_of("plain")


def rendered(style: str, message: str, *args: object, **extra: object) -> str:
    formatters = logging_settings(style, "INFO")["formatters"]
    formatter = DictConfigurator({"version": 1}).configure_formatter(formatters["line"])
    record = logging.LogRecord("roster", logging.INFO, __file__, 1, message, args, None)
    record.__dict__.update(extra)
    return formatter.format(record)


FORGED = "x\r\n2026-01-01T00:00:00Z [error] forged\u2028\x85\x0b\x1b[31m"


@pytest.mark.parametrize("style", FORMATS)
def test_a_value_can_not_begin_a_record_of_its_own(style):
    line = rendered(style, "%s and " + FORGED, FORGED, path=FORGED, method="GET")
    assert len(line.splitlines()) == 1
    assert line.isprintable()
    assert "forged" in line


def test_a_traceback_can_not_begin_one_either():
    formatters = logging_settings("plain", "INFO")["formatters"]
    formatter = DictConfigurator({"version": 1}).configure_formatter(formatters["line"])
    try:
        raise ValueError(FORGED)
    except ValueError as error:
        trace = (ValueError, error, error.__traceback__)
    record = logging.LogRecord("roster", logging.ERROR, __file__, 1, "It broke", (), trace)
    first, *rest = formatter.format(record).splitlines()
    assert "It broke" in first
    assert rest
    assert all(line.startswith("    ") for line in rest)


@pytest.mark.parametrize("style", FORMATS)
def test_a_secret_is_taken_out_wherever_it_stands(style):
    secret = "roster_" + "Ab3_-xYz90" * 4
    line = rendered(style, f"{secret} %s", {"token": secret}, path=f"/api/agents/{secret}/")
    assert secret not in line
    assert line.count("[redacted]") == 3


@pytest.mark.parametrize("style", FORMATS)
def test_a_line_names_its_request(style):
    request_id = begin()
    assert request_id in rendered(style, "said")


def test_extras_that_are_not_ours_stay_out():
    said = json.loads(rendered("json", "said", path="/x/", request="<WSGIRequest>", status=200))
    assert (said["path"], said["status"]) == ("/x/", 200)
    assert "request" not in said
