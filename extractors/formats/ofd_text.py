"""The characters of an OFD page, each with its place: TextCode, DeltaX and DeltaY, CTM, page blocks, templates.

Positions are millimetres in the file and pixels at 200 dpi here. Text that does not stand upright on the page
(a diagonal watermark) is left out. Source: GB/T 33190-2016, 11.3 (text), 8.5 (blocks), 7.7 (templates).

>>> [round(step, 1) for step in steps("g 3 4.2 1.5", 5)]
[4.2, 4.2, 4.2, 1.5]
"""

import math
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from extractors.formats.ofd_package import child, children, local
from extractors.formats.runs import Glyph
from storage.model.extraction import Box

SCALE = 200 / 25.4
_MAX_DEPTH = 32
_MAX_GLYPHS = 200_000
_ASCENT = 0.86
_UPRIGHT = math.radians(8)

Numbers = tuple[float, ...]
_IDENTITY: Numbers = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Frame:
    """The page's area in millimetres."""

    x: float
    y: float
    width: float
    height: float

    @property
    def pixels(self) -> tuple[int, int]:
        return max(1, round(self.width * SCALE)), max(1, round(self.height * SCALE))


def numbers(text: str | None) -> Numbers:
    """The finite numbers in an attribute.

    >>> numbers("0 0 210 x 140")
    (0.0, 0.0, 210.0, 140.0)
    """
    found = []
    for part in (text or "").replace(",", " ").split():
        try:
            value = float(part)
        except ValueError:
            continue
        if math.isfinite(value):
            found.append(value)
    return tuple(found)


def frame_of(text: str | None) -> Frame | None:
    """A page's area; None where it has no sane size."""
    box = numbers(text)
    if len(box) < 4 or not (1 <= box[2] <= 2000 and 1 <= box[3] <= 2000):
        return None
    return Frame(*box[:4])


def steps(text: str | None, most: int) -> list[float]:
    """DeltaX or DeltaY with its shorthand `g <times> <step>`."""
    found: list[float] = []
    parts = (text or "").split()
    while parts and len(found) < most:
        if parts[0] == "g" and len(parts) >= 3:
            repeat = numbers(" ".join(parts[1:3]))
            times, step = repeat if len(repeat) == 2 else (0.0, 0.0)
            found.extend([step] * int(max(0, min(times, most - len(found)))))
            parts = parts[3:]
        else:
            found.extend(numbers(parts[0]))
            parts = parts[1:]
    return found[:most]


def glyphs(root: ET.Element, units: Mapping[str, ET.Element], frame: Frame) -> Iterator[Glyph]:
    """The upright characters of a page's or a template's content that lie on the page."""
    groups = count()
    made = 0
    for layer in children(child(root, "Content"), "Layer"):
        for item, transform in _texts(layer, _IDENTITY, units, 0):
            for glyph in _text_glyphs(item, transform, next(groups), frame):
                made += 1
                if made > _MAX_GLYPHS:
                    return
                yield glyph


def rules(root: ET.Element, frame: Frame) -> Iterator[Box]:
    """Straight horizontal and vertical strokes of paths that are no wider than a line."""
    for item in root.iter():
        if local(item) != "PathObject":
            continue
        box = frame_of_path(item.get("Boundary"))
        if box is not None and min(box.width, box.height) <= 1.0 and max(box.width, box.height) >= 3.0:
            x, y = (box.x - frame.x) * SCALE, (box.y - frame.y) * SCALE
            right, bottom = x + box.width * SCALE, y + box.height * SCALE
            yield Box(round(x), round(y), max(round(right), round(x) + 1), max(round(bottom), round(y) + 1))


def frame_of_path(text: str | None) -> Frame | None:
    box = numbers(text)
    return Frame(*box[:4]) if len(box) >= 4 else None


def _texts(
    parent: ET.Element, transform: Numbers, units: Mapping[str, ET.Element], depth: int
) -> Iterator[tuple[ET.Element, Numbers]]:
    if depth > _MAX_DEPTH:
        return
    for item in parent:
        match local(item):
            case "TextObject":
                yield item, _compose(transform, _own(item))
            case "PageBlock":
                yield from _texts(item, transform, units, depth + 1)
            case "CompositeObject":
                content = child(units.get((item.get("ResourceID") or "").strip()), "Content")
                if content is not None:
                    yield from _texts(content, _compose(transform, _own(item)), units, depth + 4)


def _own(item: ET.Element) -> Numbers:
    """Object space to its parent's: the CTM, then the move to the boundary's corner."""
    place = numbers(item.get("Boundary"))
    matrix = numbers(item.get("CTM"))
    a, b, c, d, e, f = matrix[:6] if len(matrix) >= 6 else _IDENTITY
    x, y = place[:2] if len(place) >= 2 else (0.0, 0.0)
    return a, b, c, d, e + x, f + y


def _compose(outer: Numbers, inner: Numbers) -> Numbers:
    ao, bo, co, do, eo, fo = outer
    a, b, c, d, e, f = inner
    return (
        ao * a + co * b,
        bo * a + do * b,
        ao * c + co * d,
        bo * c + do * d,
        ao * e + co * f + eo,
        bo * e + do * f + fo,
    )


def _text_glyphs(item: ET.Element, transform: Numbers, group: int, frame: Frame) -> Iterator[Glyph]:
    size = (*numbers(item.get("Size")), 3.0)[0]
    stretch = (*numbers(item.get("HScale")), 1.0)[0] or 1.0
    if item.get("Visible") == "false" or abs(math.atan2(transform[1], transform[0])) > _UPRIGHT:
        return
    x = y = 0.0
    for code in children(item, "TextCode"):
        text = code.text or ""
        x = (*numbers(code.get("X")), x)[0]
        y = (*numbers(code.get("Y")), y)[0]
        across, down = steps(code.get("DeltaX"), len(text)), steps(code.get("DeltaY"), len(text))
        yield from _placed(text, (x, y), (across, down), (size, stretch), transform, group, frame)


def _placed(
    text: str,
    start: tuple[float, float],
    deltas: tuple[list[float], list[float]],
    face: tuple[float, float],
    transform: Numbers,
    group: int,
    frame: Frame,
) -> Iterator[Glyph]:
    (x, y), (across, down), (size, stretch) = start, deltas, face
    for index, char in enumerate(text):
        width = size * stretch * (1.0 if unicodedata.east_asian_width(char) in "WF" else 0.5)
        glyph = _glyph(
            char, (x, y - size * _ASCENT, x + width, y + size * (1 - _ASCENT)), transform, group, frame
        )
        if glyph is not None:
            yield glyph
        x += across[index] if index < len(across) else (0.0 if index < len(down) else width)
        y += down[index] if index < len(down) else 0.0


def _glyph(char: str, box: Numbers, transform: Numbers, group: int, frame: Frame) -> Glyph | None:
    a, b, c, d, e, f = transform
    left, top, right, bottom = box
    x0, x1 = a * left + c * top + e - frame.x, a * right + c * bottom + e - frame.x
    y0, y1 = b * left + d * top + f - frame.y, b * right + d * bottom + f - frame.y
    if not (0 <= x0 + x1 <= 2 * frame.width and 0 <= y0 + y1 <= 2 * frame.height):
        return None
    if not char.isprintable() and not char.isspace() and unicodedata.category(char) in ("Cc", "Co", "Cn"):
        return None
    if x0 > x1:
        x0, x1 = x1, x0
    if y0 > y1:
        y0, y1 = y1, y0
    return Glyph(char, x0 * SCALE, y0 * SCALE, x1 * SCALE, y1 * SCALE, group)
