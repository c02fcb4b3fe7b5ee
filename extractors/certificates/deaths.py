"""The fields that papers about a death share, whether they stand behind labels or are told in a sentence.

>>> fields_of([], "cremation")
{}
"""

from collections.abc import Mapping, Sequence

from extractors import values
from extractors.certificates.issued import issue_date, issuer
from extractors.certificates.numbers import identity
from extractors.certificates.told import Told
from extractors.layout.labels import Labels
from extractors.layout.paper import Paper, Parse, numbered, person_name, present, printed
from extractors.layout.wrapped import unwrapped
from extractors.medical.stamps import stamped
from extractors.medical.visits import visit_day
from extractors.page import ReadPage
from storage.model.extraction import Cell, Field


def _told_place(raw: str) -> str | None:
    """A place without the number of its box on the form."""
    found = printed(raw)
    return found.lstrip("0123456789.√☑ ") or None if found else None


_SHORT: Mapping[str, Parse] = {
    "name": person_name,
    "sex": values.sex,
    "birth_date": visit_day,
    "death_date": visit_day,
    "place": _told_place,
    "cause": printed,
    "certificate_number": numbered,
}


def fields_of(pages: Sequence[ReadPage], kind: str) -> dict[str, Cell]:
    """All fields but those that one kind alone has; `kind` names the labels."""
    if not pages:
        return {}
    labels = Labels.load(kind)
    paper = Paper(pages, labels, choose=lambda lines: unwrapped(lines, labels.by_spelling))
    found: dict[str, Field | None] = {**Told.of(paper.lines).fields(), **paper.fields(_SHORT)}
    number = identity(paper, "id_number", birth=found.get("birth_date"), sex=found.get("sex"))
    found["id_number"] = number if number and number.value else found.get("id_number") or number
    found |= {"issuer": issuer(paper), "issue_date": issue_date(paper)}
    return dict(paper.restored({**present(found), "stamped": stamped(pages)}))
