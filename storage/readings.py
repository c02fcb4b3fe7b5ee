"""Readings: what was read from each original. Its documents lie in rows of their own and are joined to it here.

>>> _place("org_1")
'readings/body/org_1'
"""

from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa

from storage.documents import Documents
from storage.errors import NotFound
from storage.model.print import prints_from_data, prints_to_data
from storage.model.reading import Reading
from storage.model.records import StoredDocument, StoredReading
from storage.model.serial import reading_from_data, reading_to_data
from storage.model.submission import Original
from storage.original_rows import find
from storage.sealing import Seal
from storage.tables import originals, readings
from storage.transaction import Row, Transaction


class Readings:
    """The readings of one tenant."""

    def __init__(self, here: Transaction, documents: Documents) -> None:
        self._here = here
        self._documents = documents

    def of_claim(self, claim_id: str) -> list[StoredReading]:
        """In the order of the originals, without the documents that were withdrawn."""
        found = find(
            self._here,
            sa.select(originals).where(originals.c.claim_id == claim_id).order_by(originals.c.number),
        )
        bodies = self._bodies(readings.c.claim_id == claim_id)
        papers = self._documents.of_claim(claim_id)
        return [_whole(original, bodies[original.id], papers) for original in found if original.id in bodies]

    def of_original(self, original_id: str) -> StoredReading | None:
        """None before it was read. Raises NotFound for the original."""
        found = find(self._here, sa.select(originals).where(originals.c.id == original_id))
        if not found:
            raise NotFound("original", original_id)
        body = self._bodies(readings.c.original_id == original_id).get(original_id)
        papers = self._documents.of_original(original_id)
        return None if body is None else _whole(found[0], body, papers)

    def keep(self, original: Original, reading: Reading) -> None:
        """The reading and its documents, as the original is settled. An original has one reading."""
        prints = {"prints": prints_to_data(reading.prints)}
        body = {**reading_to_data(replace(reading, file="", documents=())), **prints}
        self._here.insert(
            readings,
            original_id=original.id,
            claim_id=original.claim_id,
            status=reading.status.value,
            sealed_body=self._here.seal(original.claim_id).close_json(body, _place(original.id)),
            read_at=self._here.now,
        )
        self._documents.keep(original, reading.documents)

    def forget(self, original_id: str) -> None:
        """Removes the reading and its documents, for the original is to be read anew."""
        self._documents.forget(original_id)
        mine = (readings.c.original_id == original_id, readings.c.tenant == self._here.tenant)
        self._here.change(sa.delete(readings).where(*mine))

    def _bodies(self, which: sa.ColumnElement[bool]) -> dict[str, Reading]:
        """By original, without documents."""
        rows = self._here.rows(sa.select(readings).where(readings.c.tenant == self._here.tenant, which))
        return {row["original_id"]: _body(row, self._here.seal(row["claim_id"])) for row in rows}


def _body(row: Row, seal: Seal) -> Reading:
    data = seal.open_json(row["sealed_body"], _place(row["original_id"]))
    return replace(reading_from_data(data), prints=prints_from_data(data.get("prints", [])))


def _whole(original: Original, body: Reading, papers: Sequence[StoredDocument]) -> StoredReading:
    mine = tuple(
        paper.document for paper in papers if paper.original_id == original.id and paper.withdrawn_at is None
    )
    return StoredReading(original, replace(body, file=original.name, documents=mine))


def _place(id: str) -> str:
    return f"readings/body/{id}"
