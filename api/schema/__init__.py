"""The contract: what every operation takes and answers, problems and caching included."""

from api.schema.example import Example
from api.schema.generator import SchemaOnce
from api.schema.operation import PATHS, RosterSchema
from api.schema.security import BrowserTokenScheme, SessionScheme, TokenScheme

__all__ = [
    "PATHS",
    "BrowserTokenScheme",
    "Example",
    "RosterSchema",
    "SchemaOnce",
    "SessionScheme",
    "TokenScheme",
]
