"""What the layouts of this maker are drawn with: runs of label and value, ruled rows, flowing text, noise of the form.

>>> from tests.specimens.sheet import Sheet
>>> sheet = Sheet(600, 200)
>>> flow(sheet, (10, 10), "发热三天，咳嗽两天。", width=100, size=20, leading=30)
70
>>> paper([sheet], "x", DocumentType.OTHER, {"title": "Ａ", "names": []}).fields
{'title': 'A'}
"""

import unicodedata
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from PIL import Image, ImageDraw

from storage.model.document_type import DocumentType
from tests.specimens.sheet import BLACK, Ink, Sheet, Specimen, font

GREY: Ink = (120, 122, 128)
NEEDLE: Ink = (58, 58, 96)
"""A ribbon of a dot-matrix printer."""
_NEVER_FIRST = "，。；、,;. ）)"
"""Marks that hang over the edge rather than begin a line."""


def mid(
    sheet: Sheet, x: int, y: int, text: str, *, face: str = "song-bold", size: int = 40, ink: Ink = BLACK
) -> int:
    """A line around x; gives where it ends."""
    left = round(x - font(face, size).getlength(text) / 2)
    return sheet.write((left, y), text, face=face, size=size, ink=ink).x1


def right(
    sheet: Sheet, x: int, y: int, text: str, *, face: str = "song", size: int = 26, ink: Ink = BLACK
) -> None:
    """A line that ends at x."""
    sheet.write((round(x - font(face, size).getlength(text)), y), text, face=face, size=size, ink=ink)


def run(
    sheet: Sheet,
    at: tuple[int, int],
    label: str,
    value: str,
    *,
    face: str = "song",
    size: int = 26,
    value_face: str = "",
) -> int:
    """A label with its value right behind it; gives where the value ends."""
    end = sheet.write(at, label, face=face, size=size).x1
    if not value:
        return end
    return sheet.write((end + 4, at[1]), value, face=value_face or face, size=size).x1


def runs(
    sheet: Sheet, parts: Sequence[tuple[int, int, str, str]], *, face: str = "song", size: int = 26
) -> None:
    """Runs of label and value, each at its x and y."""
    for x, y, label, value in parts:
        run(sheet, (x, y), label, value, face=face, size=size)


def row(
    sheet: Sheet,
    at: tuple[int, int],
    cells: Sequence[tuple[str, int]],
    *,
    height: int = 48,
    size: int = 24,
    face: str = "song",
    centred: bool = False,
) -> int:
    """A row of cells (text, width), a text of several lines wrapped; gives where the row ends."""
    used = font(face, size)
    parts = [_wrapped(text, used, width - 14) for text, width in cells]
    tall = max(height, max(map(len, parts)) * round(size * 1.3) + 12)
    x, y = at
    for lines, (_, width) in zip(parts, cells, strict=True):
        sheet.draw.rectangle((x, y, x + width, y + tall), outline=BLACK, width=2)
        top = y + (tall - len(lines) * size * 1.3) / 2
        for place, line in enumerate(lines):
            left = x + (width - used.getlength(line)) / 2 if centred else x + 8
            if line:
                sheet.write((round(left), round(top + place * size * 1.3)), line, face=face, size=size)
        x += width
    return y + tall


def _wrapped(text: str, used: Any, width: int) -> list[str]:
    lines = [""]
    for char in text:
        if char == "\n" or (lines[-1] and used.getlength(lines[-1] + char) > width):
            lines.append("" if char == "\n" else char)
        else:
            lines[-1] += char
    return lines


def flow(
    sheet: Sheet,
    at: tuple[int, int],
    text: str,
    *,
    width: int,
    face: str = "song",
    size: int = 26,
    leading: int = 40,
    first: int = 0,
    ink: Ink = BLACK,
) -> int:
    """Text wrapped within `width`, its first line `first` pixels further right; gives the y of the next line."""
    used = font(face, size)
    x, y = at
    line, start = "", first
    for char in text:
        if char == "\n" or (char not in _NEVER_FIRST and used.getlength(line + char) > width - start):
            sheet.write((x + start, y), line, face=face, size=size, ink=ink)
            line, start, y = "", 0, y + leading
        line += "" if char == "\n" else char
    if line:
        sheet.write((x + start, y), line, face=face, size=size, ink=ink)
        y += leading
    return y


def down(
    sheet: Sheet, x: int, y: int, text: str, *, face: str = "song", size: int = 24, ink: Ink = BLACK
) -> None:
    """Text written downwards."""
    for place, char in enumerate(text):
        sheet.write((x, y + place * round(size * 1.25)), char, face=face, size=size, ink=ink)


def watermark(
    sheet: Sheet, text: str, *, size: int = 46, ink: Ink = (150, 150, 155), strength: int = 70
) -> None:
    """A text across the page, several times, faint."""
    layer = Image.new("RGBA", sheet.picture.size, (0, 0, 0, 0))
    used = font("hei", size)
    width = round(used.getlength(text)) + 20
    mark = Image.new("RGBA", (width, size * 2), (0, 0, 0, 0))
    ImageDraw.Draw(mark).text((10, size // 3), text, font=used, fill=(*ink, strength))
    mark = mark.rotate(28, expand=True)
    for y in range(40, sheet.picture.height, mark.height + 120):
        for x in range(-100, sheet.picture.width, mark.width + 60):
            layer.alpha_composite(mark, (max(0, x), y))
    sheet.picture.paste(Image.alpha_composite(sheet.picture.convert("RGBA"), layer).convert("RGB"))


def bars(sheet: Sheet, rng: Random, at: tuple[int, int], *, width: int = 300, height: int = 54) -> None:
    """A bar code."""
    x = at[0]
    while x < at[0] + width:
        wide, gap = rng.choice((2, 3, 5)), rng.choice((2, 3, 4))
        sheet.draw.rectangle((x, at[1], x + wide - 1, at[1] + height), fill=BLACK)
        x += wide + gap


def paper(sheets: Sequence[Sheet], name: str, type: DocumentType, truth: Mapping[str, Any]) -> Specimen:
    """The paper of these pages; texts of the truth in NFKC, what is empty left out."""
    kept = {key: _folded(value) for key, value in truth.items() if value not in (None, "", [])}
    return Specimen(name=name, type=type, pictures=tuple(sheet.picture for sheet in sheets), fields=kept)


def _folded(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFKC", value)
    if isinstance(value, list):
        return [_folded(one) for one in value]
    if isinstance(value, dict):
        return {key: _folded(one) for key, one in value.items() if one not in (None, "")}
    return value
