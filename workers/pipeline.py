"""The steps as plain functions: read files, validate what was read, assess the claim.

`claims read` and `claims check` run them inline; later the queue runs the same ones.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from extractors.walls.isolation import IsolatedReader
from storage.model.checklist import Assessment
from storage.model.claim import ClaimType
from storage.model.reading import Reading
from validators.assess import assess
from validators.facts.load import Facts
from validators.papers.document import validate_document
from workers.files import refused_path

Progress = Callable[[str, int, int], None]
"""Called with a file's name, its number and how many there are, before it is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What `claims check` knows in the end."""

    assessment: Assessment
    readings: tuple[Reading, ...]


def read_paths(
    paths: Sequence[Path], reader: IsolatedReader, *, today: date, progress: Progress | None = None
) -> Iterator[Reading]:
    """Reads each path in order. A path that is missing or no file is a refused reading, never an exception."""
    for number, path in enumerate(paths, start=1):
        if progress:
            progress(path.name, number, len(paths))
        refused = refused_path(path, reader.limits.file_bytes)
        reading = refused or reader.read(path.read_bytes(), name=str(path), file_number=number)
        yield validated(reading, today)


def validated(reading: Reading, today: date) -> Reading:
    """The reading with each document's own findings."""
    documents = tuple(
        replace(document, findings=document.findings + validate_document(document, today=today))
        for document in reading.documents
    )
    return replace(reading, documents=documents)


def check_claim(
    readings: Sequence[Reading],
    *,
    claim_types: Sequence[ClaimType],
    facts: Facts,
    today: date,
    locale: str,
) -> Check:
    """Holds what was read against the checklists of the claim."""
    assessment = assess(readings, claim_types=claim_types, facts=facts, today=today, locale=locale)
    return Check(assessment=assessment, readings=tuple(readings))
