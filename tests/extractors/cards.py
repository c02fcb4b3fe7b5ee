"""Cards set by hand: lines at the places where a card prints them, to be disturbed by the tests."""

from collections.abc import Mapping

from extractors.page import Line, ReadPage
from storage.model.extraction import Box, Cell, Field, Source

PITCH, HIGH = 63, 30

PORTRAIT: Mapping[str, tuple[float, float]] = {
    "姓名": (0, 0),
    "张悦": (1.45, 0),
    "性别": (0, 1),
    "女": (1.45, 1),
    "民族": (2.9, 1),
    "汉": (4.1, 1),
    "出生": (0, 2),
    "1990年3月7日": (1.45, 2),
    "住址": (0, 3),
    "江川省清河市滨江区解放路": (1.45, 3),
    "18号阳光花园3栋502室": (1.45, 3.68),
    "公民身份号码": (0, 5.6),
    "11010119900307002X": (3.5, 5.6),
}
EMBLEM: Mapping[str, tuple[float, float]] = {
    "中华人民共和国": (3.5, 0),
    "居民身份证": (3, 1.5),
    "签发机关": (2.2, 5),
    "示范市公安局东城分局": (4.4, 5),
    "有效期限": (2.2, 6),
    "2019.05.20-2039.05.20": (4.4, 6),
}
TRUTH = {
    "name": "张悦",
    "sex": "F",
    "ethnicity": "汉",
    "birth_date": "1990-03-07",
    "address": "江川省清河市滨江区解放路18号阳光花园3栋502室",
    "id_number": "11010119900307002X",
}
EMBLEM_TRUTH = {"authority": "示范市公安局东城分局", "valid_from": "2019-05-20", "valid_to": "2039-05-20"}


def line(text: str, x: float, y: float, *, score: float = 0.99, page: int = 1, pitch: float = PITCH) -> Line:
    """A line that starts at `x` and has its middle at `y`, as wide as its text."""
    high = HIGH * pitch / PITCH
    width = sum(high if ord(char) > 255 else high * 0.55 for char in text)
    return Line(
        text, Box(round(x), round(y - high / 2), round(x + width), round(y + high / 2)), score, page=page
    )


def set_out(
    places: Mapping[str, tuple[float, float]],
    *,
    at: tuple[float, float] = (80, 120),
    page: int = 1,
    pitch: float = PITCH,
    score: float = 0.99,
) -> list[Line]:
    """Lines at places in row pitches."""
    return [
        line(text, at[0] + u * pitch, at[1] + v * pitch, page=page, pitch=pitch, score=score)
        for text, (u, v) in places.items()
    ]


def without(places: Mapping[str, tuple[float, float]], *texts: str) -> dict[str, tuple[float, float]]:
    return {text: place for text, place in places.items() if text not in texts}


def page_of(lines: list[Line], number: int = 1, size: tuple[int, int] = (900, 600)) -> ReadPage:
    return ReadPage(number=number, width=size[0], height=size[1], turn=0, source=Source.OCR, lines=tuple(lines))


def values_of(fields: Mapping[str, Cell]) -> dict[str, object]:
    return {name: cell.value for name, cell in fields.items() if isinstance(cell, Field)}


def grades_of(fields: Mapping[str, Cell]) -> dict[str, str]:
    return {name: cell.grade.value for name, cell in fields.items() if isinstance(cell, Field)}
