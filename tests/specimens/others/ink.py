"""Marks that the held-back papers share: aligned and wrapped text, ruled tables, codes in squares, tired printers.

>>> sheet = Sheet(400, 200)
>>> wrap(sheet, (10, 10), "一二三四五六七八", width=90, size=20, leading=26, field="advice")
62
>>> sheet.fields
{'advice': '一二三四五六七八'}
"""

import random
from collections.abc import Sequence
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from storage.model.extraction import Box
from tests.specimens.others.cast import plain
from tests.specimens.sheet import BLACK, Ink, Sheet, font

_HANG = "，。；：、,.;:)）%"


def width_of(text: str, face: str, size: int) -> int:
    return round(font(face, size).getlength(text))


def right(
    sheet: Sheet, at: tuple[int, int], text: str, *, face: str = "song", size: int = 28, **more: Any
) -> Box:
    """Writes a line that ends at x."""
    return sheet.write((at[0] - width_of(text, face, size), at[1]), text, face=face, size=size, **more)


def centre(
    sheet: Sheet, at: tuple[int, int], text: str, *, face: str = "song", size: int = 28, **more: Any
) -> Box:
    """Writes a line whose middle is x (letter spacing counted)."""
    used = width_of(text, face, size) + round(more.get("spacing", 0) * (len(text) - 1))
    return sheet.write((at[0] - used // 2, at[1]), text, face=face, size=size, **more)


def pair(
    sheet: Sheet,
    at: tuple[int, int],
    label: str,
    text: str,
    *,
    face: str = "song",
    size: int = 28,
    label_face: str | None = None,
    label_ink: Ink = BLACK,
    gap: int = 0,
    drop: int = 0,
    **more: Any,
) -> int:
    """A label and its value on one line; `drop` moves the value as an overprinting machine does. Gives the end."""
    box = sheet.write(at, label, face=label_face or face, size=size, ink=label_ink)
    return sheet.write((box.x1 + gap, at[1] + drop), text, face=face, size=size, **more).x1


def fold(text: str, width: int, face: str, size: int) -> list[str]:
    """Breaks a text into lines of at most `width` pixels; closing marks may hang over."""
    lines, line = [], ""
    for char in text:
        if line and char not in _HANG and width_of(line + char, face, size) > width:
            lines.append(line)
            line = ""
        line += char
    return [*lines, line] if line else lines


def wrap(
    sheet: Sheet,
    at: tuple[int, int],
    text: str,
    *,
    width: int,
    face: str = "song",
    size: int = 28,
    leading: int = 40,
    first: int = 0,
    field: str | None = None,
    ink: Ink = BLACK,
) -> int:
    """Writes a paragraph whose first line starts `first` pixels in; gives the y below it."""
    x, y = at
    head = fold(text, width - first, face, size)[0]
    for i, line in enumerate([head, *fold(text[len(head) :], width, face, size)]):
        box = sheet.write((x + (0 if i else first), y), line, face=face, size=size, ink=ink)
        if field is not None:
            sheet.note(field, plain(text), box)
        y += leading
    return y


def grid(sheet: Sheet, xs: Sequence[int], ys: Sequence[int], *, width: int = 2, ink: Ink = BLACK) -> None:
    """All rules of a table."""
    for x in xs:
        sheet.rule(x, ys[0], x, ys[-1], width=width, ink=ink)
    for y in ys:
        sheet.rule(xs[0], y, xs[-1], y, width=width, ink=ink)


def dots(sheet: Sheet, x0: int, y0: int, x1: int, y1: int, *, step: int = 14, ink: Ink = BLACK) -> None:
    """A dashed or perforated rule."""
    length = max(abs(x1 - x0), abs(y1 - y0))
    for at in range(0, length, step):
        x, y = x0 + (x1 - x0) * at // length, y0 + (y1 - y0) * at // length
        sheet.draw.ellipse((x - 1, y - 1, x + 2, y + 2), fill=ink)


def square_code(sheet: Sheet, rng: random.Random, at: tuple[int, int], side: int, ink: Ink = BLACK) -> None:
    """Something that looks like a QR code and says nothing."""
    cells = 29
    step = side / cells
    for row in range(cells):
        for column in range(cells):
            corner = (row < 8 or row > 20) and (column < 8 or column > 20) and not (row > 20 and column > 20)
            if not corner and rng.random() < 0.5:
                x, y = at[0] + column * step, at[1] + row * step
                sheet.draw.rectangle((x, y, x + step, y + step), fill=ink)
    for row, column in ((0, 0), (0, 22), (22, 0)):
        x, y = at[0] + column * step, at[1] + row * step
        sheet.draw.rectangle((x, y, x + 7 * step, y + 7 * step), outline=ink, width=max(2, round(step)))
        sheet.draw.rectangle((x + 2 * step, y + 2 * step, x + 5 * step, y + 5 * step), fill=ink)


def oval(sheet: Sheet, box: Box, lines: Sequence[tuple[str, int]], ink: Ink) -> None:
    """An oval stamp, such as an invoice seal, whose lines stand in its middle; ink shows through."""
    layer = Image.new("RGBA", sheet.picture.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    pen.ellipse(tuple(box), outline=(*ink, 170), width=4)
    step = (box.height - 20) / (len(lines) + 1)
    for i, (text, size) in enumerate(lines):
        at = ((box.x0 + box.x1) / 2, box.y0 + 10 + step * (i + 1))
        pen.text(at, text, font=font("song-bold", size), fill=(*ink, 170), anchor="mm")
    merge(sheet, layer)


def watermark(
    sheet: Sheet, text: str, *, size: int = 60, ink: Ink = (120, 120, 120), strength: int = 46
) -> None:
    """A slanted text over the middle of the sheet."""
    layer = Image.new("RGBA", sheet.picture.size, (0, 0, 0, 0))
    tint = (*ink, strength)
    middle = (sheet.picture.width / 2, sheet.picture.height / 2)
    ImageDraw.Draw(layer).text(middle, text, font=font("hei", size), fill=tint, anchor="mm")
    merge(sheet, layer.rotate(24, resample=Image.Resampling.BICUBIC))


def merge(sheet: Sheet, layer: Image.Image) -> None:
    sheet.picture.paste(Image.alpha_composite(sheet.picture.convert("RGBA"), layer).convert("RGB"))


def thermal(sheet: Sheet, rng: random.Random) -> None:
    """Grey print that fades in bands, as an old heated head gives."""
    noise = np.random.default_rng(rng.randrange(2**32))
    grey = np.asarray(sheet.picture.convert("L")).astype(np.float32)
    width = grey.shape[1]
    bands = 0.78 + 0.16 * np.sin(np.linspace(0, rng.uniform(6, 14), width))[None, :]
    worn = 244 - (244 - grey.clip(0, 244)) * bands + noise.normal(0, 3.5, grey.shape)
    out = np.stack([worn, worn - 2, worn - 9], axis=-1).clip(0, 255).astype(np.uint8)
    sheet.picture.paste(Image.fromarray(out).filter(ImageFilter.GaussianBlur(0.6)))


def scanned(sheet: Sheet, rng: random.Random, *, turn: float = 0.5) -> None:
    """A flatbed's little tilt, grain and softness."""
    noise = np.random.default_rng(rng.randrange(2**32))
    tilted = sheet.picture.rotate(
        rng.uniform(-turn, turn), resample=Image.Resampling.BICUBIC, fillcolor=(250, 250, 248)
    )
    pixels = np.asarray(tilted).astype(np.float32) + noise.normal(0, 3, (*tilted.size[::-1], 1))
    soft = Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.5))
    sheet.picture.paste(soft)
    if turn:
        sheet.boxes.clear()
