"""What is sent: read strictly, within bounds, and refused by name where nobody knows it."""

from api.bodies.json import StrictJSONParser
from api.bodies.markdown import MarkdownParser

# Not the serializers: the settings name what stands here, and those can't be imported before them.
__all__ = ["MarkdownParser", "StrictJSONParser"]
