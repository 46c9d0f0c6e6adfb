"""Finished answers, kept for whoever asks the same of the same version of the registry."""

from api.memory.answer import Answer, plain_tag, takes_packed
from api.memory.memory import NOTE, Memory, Note, memory
from api.memory.passage import Passage
from api.memory.recalled import Known, Recalled

__all__ = [
    "NOTE",
    "Answer",
    "Known",
    "Memory",
    "Note",
    "Passage",
    "Recalled",
    "memory",
    "plain_tag",
    "takes_packed",
]
