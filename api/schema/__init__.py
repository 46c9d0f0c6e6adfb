"""The contract: what every operation takes and answers, problems and caching included."""

from api.schema.changes import Change, ChangeSchema
from api.schema.example import Example
from api.schema.generator import SchemaOnce
from api.schema.operation import PATHS, RosterSchema
from api.schema.security import BrowserTokenScheme, SessionScheme, TokenScheme
from api.schema.uploads import Intake, UploadSchema

__all__ = [
    "PATHS",
    "BrowserTokenScheme",
    "Change",
    "ChangeSchema",
    "Example",
    "Intake",
    "RosterSchema",
    "SchemaOnce",
    "SessionScheme",
    "TokenScheme",
    "UploadSchema",
]
