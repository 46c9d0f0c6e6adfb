"""How curators see the registry: one model a file; what is derived is read only."""

from agents_app.admin import (  # noqa: F401 - each registers its model
    accounts,
    agents,
    api_tokens,
    audit,
    buckets,
    capabilities,
    collections,
    findings,
    grants,
    idempotency_keys,
    import_reports,
    imported_files,
    integrations,
    journal,
    proposals,
    revisions,
    sections,
    sign_ins,
    tools,
    toolsets,
)
