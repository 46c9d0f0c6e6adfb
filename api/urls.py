"""Every address under ``/api/``."""

from typing import Any

from django.urls import path, register_converter
from rest_framework.routers import SimpleRouter

from api.agents.compare import ComparisonViewSet, or_agent_of_this_name
from api.agents.views import (
    AgentIntegrationViewSet,
    AgentSectionViewSet,
    AgentViewSet,
    RevisionChangesViewSet,
    RevisionViewSet,
)
from api.audit.views import AuditViewSet
from api.auth.tokens import TokenViewSet
from api.auth.views import MeViewSet, SignInViewSet
from api.collections.views import CollectionViewSet
from api.definitions.views import DefinitionViewSet
from api.exports.views import ExportViewSet
from api.graph.views import (
    GraphViewSet,
    ImpactViewSet,
    NeighbourhoodViewSet,
    PathViewSet,
    ReachViewSet,
    ReportViewSet,
)
from api.imports.views import ImportViewSet
from api.integrations.views import IntegrationViewSet
from api.journal.views import JournalViewSet
from api.proposals.views import ProposalViewSet
from api.root.views import DocsView, RedocView, RootView, SchemaView
from api.route.views import RouteViewSet
from api.search.views import SearchViewSet
from api.tools.views import ToolViewSet
from api.validate.views import ValidateViewSet


class KeyConverter:
    """Anything between two slashes; NUL is left out, for PostgreSQL can't compare it."""

    regex = "[^/\0]+"

    def to_python(self, value: str) -> str:
        """Take it as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Write it as it is; Django quotes what must be quoted."""
        return value


class ToolNameConverter(KeyConverter):
    """Anything at all: a team's own tool may have a slash in its name."""

    regex = "[^\0]+"


class NumberConverter:
    """A number that a revision can have: from 1, and no more than a column holds."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        """Read the digits."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Write the digits."""
        return str(value)


class DigestConverter(KeyConverter):
    """The address of a text, as it is written everywhere."""

    regex = "sha256:[0-9a-f]{64}"


register_converter(KeyConverter, "key")
register_converter(ToolNameConverter, "toolname")
register_converter(NumberConverter, "number")
register_converter(DigestConverter, "digest")

router = SimpleRouter(use_regex_path=False)
router.register("agents", AgentViewSet, "agent")
router.register("agents/<key:key>/sections", AgentSectionViewSet, "agent-section")
router.register("agents/<key:key>/integrations", AgentIntegrationViewSet, "agent-integration")
router.register("agents/<key:key>/revisions", RevisionViewSet, "revision")
router.register("tools", ToolViewSet, "tool")
router.register("search", SearchViewSet, "search")
router.register("route", RouteViewSet, "route")
router.register("integrations", IntegrationViewSet, "integration")
router.register("collections", CollectionViewSet, "collection")
router.register("imports", ImportViewSet, "import")
router.register("proposals", ProposalViewSet, "proposal")
router.register("validate", ValidateViewSet, "validate")
router.register("journal", JournalViewSet, "journal")
router.register("audit", AuditViewSet, "audit")
router.register("auth/tokens", TokenViewSet, "token")

# Questions with one answer each: no list, and no entry of one either.
answer: dict[str, Any] = {"get": "retrieve"}
routed: list[Any] = router.urls
agent = next(each.callback for each in routed if each.name == "agent-detail")
compare = or_agent_of_this_name(ComparisonViewSet.as_view(answer), agent)
exports = [path("exports/", ExportViewSet.as_view(answer), name="export")]
graph = [
    path("graph/", GraphViewSet.as_view(answer), name="graph"),
    path("graph/path/", PathViewSet.as_view(answer), name="graph-path"),
    path("graph/report/", ReportViewSet.as_view(answer), name="graph-report"),
    path("agents/<key:key>/graph/", NeighbourhoodViewSet.as_view(answer), name="agent-graph"),
    path("agents/<key:key>/impact/", ImpactViewSet.as_view(answer), name="agent-impact"),
    path("agents/<key:key>/reach/", ReachViewSet.as_view(answer), name="agent-reach"),
]
texts = [
    path(
        "agents/<key:key>/revisions/<number:old>...<number:new>/",
        RevisionChangesViewSet.as_view(answer),
        name="revision-changes",
    ),
    path(
        "definitions/<digest:digest>/",
        DefinitionViewSet.as_view(answer, detail=True),
        name="definition-detail",
    ),
]
auth = [
    path("auth/login/", SignInViewSet.as_view({"post": "login"}), name="login"),
    path("auth/refresh/", SignInViewSet.as_view({"post": "refresh"}), name="refresh"),
    path("auth/logout/", SignInViewSet.as_view({"post": "logout"}), name="logout"),
    path("auth/me/", MeViewSet.as_view(answer), name="me"),
]

urlpatterns = [
    path("", RootView.as_view(), name="root"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(), name="docs"),
    path("redoc/", RedocView.as_view(), name="redoc"),
    # Before the agents: this address would be that of an agent's key.
    path("agents/compare/", compare, name="agent-compare"),
    *routed,
    *graph,
    *exports,
    *texts,
    *auth,
]
