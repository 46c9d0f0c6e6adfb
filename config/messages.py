"""Messages for the next page, kept where there are pages: the API has none to tell."""

from django.contrib.messages.middleware import MessageMiddleware as StockMessageMiddleware
from django.http import HttpRequest

API = "/api/"


class MessageMiddleware(StockMessageMiddleware):
    """The stock middleware, which would make a store of messages for each read of the API."""

    def process_request(self, request: HttpRequest) -> None:
        """Open the store of messages for a page."""
        if not request.path_info.startswith(API):
            super().process_request(request)
