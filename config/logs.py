"""Logging: one line per event on standard error, plain for eyes or JSON for machines.

Each line bears the id of the request that it was written for. Three things a line never does:
show a local variable, hold a secret that has a known shape, or look like two lines.
"""

import logging
import re
from io import StringIO
from typing import Any, TextIO

import structlog

from agents_app.redaction import redacted
from agents_app.tracing import current_request

FORMATS = ("plain", "json")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
# What config/tracing.py says of each request, and config/queries.py of a statement; other extras
# hold whole requests and stay out.
OF_REQUESTS = ("method", "path", "status", "ms", "address", "user")
OF_STATEMENTS = ("database", "statement", "times")

# Line ends of every kind, and what moves a terminal's cursor or hides what was written.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class LineFormatter(structlog.stdlib.ProcessorFormatter):
    """Renders a record, and takes out what looks like a secret, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return redacted(super().format(record))


def logging_settings(style: str, level: str) -> dict[str, Any]:
    """Django's LOGGING: structlog's renderer behind the standard library's handlers."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": LineFormatter,
                "foreign_pre_chain": [
                    structlog.stdlib.add_log_level,
                    structlog.stdlib.add_logger_name,
                    structlog.stdlib.ExtraAdder(allow=OF_REQUESTS + OF_STATEMENTS),
                    structlog.processors.TimeStamper(fmt="iso", utc=True),
                    _name_the_request,
                ],
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    *_renderers(style),
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django's own handlers would say everything twice, and by mail.
            "django": {"handlers": [], "propagate": True},
            # A visitor's mistake is the visitor's news, not the operator's.
            "django.request": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            # Only a request that asks for it is profiled, and only under DEBUG.
            "roster.profile": {"level": "INFO"},
        },
    }


def _name_the_request(
    logger: Any, method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    if request_id := current_request():
        event["request_id"] = request_id
    return event


def _renderers(style: str) -> list[structlog.typing.Processor]:
    if style == "json":
        # Escapes all that is not ASCII, so that nothing in a value can end the line.
        return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    renderer = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=_indented_traceback)
    return [_escape_controls, renderer]


def _escape_controls(
    logger: Any, method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Write control characters as escapes: a line end in a value would begin a forged record."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = _escaped(value)
    return event


def _indented_traceback(out: TextIO, exc_info: structlog.typing.ExcInfo) -> None:
    """Write a traceback below its record, indented, so that none of its lines can pass for one.

    The default one of structlog shows local variables: keys and tokens among them.
    """
    plain = StringIO()
    structlog.dev.plain_traceback(plain, exc_info)
    for line in plain.getvalue().strip("\n").split("\n"):
        out.write(f"\n    {_escaped(line)}")


def _escaped(text: str) -> str:
    return _CONTROLS.sub(lambda match: ascii(match[0])[1:-1], text)
