"""Which face: what ``?format=`` names, else what ``Accept`` likes best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.http.request import MediaType
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

_MOST_WISHES = 256


class Negotiation(DefaultContentNegotiation):
    """``?format=`` first, else the best of ``Accept``, quality counted; else 406, never 404.

    DRF's own leaves ``q=`` aside and calls an unknown ``?format=`` a missing resource.
    """

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """Return the face that the reader likes best, and its media type."""
        faces = list(renderers)
        wanted = format_suffix or request.query_params.get(self.settings.URL_FORMAT_OVERRIDE)
        if wanted:
            found = next((face for face in faces if face.format == wanted), None)
        else:
            found = self._best(request, faces)
        if found is None:
            raise NotAcceptable(available_renderers=faces)
        return found, found.media_type

    def _best(self, request: Request, renderers: Sequence[BaseRenderer]) -> BaseRenderer | None:
        # An empty header wishes for nothing in particular, as an absent one does.
        wishes = tuple(self.get_accept_list(request)) or ("*/*",)
        place = _best_of(tuple(str(face.media_type) for face in renderers), wishes)
        return None if place is None else renderers[place]


@lru_cache(maxsize=_MOST_WISHES)
def _best_of(faces: tuple[str, ...], written: tuple[str, ...]) -> int | None:
    """Return which media type is liked best, by its place; programs ask all alike."""
    wishes = [MediaType(token) for token in written]
    # Of equals the first stands: max() keeps it, and views list JSON first.
    likings = [_liking(face, wishes) for face in faces]
    best = max(likings)
    return likings.index(best) if best[0] > 0 else None


def _liking(face: str, wishes: Sequence[MediaType]) -> tuple[float, int]:
    """Return the quality that the most specific fitting wish gives a face, and how specific."""
    main, _, sub = face.partition("/")
    fitting = [
        wish for wish in wishes if wish.main_type in (main, "*") and wish.sub_type in (sub, "*")
    ]
    best = max(fitting, key=lambda wish: wish.specificity, default=None)
    return (best.quality, best.specificity) if best else (0.0, 0)
