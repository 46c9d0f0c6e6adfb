"""The faces of an answer: JSON by default, a page in a browser, the stored bytes as Markdown."""

from api.renderers.browsable import BrowsableRenderer
from api.renderers.json import JSONRenderer
from api.renderers.negotiation import Negotiation

# Not MarkdownViewSet: the settings name what stands here, and views can't be imported before them.
__all__ = ["BrowsableRenderer", "JSONRenderer", "Negotiation"]
