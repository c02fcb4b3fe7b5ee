"""Whether a confidence means what it says: of the fields that say 0.95, are 95 in 100 right?

Fields that OCR read only; what is digital is as issued and says 1. The expected calibration error is the mean gap between
confidence and accuracy over ten bins, weighted by their fields.

>>> field = Field(value="1", raw="1", confidence=0.9, grade=Grade.AUTO, source=Source.OCR, page=1, box=None)
>>> seen = [Seen("total", Read("1", True, field), is_right) for is_right in (True, False)]
>>> by_kind(seen)["money"].error, bins([Sure.of(one) for one in seen])[0].accuracy
(0.4, 0.5)
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractors.confidence import kind_of
from intake.measure.score import Read, Seen
from storage.model.extraction import Field, Grade, Source

__all__ = ["Bin", "Calibration", "Field", "Grade", "Read", "Sure", "bins", "by_kind", "in_all"]

BINS = 10


class Sure(NamedTuple):
    """How sure a field was, whether it is used without a look, and whether it was right."""

    confidence: float
    is_auto: bool
    is_right: bool

    @staticmethod
    def of(seen: Seen) -> "Sure":
        field = seen.read.field
        return Sure(1.0 if field is None else field.confidence, seen.read.is_auto, seen.is_right)


class Bin(NamedTuple):
    """Fields whose confidences lie close to each other."""

    fields: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Shares between 0 and 1; `error` is the expected calibration error."""

    fields: int
    auto_share: float
    auto_accuracy: float
    error: float


def in_all(seen: Iterable[Seen]) -> tuple[Calibration, tuple[Bin, ...]]:
    """All kinds together, with the bins of the diagram."""
    sure = [Sure.of(one) for one in seen if _is_ocr(one)]
    return _calibration(sure), bins(sure)


def by_kind(seen: Iterable[Seen]) -> dict[str, Calibration]:
    """Each kind of field for itself, by name."""
    kinds: dict[str, list[Sure]] = defaultdict(list)
    for one in seen:
        if _is_ocr(one):
            kinds[kind_of(one.name)].append(Sure.of(one))
    return {kind: _calibration(kinds[kind]) for kind in sorted(kinds)}


def bins(sure: Sequence[Sure]) -> tuple[Bin, ...]:
    """Ten bins of equal width, the empty ones left out."""
    filled: dict[int, list[Sure]] = defaultdict(list)
    for one in sure:
        filled[min(BINS - 1, int(one.confidence * BINS))].append(one)
    return tuple(_bin(filled[place]) for place in sorted(filled))


def _bin(sure: Sequence[Sure]) -> Bin:
    confidence = sum(one.confidence for one in sure) / len(sure)
    return Bin(len(sure), confidence, sum(one.is_right for one in sure) / len(sure))


def _calibration(sure: Sequence[Sure]) -> Calibration:
    auto = [one for one in sure if one.is_auto]
    gaps = sum(one.fields * abs(one.confidence - one.accuracy) for one in bins(sure))
    return Calibration(
        fields=len(sure),
        auto_share=len(auto) / len(sure) if sure else 0.0,
        auto_accuracy=sum(one.is_right for one in auto) / len(auto) if auto else 0.0,
        error=round(gaps / len(sure), 6) if sure else 0.0,
    )


def _is_ocr(seen: Seen) -> bool:
    return seen.read.field is not None and seen.read.field.source is Source.OCR
