"""Copies of agents, made inside the database: one statement for each kind of row."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.db import connection
from django.db.models import Model

from agents_app.models import Agent, Integration, JournalEntry, JournalHead, Revision
from agents_app.search.postings import BLOCK

NAME = 50  # letters of a name that a copy keeps; its id follows
PARTING = "\n"  # as often as there were copies before, it gives each text a digest of its own


@dataclass(frozen=True, slots=True)
class Copying:
    """One round: the agents up to the id ``top``, into a collection.

    steps: by how much the ids of one round differ from those of the round before, by model. So a
    row finds the copies of its neighbours by arithmetic; and for agents a step is a whole number
    of the blocks in which the search index keeps postings, so that those can be copied too.
    """

    number: int
    collection: int
    slug: str
    top: int
    steps: dict[type[Model], int]

    def moved(self, model: type[Model]) -> int:
        """Return by how much the id of a copy differs from that of its original."""
        return self.number * self.steps[model]

    def statement(self, model: type[Model]) -> str:
        """Return the SQL that copies the rows of one model."""
        fields = model._meta.concrete_fields
        columns = {str(field.column): f'"{field.column}"' for field in fields}
        columns |= {"id": f"id + {self.moved(model)}"}
        columns |= self._agent() if model is Agent else self._of_agent(model)
        names = ", ".join(f'"{name}"' for name in columns)
        owner = "id" if model is Agent else "agent_id"
        table = model._meta.db_table
        return (
            f"INSERT INTO {table} ({names}) SELECT {', '.join(columns.values())} FROM {table} "
            f"WHERE {owner} <= {self.top}"
        )

    def postings(self) -> str:
        """Return the SQL that copies the postings of all originals."""
        blocks, step = self.moved(Agent) // BLOCK, self.steps[Agent] // BLOCK
        return (
            "INSERT INTO search_word (word, block, impacts) "
            f"SELECT word, block + {blocks}, impacts FROM search_word WHERE block < {step}"
        )

    def journaling(self) -> tuple[str, str]:
        """Return the SQL that tells of the copies in the journal, and moves its head."""
        agents, revisions = Agent._meta.db_table, Revision._meta.db_table
        heads, entries = JournalHead._meta.db_table, JournalEntry._meta.db_table
        tell = (
            f"INSERT INTO {entries} "
            "(serial, at, verb, collection, key, revision, digest, author, message) "
            f"SELECT h.serial + row_number() OVER (ORDER BY a.id), a.created, 'agent.published', "
            f"'{self.slug}', a.key, r.number, r.digest, '', '' "
            f"FROM {agents} a JOIN {revisions} r ON r.id = a.revision_id CROSS JOIN {heads} h "
            f"WHERE a.collection_id = {self.collection}"
        )
        return tell, f"UPDATE {heads} SET serial = (SELECT max(serial) FROM {entries})"

    def _agent(self) -> dict[str, str]:
        name = f"substr(name, 1, {NAME}) || '-' || (id + {self.moved(Agent)})"
        revision = f"revision_id + {self.moved(Revision)}" if Revision in self.steps else "NULL"
        return {
            "name": name,
            "key": f"'{self.slug}:' || {name}",
            "collection_id": str(self.collection),
            "revision_id": revision,
            "successor_id": "NULL",
        }

    def _of_agent(self, model: type[Model]) -> dict[str, str]:
        changes = {"agent_id": f"agent_id + {self.moved(Agent)}"}
        if model is Integration:
            changes |= self._edge()
        if model is Revision:
            changes |= self._text()
        return changes

    def _edge(self) -> dict[str, str]:
        """Lead an edge to the copy of its target, by id and by name, where there is one."""
        copied, moved = f"target_id <= {self.top}", f"target_id + {self.moved(Agent)}"
        name = f"(SELECT t.name FROM {Agent._meta.db_table} t WHERE t.id = {moved})"
        return {
            "target_id": f"CASE WHEN {copied} THEN {moved} ELSE target_id END",
            "target_name": f"CASE WHEN {copied} THEN {name} ELSE target_name END",
        }

    def _text(self) -> dict[str, str]:
        end = PARTING * self.number
        if connection.vendor == "sqlite":
            content = f"CAST(content || '{end}' AS BLOB)"
            digest = f"sha256_hex({content})"
        else:
            content = f"content || convert_to('{end}', 'UTF8')"
            digest = f"encode(sha256({content}), 'hex')"
        size = f"size + {len(end)}"
        return {"content": content, "digest": f"'sha256:' || {digest}", "size": size}


def teach_digests() -> None:
    """Give SQLite the function that PostgreSQL has."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        connection.connection.create_function(
            "sha256_hex", 1, lambda content: hashlib.sha256(content).hexdigest(), deterministic=True
        )
