"""出生医学证明: the child, when and where it was born, its parents with their numbers (母婴保健法 23).

>>> extract([])
{}
"""

import re
from collections.abc import Mapping, Sequence

from extractors import values
from extractors.certificates.issued import issue_date
from extractors.certificates.numbers import identities
from extractors.layout.labels import Labels
from extractors.layout.paper import Paper, Parse, numbered, person_name, present, printed
from extractors.layout.wrapped import unwrapped
from extractors.page import Line, ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Field, Fields

TYPE = DocumentType.BIRTH_CERT

_ENGLISH = re.compile(
    r"[^\u3400-\u9fff]*\b(?i:name|sex|date|time|gestational|weight|length|place|facility|age|nationality|ethnicity|address|type"
    r"|valid|mother|father|issu\w+|certificate|hospital)\b[^\u3400-\u9fff]*"
)
"""A second label, in English, below the first."""


_SHORT: Mapping[str, Parse] = {
    "child_name": person_name,
    "sex": values.sex,
    "birth_at": values.moment_or_date,
    "certificate_number": numbered,
    "institution": printed,
    "mother_name": person_name,
    "father_name": person_name,
}


def extract(pages: Sequence[ReadPage]) -> Fields:
    """All fields; the numbers belong to the parents in the order in which these are named."""
    if not pages:
        return {}
    labels = Labels.load("birth_cert")
    paper = Paper(pages, labels, choose=lambda lines: unwrapped(_chinese(lines), labels.by_spelling))
    found: dict[str, Field | None] = {**paper.fields(_SHORT), "issue_date": issue_date(paper)}
    return paper.restored(present({**found, **_numbers(paper)}))


def _numbers(paper: Paper) -> dict[str, Field | None]:
    parents = [slot.label.key for slot in paper.form.slots if slot.label.key in ("mother_name", "father_name")]
    order, numbers = list(dict.fromkeys(parents)), identities(paper, "number")
    if len(order) != 2 or len(numbers) != 2:
        return {}
    return {
        f"{parent.removesuffix('_name')}_id_number": number
        for parent, number in zip(order, numbers, strict=True)
    }


def _chinese(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if not _ENGLISH.fullmatch(line.text)]
