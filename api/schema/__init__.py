"""The contract: what every operation takes and answers, problems and caching included."""

from api.schema.example import Example
from api.schema.generator import SchemaOnce
from api.schema.operation import PATHS, RosterSchema
from api.schema.security import SessionScheme
from api.schema.uploads import Intake, UploadSchema

__all__ = [
    "PATHS",
    "Example",
    "Intake",
    "RosterSchema",
    "SchemaOnce",
    "SessionScheme",
    "UploadSchema",
]
