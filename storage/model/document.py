"""One logical paper found in a file: its type, its pages, how well the picture serves, and its fields.

>>> page = Page(page=1, width=1280, height=1707, box=None)
>>> Document(id="f1.d1", type=DocumentType.ID_CARD, confidence=0.98, pages=(page,)).quality.grade
<QualityGrade.GOOD: 'good'>
"""

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from storage.model.document_type import DocumentType
from storage.model.extraction import Box, Fields
from storage.model.finding import Finding


class QualityGrade(StrEnum):
    GOOD = "good"
    USABLE = "usable"
    POOR = "poor"


class QualityFault(StrEnum):
    """A measured fault of the picture."""

    BLUR = "blur"
    GLARE = "glare"
    CUT = "cut"
    DARK = "dark"
    SMALL = "small"
    TILT = "tilt"
    COPY = "copy"
    SCREEN = "screen"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class QualityIssue:
    """A fault and where it lies; no box means the whole page."""

    fault: QualityFault
    page: int
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Quality:
    grade: QualityGrade = QualityGrade.GOOD
    issues: tuple[QualityIssue, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the file in the contract's frame; `box` is where the paper lies on it, None for all of it."""

    page: int
    width: int
    height: int
    box: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One logical paper. `id` is unique within one run: `f<file>.d<document>`."""

    id: str
    type: DocumentType
    confidence: float
    pages: tuple[Page, ...]
    quality: Quality = Quality()
    fields: Fields = field(default_factory=lambda: MappingProxyType({}))
    findings: tuple[Finding, ...] = ()
    member: str | None = None
