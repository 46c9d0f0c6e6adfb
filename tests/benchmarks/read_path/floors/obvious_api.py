"""What one would write: nested ModelSerializers, prefetched relations, numbered pages, no cache.

It shows what Roster shows of an agent, out of the same tables. It has no tags, no limits, no
problems by code and no private collections, so it does less.
"""

from __future__ import annotations

from typing import Any

from django.urls import include, path
from rest_framework import pagination, routers, serializers, viewsets

from agents_app.models import Agent, Finding, Grant, Integration, Revision, Section


class Pages(pagination.PageNumberPagination):
    page_size = 50
    page_size_query_param = "limit"


class GrantSerializer(serializers.ModelSerializer):
    tool = serializers.CharField(source="tool.name")
    kind = serializers.CharField(source="tool.kind")
    server = serializers.CharField(source="tool.server")
    standing = serializers.CharField(source="tool.standing")

    class Meta:
        model = Grant
        fields = ("tool", "kind", "server", "standing", "token", "effect", "position")


class SectionSerializer(serializers.ModelSerializer):
    class Meta:
        model = Section
        fields = ("title", "level", "anchor", "line", "points", "text")


class OutgoingSerializer(serializers.ModelSerializer):
    target = serializers.CharField(source="target_name")
    agent: Any = serializers.HyperlinkedRelatedField(
        "agent-detail", source="target", lookup_field="key", read_only=True
    )
    source = serializers.CharField(source="origin")

    class Meta:
        model = Integration
        fields = ("target", "agent", "group", "note", "line", "state", "source", "suggestion")


class IncomingSerializer(serializers.ModelSerializer):
    source = serializers.CharField(source="agent.key")
    agent: Any = serializers.HyperlinkedRelatedField(
        "agent-detail", lookup_field="key", read_only=True
    )

    class Meta:
        model = Integration
        fields = ("source", "agent", "group", "note", "line")


class FindingSerializer(serializers.ModelSerializer):
    class Meta:
        model = Finding
        fields = ("rule", "severity", "message", "line", "column", "fix")


class RevisionSerializer(serializers.ModelSerializer):
    class Meta:
        model = Revision
        fields = ("number", "digest", "size", "created", "author")


class AgentRowSerializer(serializers.HyperlinkedModelSerializer):
    collection: Any = serializers.SlugRelatedField("slug", read_only=True)
    successor: Any = serializers.SlugRelatedField("key", read_only=True)
    inherits_tools = serializers.BooleanField(source="toolset.inherits_tools")
    capabilities = serializers.JSONField(source="toolset.capabilities")
    tools = serializers.SerializerMethodField()
    revision = RevisionSerializer()

    class Meta:
        model = Agent
        fields: Any = (
            *("url", "key", "name", "title", "collection", "category", "description", "model"),
            *("inherits_tools", "tools", "capabilities", "health", "status", "successor"),
            "revision",
        )
        extra_kwargs = {"url": {"view_name": "agent-detail", "lookup_field": "key"}}

    def get_tools(self, agent: Agent) -> list[str]:
        return [row.tool.name for row in agent.toolset.grants.all() if row.effect == "allow"]


class AgentSerializer(AgentRowSerializer):
    grants = GrantSerializer(source="toolset.grants", many=True)
    sections = SectionSerializer(many=True)
    outgoing = OutgoingSerializer(many=True)
    incoming = IncomingSerializer(many=True)
    findings = FindingSerializer(many=True)

    class Meta(AgentRowSerializer.Meta):
        fields = (
            *AgentRowSerializer.Meta.fields,
            *("deprecated", "reason", "tier", "grants", "front_matter", "opening", "sections"),
            *("outgoing", "incoming", "findings", "path", "created", "updated"),
        )


class AgentViewSet(viewsets.ReadOnlyModelViewSet):
    lookup_field = "key"
    lookup_value_regex = "[^/]+"
    pagination_class = Pages

    def get_serializer_class(self) -> Any:
        return AgentRowSerializer if self.action == "list" else AgentSerializer

    def get_queryset(self) -> Any:
        agents = Agent.objects.filter(status="published").order_by("key")
        agents = agents.select_related("collection", "revision", "toolset", "successor")
        # Nobody would store the text beside what a list shows, so it is not held against this.
        agents = agents.defer("revision__content").prefetch_related("toolset__grants__tool")
        if self.action != "list":
            related = ("sections", "findings", "outgoing__target", "incoming__agent")
            return agents.prefetch_related(*related)
        if tool := self.request.query_params.get("tool"):
            agents = agents.filter(toolset__grants__tool__name=tool).distinct()
        return agents


router = routers.SimpleRouter()
router.register("agents", AgentViewSet, "agent")
urlpatterns = [path("api/", include(router.urls))]
