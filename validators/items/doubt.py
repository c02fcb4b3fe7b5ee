"""Papers that the machine could not place: one of them may be what seems missing, so nobody is asked for it yet.

>>> from storage.model.document import Document
>>> other = Paper(Document(id="f1.d1", type=DocumentType.OTHER, confidence=0.9, pages=()), 0)
>>> could_be(other, (DocumentType.OP_RECORD,))
True
"""

from collections.abc import Sequence

from storage.model.document import QualityFault
from storage.model.document_type import DocumentType
from validators.claim.dossier import Dossier
from validators.lists.requirement import Requirement
from validators.papers.faults import measured
from validators.papers.kinds import BILLS, IDENTITY
from validators.papers.paper import Paper

_CARD_LIKE = frozenset({*IDENTITY, DocumentType.BANK_CARD})
_UNREAD_RULES = ("quarantined", "unread")
_LOOKALIKES = {
    DocumentType.PAYMENT_SLIP: frozenset(BILLS),
    DocumentType.PREPAYMENT_SLIP: frozenset(BILLS),
    DocumentType.DAILY_LIST: frozenset({DocumentType.FEE_LIST}),
}


def may_be_among(row: Requirement, dossier: Dossier) -> tuple[str, ...]:
    """The papers of unknown kind that could meet that row."""
    return tuple(paper.id for paper in dossier.papers if could_be(paper, row.types))


def could_be(paper: Paper, types: Sequence[DocumentType]) -> bool:
    """Nothing rules out that this paper is of one of those types."""
    if paper.type is DocumentType.IRRELEVANT or not is_unplaced(paper):
        return False
    has_title = paper.auto("title") is not None
    return not (has_title and _CARD_LIKE.issuperset(types))


def is_unplaced(paper: Paper) -> bool:
    """The machine does not know what it is, and the picture is not to blame."""
    if paper.type is DocumentType.UNREADABLE:
        return not is_bad_picture(paper)
    return paper.type is DocumentType.OTHER or not paper.is_sure


def is_unread(paper: Paper) -> bool:
    """It stands for a file that nobody has read yet, or that no reader could: a person opens it."""
    return any(finding.rule in _UNREAD_RULES for finding in paper.document.findings)


def is_bad_picture(paper: Paper) -> bool:
    """Nothing is to be seen on it for a measured fault, or because it is blank."""
    faults = {issue.fault for issue in paper.document.quality.issues}
    return bool(measured(paper)) or QualityFault.BLANK in faults


def lookalikes(row: Requirement, dossier: Dossier) -> tuple[Paper, ...]:
    """Papers that people take for what the row asks: a payment slip for a bill, a daily list for the list."""
    types = frozenset(row.types)
    return tuple(paper for paper in dossier.papers if not types.isdisjoint(_LOOKALIKES.get(paper.type, ())))
