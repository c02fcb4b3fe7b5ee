"""Marks in coloured ink beside the round seal of `Sheet.seal`: square and oblong seals, name stamps, logos, a pen's ring.

>>> sheet = Sheet(600, 400)
>>> square(sheet, (300, 200), 120, "示范市第一人民医院印", rows=3)
>>> sheet.picture.getpixel((241, 200)) != sheet.picture.getpixel((10, 10))
True
"""

import math
from collections.abc import Sequence

from PIL import Image, ImageDraw

from tests.specimens.sheet import RED, Ink, Sheet, font

BLUE: Ink = (45, 65, 175)
VIOLET: Ink = (110, 55, 165)
_THROUGH = 180
Place = tuple[int, int]


def square(sheet: Sheet, centre: Place, side: int, text: str, *, rows: int, ink: Ink = RED) -> None:
    """A square with as many columns as rows, from the right; two rows are a person's name stamp."""
    layer, pen = _layer(sheet)
    x, y, half = *centre, side / 2
    tint = (*ink, _THROUGH)
    pen.rectangle((x - half, y - half, x + half, y + half), outline=tint, width=max(3, side // 28))
    step = side * 0.86 / rows
    for i, char in enumerate(text[: rows * rows]):
        at = (x + side * 0.43 - step * (i // rows + 0.5), y - side * 0.43 + step * (i % rows + 0.5))
        pen.text(at, char, font=font("song-bold", int(step * 0.86)), fill=tint, anchor="mm")
    _lay(sheet, layer)


def oblong(sheet: Sheet, centre: Place, width: int, texts: Sequence[str], *, ink: Ink = RED) -> None:
    """A frame with a line or two: a cashier's seal, or a physician's stamp."""
    layer, pen = _layer(sheet)
    x, y, height = *centre, width * 0.42
    tint = (*ink, _THROUGH)
    pen.rectangle((x - width / 2, y - height / 2, x + width / 2, y + height / 2), outline=tint, width=4)
    step = height / (len(texts) + 0.4)
    for i, text in enumerate(texts):
        size = int(min(step * 0.8, width * 0.9 / len(text)))
        at = (x, y - step * (len(texts) - 1) / 2 + step * i)
        pen.text(at, text, font=font("song-bold", size), fill=tint, anchor="mm")
    _lay(sheet, layer)


def logo(sheet: Sheet, centre: Place, radius: int, text: str, *, ink: Ink = RED) -> None:
    """A hospital's emblem in solid print: a ring with its name around a cross."""
    sheet.seal(centre, radius, text, ink=ink)
    x, y, arm = *centre, round(radius * 0.36)
    for wide, high in ((arm, arm // 3), (arm // 3, arm)):
        sheet.draw.rectangle((x - wide, y - high, x + wide, y + high), fill=ink)


def pen_ring(sheet: Sheet, centre: Place, radius: int, *, ink: Ink = BLUE) -> None:
    """Something signed and circled with a ballpoint."""
    x, y = centre
    turns = [turn * math.tau / 90 for turn in range(94)]
    around = [
        (x + radius * math.cos(t) * (1 + 0.02 * math.sin(3 * t)), y + radius * math.sin(t)) for t in turns
    ]
    sheet.draw.line(around, fill=ink, width=5, joint="curve")
    name = [(x + radius * (t / 4 - 0.75), y + radius * 0.4 * math.sin(3 * t)) for t in turns]
    sheet.draw.line(name, fill=ink, width=5, joint="curve")


def _layer(sheet: Sheet) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    layer = Image.new("RGBA", sheet.picture.size, (0, 0, 0, 0))
    return layer, ImageDraw.Draw(layer)


def _lay(sheet: Sheet, layer: Image.Image) -> None:
    sheet.picture.paste(Image.alpha_composite(sheet.picture.convert("RGBA"), layer).convert("RGB"))
