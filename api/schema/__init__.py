"""The contract: what every operation takes and answers, problems and caching included."""

from api.schema.example import Example
from api.schema.generator import SchemaOnce
from api.schema.operation import RosterSchema
from api.schema.security import SessionScheme

__all__ = ["Example", "RosterSchema", "SchemaOnce", "SessionScheme"]
