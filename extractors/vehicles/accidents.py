"""The fields that the police's finding on a traffic accident and the drivers' own agreement share.

>>> fields_of([])
{}
"""

import re
from collections.abc import Mapping, Sequence

from extractors import values
from extractors.certificates.issued import issue_date, office
from extractors.fields import make
from extractors.layout.labels import Labels
from extractors.layout.lines import cut
from extractors.layout.paper import Paper, Parse, numbered, present, printed
from extractors.medical.stamps import stamped
from extractors.medical.visits import free_text
from extractors.page import ReadPage
from extractors.vehicles.parties import parties
from storage.model.extraction import Cell, Field

_TITLED = re.compile(r"第\s*(?P<number>[\dA-Z-]{6,24})\s*号")


_SHORT: Mapping[str, Parse] = {
    "document_number": numbered,
    "occurred_at": values.moment_or_date,
    "place": printed,
}


def fields_of(pages: Sequence[ReadPage]) -> dict[str, Cell]:
    """All fields; the issuer is an office of the police."""
    if not pages:
        return {}
    paper = Paper(pages, Labels.load("traffic"))
    found: dict[str, Field | None] = {**paper.fields(_SHORT)}
    found["document_number"] = found.get("document_number") or _number(paper)
    found["summary"] = free_text(paper, "summary")
    found |= {"issuer": office(paper.lines), "issue_date": issue_date(paper)}
    fields: dict[str, Cell] = {**present(found), "stamped": stamped(pages)}
    named = parties(paper)
    return dict(paper.restored({**fields, "parties": named} if named else fields))


def _number(paper: Paper) -> Field | None:
    """第…号 below the title."""
    for line in paper.lines:
        match = _TITLED.search(line.text)
        if match and sum(char.isdigit() for char in match["number"]) >= 5:
            return make(match["number"], [cut(line, *match.span("number"))])
    return None
