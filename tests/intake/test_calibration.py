"""Whether the figures of calibration are the right ones, on fields whose answer is known."""

from hypothesis import given
from hypothesis import strategies as st

from extractors import reliability
from intake.measure.calibration import Bin, by_kind, in_all
from intake.measure.score import Read, Seen
from storage.model.extraction import Field, Grade, Source


def _seen(confidence: float, is_right: bool, *, name: str = "total", source: Source = Source.OCR) -> Seen:
    grade = Grade.AUTO if confidence >= 0.9 else Grade.CHECK
    field = Field(value="1", raw="1", confidence=confidence, grade=grade, source=source, page=1, box=None)
    return Seen(name, Read("1", field.is_auto, field), is_right)


def test_a_confidence_that_means_what_it_says_has_no_error() -> None:
    seen = [_seen(0.75, place % 4 > 0) for place in range(40)]
    found, bins = in_all(seen)
    assert (found.fields, found.error, bins) == (40, 0.0, (Bin(40, 0.75, 0.75),))


def test_a_boastful_confidence_is_off_by_what_it_boasts() -> None:
    found, _ = in_all([_seen(0.95, place % 2 == 0) for place in range(10)])
    assert (found.error, found.auto_share, found.auto_accuracy) == (0.45, 1.0, 0.5)


def test_what_is_digital_does_not_count() -> None:
    found, bins = in_all([_seen(1.0, True, source=Source.XML), _seen(1.0, True, source=Source.QR)])
    assert (found.fields, found.error, bins) == (0, 0.0, ())


def test_kinds_are_counted_apart() -> None:
    kinds = by_kind(
        [_seen(0.95, True), _seen(0.95, False, name="issue_date"), _seen(0.5, True, name="items.name")]
    )
    assert {kind: (one.fields, one.auto_share) for kind, one in kinds.items()} == {
        "money": (1, 1.0),
        "date": (1, 1.0),
        "cell_text": (1, 0.0),
    }


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60))
def test_errors_and_shares_lie_between_nothing_and_all(shown: list[tuple[float, bool]]) -> None:
    found, bins = in_all([_seen(*one) for one in shown])
    assert 0 <= found.error <= 1 and 0 <= found.auto_accuracy <= 1
    assert sum(one.fields for one in bins) == len(shown)
    assert reliability.draw(bins, "made").startswith(b"\x89PNG")
