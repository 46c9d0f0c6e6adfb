"""Facts and their constraints, one model a file."""

from agents_app.models.agent import Agent
from agents_app.models.api_token import ApiToken
from agents_app.models.audit import AuditEntry
from agents_app.models.bucket import Bucket
from agents_app.models.capability import Capability
from agents_app.models.collection import Collection
from agents_app.models.finding import Finding
from agents_app.models.grant import Grant
from agents_app.models.idempotency_key import IdempotencyKey
from agents_app.models.import_report import ImportReport
from agents_app.models.imported_file import ImportedFile
from agents_app.models.integration import Integration
from agents_app.models.journal import JournalEntry, JournalHead
from agents_app.models.proposal import Proposal
from agents_app.models.revision import Revision
from agents_app.models.section import Section
from agents_app.models.sign_in import SignIn
from agents_app.models.tool import Tool
from agents_app.models.toolset import Toolset

__all__ = [
    "Agent",
    "ApiToken",
    "AuditEntry",
    "Bucket",
    "Capability",
    "Collection",
    "Finding",
    "Grant",
    "IdempotencyKey",
    "ImportReport",
    "ImportedFile",
    "Integration",
    "JournalEntry",
    "JournalHead",
    "Proposal",
    "Revision",
    "Section",
    "SignIn",
    "Tool",
    "Toolset",
]
