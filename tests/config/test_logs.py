"""A log line is one line, in the shape that was asked for, and never shows local variables."""

import json
import logging
from logging.config import DictConfigurator

import pytest

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
