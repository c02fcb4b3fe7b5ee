"""Characters to lines."""

from hypothesis import given
from hypothesis import strategies as st

from extractors.formats.runs import Glyph, join
from storage.model.extraction import Source


def _drawn(text: str, x: float, y: float, size: float, group: int = 0) -> list[Glyph]:
    return [
        Glyph(char, x + at * size, y, x + at * size + size, y + size, group) for at, char in enumerate(text)
    ]


def _texts(glyphs: list[Glyph]) -> list[str]:
    return [line.text for line in join(glyphs, source=Source.OFD, page=1)]


def test_letters_drawn_twice_for_boldness_count_once() -> None:
    assert _texts([*_drawn("发票", 10, 10, 20), *_drawn("发票", 11, 10, 20, 1)]) == ["发票"]


@given(st.floats(4, 60), st.floats(4, 60), st.floats(0, 900), st.floats(0, 900))
def test_the_same_letters_in_another_place_and_size_are_never_lost(
    a: float, b: float, x: float, y: float
) -> None:
    glyphs = [*_drawn("55", 0, 0, a), *_drawn("55", x + 2 * a, y + a, b, 1)]
    assert sum(len(text.replace(" ", "")) for text in _texts(glyphs)) == 4


def test_a_mark_joins_its_amount_and_two_amounts_stay_apart() -> None:
    glyphs = [*_drawn("¥", 0, 0, 20), *_drawn("5.00", 21, 0, 20, 1), *_drawn("6.00", 130, 0, 20, 2)]
    assert _texts(glyphs) == ["¥5.00", "6.00"]
