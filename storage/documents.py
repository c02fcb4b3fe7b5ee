"""Documents: one logical paper each. It gets the identifier the outside knows (`doc_…`) when it is kept.

>>> _place("doc_1")
'documents/body/doc_1'
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa

from storage.errors import NotFound
from storage.model.document import Document
from storage.model.ids import IdKind, new_id
from storage.model.records import StoredDocument
from storage.model.serial import document_from_data, document_to_data
from storage.model.submission import Original
from storage.tables import documents, originals
from storage.transaction import Row, Transaction


class Documents:
    """The documents of one tenant."""

    def __init__(self, here: Transaction) -> None:
        self._here = here

    def of_claim(self, claim_id: str) -> list[StoredDocument]:
        """In the order of the originals and of the papers in them, the withdrawn ones too."""
        return self._some(documents.c.claim_id == claim_id)

    def of_original(self, original_id: str) -> list[StoredDocument]:
        """In the order of the papers, the withdrawn ones too."""
        return self._some(documents.c.original_id == original_id)

    def get(self, id: str) -> StoredDocument:
        """Raises NotFound."""
        found = self._some(documents.c.id == id)
        if not found:
            raise NotFound("document", id)
        return found[0]

    def withdraw(self, id: str, at: dt.datetime) -> None:
        """Sets it aside; a second time changes nothing. Raises NotFound."""
        if self.get(id).withdrawn_at is None:
            mine = (documents.c.id == id, documents.c.tenant == self._here.tenant)
            self._here.change(sa.update(documents).where(*mine).values(withdrawn_at=at))

    def reinstate(self, id: str) -> None:
        """Counts it again; one that was not set aside stays as it is. Raises NotFound."""
        self.get(id)
        mine = (documents.c.id == id, documents.c.tenant == self._here.tenant)
        self._here.change(sa.update(documents).where(*mine).values(withdrawn_at=None))

    def keep(self, original: Original, found: Sequence[Document]) -> None:
        """The papers of one original, each under a new identifier."""
        seal = self._here.seal(original.claim_id)
        for position, document in enumerate(found, 1):
            named = replace(document, id=new_id(IdKind.DOCUMENT))
            self._here.insert(
                documents,
                id=named.id,
                claim_id=original.claim_id,
                original_id=original.id,
                position=position,
                type=named.type.value,
                sealed_body=seal.close_json(document_to_data(named), _place(named.id)),
            )

    def forget(self, original_id: str) -> None:
        """Removes the papers of an original that is to be read anew."""
        mine = (documents.c.original_id == original_id, documents.c.tenant == self._here.tenant)
        self._here.change(sa.delete(documents).where(*mine))

    def _some(self, which: sa.ColumnElement[bool]) -> list[StoredDocument]:
        query = (
            sa.select(documents)
            .join(originals, originals.c.id == documents.c.original_id)
            .where(documents.c.tenant == self._here.tenant, which)
            .order_by(originals.c.number, documents.c.position)
        )
        return [self._read(row) for row in self._here.rows(query)]

    def _read(self, row: Row) -> StoredDocument:
        body = self._here.seal(row["claim_id"]).open_json(row["sealed_body"], _place(row["id"]))
        return StoredDocument(
            id=row["id"],
            claim_id=row["claim_id"],
            original_id=row["original_id"],
            document=document_from_data(body),
            withdrawn_at=row["withdrawn_at"],
        )


def _place(id: str) -> str:
    return f"documents/body/{id}"
