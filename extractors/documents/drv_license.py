"""机动车驾驶证: the main page, the other page, or both; the number of a licence is that of the identity card.

>>> extract([])
{}
"""

import re
from collections.abc import Mapping, Sequence

from extractors import values
from extractors.certificates.numbers import identity
from extractors.fields import make
from extractors.layout.lines import joined, squash
from extractors.layout.paper import Paper, Parse, numbered, person_name, present, printed
from extractors.medical.visits import visit_day
from extractors.page import ReadPage
from extractors.vehicles.pages import licence_paper, side_of
from storage.model.document_type import DocumentType
from storage.model.extraction import Field, Fields

TYPE = DocumentType.DRV_LICENSE

_CLASS = re.compile(r"(?:[ABC][1-6][A-Z]?|C1E|[DEFMNP])+", re.IGNORECASE)


def _class(raw: str) -> str | None:
    """Letters with their digits; what looks like C1 and is no word is C1."""
    shown = squash(raw).upper().replace("CI", "C1").replace("CL", "C1")
    return shown if _CLASS.fullmatch(shown) else None


_SHORT: Mapping[str, Parse] = {
    "name": person_name,
    "sex": values.sex,
    "nationality": printed,
    "address": printed,
    "birth_date": visit_day,
    "first_issue_date": visit_day,
    "class": _class,
    "file_number": numbered,
}
_MAIN, _BACK = ("class", "first_issue_date", "validity"), ("file_number", "_back")


def extract(pages: Sequence[ReadPage]) -> Fields:
    """The fields of the pages that are seen."""
    if not pages:
        return {}
    paper = licence_paper(pages, "drv_license")
    found: dict[str, Field | None] = {"side": side_of(paper, main=_MAIN, back=_BACK), **paper.fields(_SHORT)}
    birth, sex = found.get("birth_date"), found.get("sex")
    found["licence_number"] = identity(paper, "licence_number", birth=birth, sex=sex)
    return paper.restored(present({**found, **_validity(paper)}))


def _validity(paper: Paper) -> dict[str, Field | None]:
    for lines in paper.form.found("validity"):
        start, end = values.period(joined(lines))
        if start or end:
            return {key: make(day, lines) for key, day in (("valid_from", start), ("valid_to", end)) if day}
    return {}
