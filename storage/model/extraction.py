"""What was read from a paper: fields with their ink.

A field knows its value in the contract's form, the text as printed (`raw`), how sure the reading is, and where
the ink lies. A list field is a tuple of fields; a table is a tuple of rows, each a mapping of cells.

>>> total = Field(value="439.94", raw="￥439.94", confidence=0.99, grade=Grade.AUTO, source=Source.OCR,
...               page=1, box=Box(812, 1033, 964, 1071))
>>> total.box.width
152
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Grade(StrEnum):
    """What may be done with a field: use it, have a person look, or nothing was readable."""

    AUTO = "auto"
    CHECK = "check"
    UNREAD = "unread"


class Source(StrEnum):
    """Where a value comes from, in falling order of trust (a person outranks all)."""

    PERSON = "person"
    XML = "xml"
    OFD = "ofd"
    PDF_TEXT = "pdf_text"
    QR = "qr"
    MRZ = "mrz"
    OCR = "ocr"
    SYSTEM = "system"


class Box(NamedTuple):
    """A rectangle in pixels, left-top inclusive, right-bottom exclusive."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def width(self) -> int:
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        return self.y1 - self.y0

    @property
    def centre(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def union(self, other: "Box") -> "Box":
        """The smallest box that holds both.

        >>> Box(0, 0, 2, 2).union(Box(1, 1, 5, 3))
        Box(x0=0, y0=0, x1=5, y1=3)
        """
        return Box(
            min(self.x0, other.x0),
            min(self.y0, other.y0),
            max(self.x1, other.x1),
            max(self.y1, other.y1),
        )

    def meets(self, other: "Box") -> bool:
        """Whether they share any pixel.

        >>> Box(0, 0, 2, 2).meets(Box(1, 1, 5, 3)), Box(0, 0, 2, 2).meets(Box(2, 0, 4, 2))
        (True, False)
        """
        return self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1

    def moved(self, across: int, down: int) -> "Box":
        """The same rectangle elsewhere.

        >>> Box(0, 0, 2, 2).moved(5, -1)
        Box(x0=5, y0=-1, x1=7, y1=1)
        """
        return Box(self.x0 + across, self.y0 + down, self.x1 + across, self.y1 + down)


Value = str | int | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One value and its provenance. `value` is None exactly when `grade` is `unread`."""

    value: Value
    raw: str
    confidence: float
    grade: Grade
    source: Source
    page: int
    box: Box | None
    repaired: bool = False

    def __post_init__(self) -> None:
        if (self.value is None) != (self.grade is Grade.UNREAD) and not self.is_undecided:
            raise ValueError("a field without a value is unread, and an unread field has no value")

    @property
    def is_undecided(self) -> bool:
        """`stamped` and `signed` may be None when the picture cannot tell."""
        return self.value is None and self.raw == ""

    @property
    def is_auto(self) -> bool:
        return self.grade is Grade.AUTO


Row = Mapping[str, Field]
Cell = Field | tuple[Field, ...] | tuple[Row, ...]
Fields = Mapping[str, Cell]
