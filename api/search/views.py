"""Search over HTTP."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from agents_app.models import Agent
from agents_app.querysets.agents import AgentQuerySet
from agents_app.search import count_facets, gather, search_agents
from api.parameters import KnownParameters
from api.plain import root_of
from api.preconditions import TaggedReads
from api.rows import drawn_rows, row_sheet
from api.search.examples import EXAMPLES
from api.search.filters import SearchFilterSet
from api.search.pages import RankedPagination
from api.search.serializers import FoundSerializer, drawn_results, facets_of
from api.selections import asked_tools


class SearchViewSet(TaggedReads, KnownParameters, GenericViewSet):
    """Agents by what they say, the best first, with facets over all that was found."""

    examples = EXAMPLES
    summary = "Search agents"
    queryset = Agent.objects.none()
    serializer_class = FoundSerializer
    filterset_class = SearchFilterSet
    pagination_class = RankedPagination

    def get_queryset(self) -> AgentQuerySet:
        """Return whom there is to be found."""
        return self.registry.agents

    def list(self, request: Request) -> Response:
        """Return a page of the ranking: agents that answer `q` and pass all filters of `agents/`.

        Words are looked for in name, title, description, headings, points, prompt, tools and
        integration targets. The order is total and the same on every database.
        """
        pages: Any = self.paginator
        start, stop = pages.begin(request)
        agents, tools = self.get_queryset(), self.registry.tools
        asked = SearchFilterSet(request.query_params, agents, request=request)
        asked.form.is_valid()  # what is not valid has been refused by its own problem
        found = gather(asked.narrow(agents))
        facets = count_facets(found, tools)
        for facet, name in asked.facets_in_use().items():
            wider = gather(asked.narrow(agents, without=name))
            facets |= count_facets(wider, tools, [facet])
        sheet = row_sheet(root_of(request), None)
        results = search_agents(
            found,
            asked.question,
            among=agents,
            columns=sheet.columns,
            start=start,
            stop=stop,
            explain=asked.explains,
        )
        rows = [each.agent[: len(sheet.columns)] for each in results]
        tools_asked = asked_tools(request.query_params)
        drawn = drawn_rows(self.registry.plain_agents, sheet, rows, tools_asked)
        pages.finish(len(found), facets_of(facets))
        return self.get_paginated_response(drawn_results(results, drawn))
