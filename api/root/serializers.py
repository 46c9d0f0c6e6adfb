"""The root as a list of addresses."""

from __future__ import annotations

from rest_framework import serializers

from api.briefs import AddressField


class RootSerializer(serializers.Serializer):
    """Where each resource begins, and where all of it is described."""

    agents = AddressField("agent-list")
    compare = AddressField("agent-compare")
    tools = AddressField("tool-list")
    search = AddressField("search-list")
    route = AddressField("route-list")
    integrations = AddressField("integration-list")
    graph = AddressField("graph")
    collections = AddressField("collection-list")
    imports = AddressField("import-list")
    exports = AddressField("export")
    journal = AddressField("journal-list")
    me = AddressField("me")
    tokens = AddressField("token-list")
    audit = AddressField("audit-list")
    schema = AddressField("schema")
    docs = AddressField("docs")
    redoc = AddressField("redoc")
