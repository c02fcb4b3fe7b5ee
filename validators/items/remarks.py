"""Why a paper is good with a warning only: recorded for the claim's staff, never told to the customer.

>>> from storage.model.document import Document
>>> shows_surely(Paper(Document(id="f1.d1", type=DocumentType.RX, confidence=1, pages=()), 0), "doctor")
True
"""

from collections.abc import Iterator

from storage.model.document_type import DocumentType
from validators.claim.dossier import Dossier
from validators.items.candidates import Candidate
from validators.items.checks import holder_match
from validators.lists.requirement import Requirement
from validators.papers.names import Match
from validators.papers.paper import Paper
from validators.papers.visits import Visit

__all__ = ["shows_surely", "warning"]


def warning(candidate: Candidate, row: Requirement, dossier: Dossier, visit: Visit | None) -> str | None:
    """The first remark that holds, None if all is plain."""
    return next(_remarks(candidate, row, dossier, visit), None)


def _remarks(candidate: Candidate, row: Requirement, dossier: Dossier, visit: Visit | None) -> Iterator[str]:
    matches = {holder_match(paper, row.person, dossier)[0] for paper in candidate.papers}
    if matches & {Match.VARIANT, Match.UNCLEAR}:
        yield "name_variant"
    if candidate.type is DocumentType.BANK_CARD and not _names_holder(candidate):
        yield "no_holder_printed"
    if not all(shows_surely(paper, need) for paper, need in candidate.needs):
        yield "value_to_check"
    findings = {finding.rule for paper in candidate.papers for finding in dossier.findings[paper.id]}
    if "V06" in findings:
        yield "card_to_check"
    if "V02" in findings:
        yield "expired_accepted"
    if visit is not None and not all(visit.is_of(paper) for paper in candidate.papers):
        yield "other_day"


def shows_surely(paper: Paper, need: str) -> bool:
    """What is readable of the need may be used without a look."""
    fields = [field for name in need.split("|") for field in paper.fields(name) if field.value is not None]
    return not fields or any(field.is_auto for field in fields)


def _names_holder(candidate: Candidate) -> bool:
    return any(paper.has("holder_name") for paper in candidate.papers)
