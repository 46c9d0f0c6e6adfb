"""Which web pages may call the API: any page may read it, listed origins may also write.

Credentials are never allowed across origins, so a page reads what an anonymous visitor reads;
a frontend that writes sends its token in a header of its own.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from corsheaders.conf import conf
from corsheaders.middleware import CorsMiddleware as StockCorsMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase

API = "/api/"
READS = ("GET", "HEAD", "OPTIONS")


def anyone_may_read(sender: object, request: HttpRequest, **kwargs: Any) -> bool:
    """Allow a read under /api/, and the preflight that asks for one, from any origin."""
    asked = request.headers.get("Access-Control-Request-Method", request.method)
    return request.path_info.startswith(API) and request.method in READS and asked in READS


def told_to_readers(origin: str) -> Iterator[tuple[str, str]]:
    """Return what the answer to a read under /api/ says to a page of an origin, empty for none."""
    if _is_origin(origin):
        yield "Access-Control-Allow-Origin", origin
        yield "Access-Control-Expose-Headers", ", ".join(conf.CORS_EXPOSE_HEADERS)


def _is_origin(written: str) -> bool:
    try:
        return bool(written) and bool(urlsplit(written))
    except ValueError:
        return False


class CorsMiddleware(StockCorsMiddleware):
    """The stock middleware, with preflight answers that name only what the origin may do.

    Browsers keep the whole list of a preflight answer. With the stock list, a preflight for a
    read would let a page that may only read send writes without asking again.
    """

    def add_response_headers(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Add the headers, then cut the methods down for an origin that is not listed."""
        response = super().add_response_headers(request, response)
        if response.has_header("Access-Control-Allow-Methods"):
            origin = request.headers["Origin"]
            if not self.origin_found_in_white_lists(origin, urlsplit(origin)):
                response["Access-Control-Allow-Methods"] = ", ".join(READS)
        return response
