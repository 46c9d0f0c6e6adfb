"""Query parameters: a name that nobody knows, or a value that means nothing, is an error.

Silence would be worse: ``?tols=Bash`` must not answer with every agent there is.
"""

from api.parameters.fields import TrimmedSerializer
from api.parameters.filters import Choice, Each, One, Ordering, Together, Whole
from api.parameters.known import (
    Known,
    known_agent,
    known_collection,
    known_server,
    known_target,
    known_tool,
    one_of,
    some_words,
)
from api.parameters.plain import Needed, Number, Several, Word
from api.parameters.query import KnownParameters

__all__ = [
    "Choice",
    "Each",
    "Known",
    "KnownParameters",
    "Needed",
    "Number",
    "One",
    "Ordering",
    "Several",
    "Together",
    "TrimmedSerializer",
    "Whole",
    "Word",
    "known_agent",
    "known_collection",
    "known_server",
    "known_target",
    "known_tool",
    "one_of",
    "some_words",
]
