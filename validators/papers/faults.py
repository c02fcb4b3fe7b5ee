"""Whether a measured fault of the picture lies on what is needed.

Only that lets us ask for a new picture: where the picture is sound and we cannot read it, a person looks.

>>> from storage.model.document import Document, Page
>>> from storage.model.document_type import DocumentType
>>> page = Page(page=1, width=100, height=100)
>>> hiding(Paper(Document(id="f1.d1", type=DocumentType.BANK_CARD, confidence=1, pages=(page,)), 0), "card_number")
"""

from dataclasses import dataclass

from storage.model.document import QualityFault, QualityGrade, QualityIssue
from storage.model.extraction import Box, Field, Grade
from validators.papers.paper import Paper
from validators.papers.spots import spot_of

MEASURED = (
    QualityFault.BLUR,
    QualityFault.GLARE,
    QualityFault.CUT,
    QualityFault.DARK,
    QualityFault.SMALL,
)


_HIDING_SHARE = 0.01
"""The least share of a page under which a line of text can vanish."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """A fault, the needed field that it hides, and where: on which page, if there are several."""

    fault: QualityFault
    field: str = ""
    spot: str = ""
    page: int | None = None

    @property
    def details(self) -> dict[str, str]:
        """What fills the wording."""
        page = {} if self.page is None else {"spot_page": str(self.page)}
        return {"field": self.field, **({"spot": self.spot} if self.spot else {}), **page}


def measured(paper: Paper) -> tuple[QualityIssue, ...]:
    """The faults a new picture would mend."""
    return tuple(issue for issue in paper.document.quality.issues if issue.fault in MEASURED)


def lacks(paper: Paper, need: str) -> str | None:
    """The name of the needed field that cannot be read; `a|b` lacks only if both do."""
    names = need.split("|")
    return None if any(paper.has(name) for name in names) else names[0]


def hiding(paper: Paper, name: str) -> Hidden | None:
    """The fault that lies on that field: on its ink, or where its ink may be that is not to be found."""
    inks = [field for field in paper.fields(name) if field.grade is Grade.UNREAD]
    for issue in measured(paper):
        under = next((ink for ink in inks if _lies_on(issue, ink)), None)
        if under or (not inks and _may_hide(issue, paper)):
            return _hidden(paper, name, issue, under)
    return None


def whole_fault(paper: Paper) -> Hidden | None:
    """A fault over the whole of a poor picture."""
    if paper.document.quality.grade is not QualityGrade.POOR:
        return None
    return next((Hidden(fault=issue.fault) for issue in measured(paper) if issue.box is None), None)


def _hidden(paper: Paper, name: str, issue: QualityIssue, ink: Field | None) -> Hidden:
    """The spot is that of the ink, else that of the fault; none where the fault is all over the page."""
    box = ink.box if ink and ink.box else issue.box
    page = next((page for page in paper.document.pages if page.page == issue.page), None)
    if box is None or page is None or issue.box is None:
        return Hidden(fault=issue.fault, field=name)
    number = page.page if len(paper.document.pages) > 1 else None
    return Hidden(fault=issue.fault, field=name, spot=spot_of(box, page), page=number)


def _may_hide(issue: QualityIssue, paper: Paper) -> bool:
    """Something could be under it: it covers the whole, or a place of some size where nothing was read."""
    if issue.box is None:
        return True
    area = sum(page.width * page.height for page in paper.document.pages if page.page == issue.page)
    read = [field for name in paper.document.fields for field in paper.fields(name) if field.value is not None]
    is_large = issue.box.width * issue.box.height >= area * _HIDING_SHARE
    return is_large and not any(field.box and _lies_on(issue, field) for field in read)


def _lies_on(issue: QualityIssue, ink: Field) -> bool:
    if issue.page != ink.page:
        return False
    return issue.box is None or ink.box is None or _overlap(issue.box, ink.box)


def _overlap(a: Box, b: Box) -> bool:
    return a.x0 < b.x1 and b.x0 < a.x1 and a.y0 < b.y1 and b.y0 < a.y1
