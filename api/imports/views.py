"""Imports over HTTP: files in, a report out, the report again for whoever asks later."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import ReadOnlyModelViewSet

from agents_app.actions.answer_once import Answer
from agents_app.actions.import_collection import require_import
from agents_app.actions.import_files import import_files
from agents_app.errors import ImportRefused
from agents_app.models import ImportReport
from agents_app.querysets.import_reports import ImportReportQuerySet
from api.authentication import actor_of
from api.imports.examples import EXAMPLES
from api.imports.filters import ImportFilterSet, ImportManner, read_manner
from api.imports.serializers import ImportRowSerializer, ImportSerializer
from api.parameters import KnownParameters
from api.preconditions import TaggedReads
from api.schema import Intake, UploadSchema
from api.uploads import PARSERS, guard_upload, upload_of
from api.writing import AnswersOnce

BINARY = {"type": "string", "format": "binary"}
FORM = {
    "type": "object",
    "properties": {
        "files": {
            "type": "array",
            "items": {"type": "string", "format": "binary"},
            "minItems": 1,
            "description": "Definitions, or one archive of them.",
        }
    },
    "required": ["files"],
}
TAKES = {"multipart/form-data": FORM, "text/markdown": {"type": "string"}}
# Until an import ends nobody else can write; a command has all the time there is. What is made to
# keep us busy is stopped much sooner: agents_app/actions/import_pace.py.
MOST_SECONDS = 30
# Stored: there is something new. Only tried: there is not.
STATUS = {"done": 201, "dry_run": 200}
REFUSED = 422


class ImportReads(TaggedReads, KnownParameters):
    """What reads of imports have in common."""


class ImportViewSet(ImportReads, AnswersOnce, ReadOnlyModelViewSet):
    """Imports: many files at once, each judged alone, with a report that stays."""

    examples = EXAMPLES
    lookup_field = "number"
    lookup_url_kwarg = "id"
    lookup_value_converter = "number"
    queryset = ImportReport.objects.none()
    is_kept = False  # what was only tried moves no serial
    parser_classes = PARSERS
    filtersets = {"list": ImportFilterSet, "create": ImportManner}
    faces = {"list": ImportRowSerializer}
    about = {
        "list": "Imports, the newest first. What was only tried is shown to its author, and to "
        "those who curate the collection.",
        "retrieve": "One import with what became of each file; the last 1,000 are kept.",
        "create": "Files as a form, one archive (zip, tar, tar.gz, tar.xz, tar.bz2) or one text. "
        "Archives have at most 10 MiB, 50 MiB unpacked and 50 times what they have packed, 2,000 "
        "entries of 1 MiB each, regular files only; one bad entry refuses the whole. What is "
        "stored is there at once, or not at all. A dry run answers 200 and stores nothing but "
        "its report.",
    }
    intakes = {
        "create": Intake(
            "importFiles",
            "Import files into a collection",
            takes={parser.media_type: TAKES.get(parser.media_type, BINARY) for parser in PARSERS},
            statuses={"200": "Only tried.", "201": "Stored."},
            refusals=("404", "409"),
            once=True,
        )
    }
    schema = UploadSchema()

    @property
    def filterset_class(self) -> Any:
        """Return the parameters of this action."""
        return self.filtersets.get(self.action)

    def is_filtered(self) -> bool:
        """Return that an import takes parameters too, though it is no list."""
        return self.action in self.filtersets

    def get_serializer_class(self) -> type[BaseSerializer]:
        """Return the row or the whole."""
        return self.faces.get(self.action, ImportSerializer)

    def get_queryset(self) -> ImportReportQuerySet:
        """Return the reports that the reader may see."""
        return ImportReport.objects.told_to(actor_of(self.request))

    def get_object(self) -> ImportReport:
        """Return the report of this number, with its rows."""
        number: Any = self.kwargs["id"]
        return self.get_queryset().with_files().by_number(number)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse a body by its headers before anything looks into it."""
        if request.method == "POST":
            guard_upload(request._request)
        super().initial(request, *args, **kwargs)

    def create(self, request: Request) -> Response:
        """Import what was sent; who may not is told so before it is read."""
        slug, manner = read_manner(request)
        actor = actor_of(request)
        require_import(slug, by=actor)
        upload = upload_of(request)
        manner |= {"relocate": upload.has_places, "seconds": MOST_SECONDS}

        def act() -> Answer:
            try:
                report = import_files(slug, upload.files, by=actor, **manner)
            except ImportRefused as refusal:  # its report is stored, so its answer is kept too
                return Answer(REFUSED, {"number": refusal.number, "refused": refusal.refused})
            told = self.get_serializer(report).data
            return Answer(STATUS[report.state], told, {"Location": told["url"]})

        found = self.once(act, sent=upload.digest)
        if found.status == REFUSED:
            raise ImportRefused(**found.body)
        return self.respond(found)

    def tag_now(self, request: Request) -> str:
        """Return a tag that changes with each report, and differs between readers."""
        last = ImportReport.objects.last_number()
        return f'{super().tag_now(request)[:-1]}-{last}-{actor_of(request).user or 0}"'
