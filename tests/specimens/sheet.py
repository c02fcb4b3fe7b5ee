"""A sheet to draw a made-up paper on; it remembers the truth of every field and where its ink lies.

>>> sheet = Sheet(600, 300)
>>> sheet.write((40, 40), "姓名")
Box(x0=40, y0=...)
>>> sheet.write((140, 40), "张悦", field="name")
Box(x0=140, y0=...)
>>> sheet.fields["name"]
'张悦'
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from extractors.page import Line
from storage.model.document_type import DocumentType
from storage.model.extraction import Box

Ink = tuple[int, int, int]
BLACK: Ink = (25, 25, 28)
RED: Ink = (200, 30, 40)

_FONTS = {
    "hei": ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2),
    "hei-bold": ("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc", 2),
    "song": ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", 2),
    "song-bold": ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc", 2),
    "ming": ("/usr/share/fonts/truetype/arphic/uming.ttc", 0),
    "kai": ("/usr/share/fonts/truetype/arphic/ukai.ttc", 0),
    "zenhei": ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0),
    "wenkai": ("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf", 0),
}
FONTS = tuple(_FONTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """A made-up paper: its pictures (one a page) or its bytes, and the labels a perfect reader would give."""

    name: str
    type: DocumentType
    pictures: tuple[Image.Image, ...] = ()
    content: bytes = b""
    suffix: str = ".png"
    fields: Mapping[str, Any] = field(default_factory=dict)
    boxes: Mapping[str, Box] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    """What a perfect reader would hand over, where the drawing remembers it."""


@lru_cache(maxsize=256)
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A font by our name; the files come with `make system`."""
    path, index = _FONTS[name]
    if not Path(path).is_file():
        raise FileNotFoundError(f"The font {path} is missing. Run `make system`.")
    return ImageFont.truetype(path, size, index=index)


class Sheet:
    """Pixels plus truth. Positions are pixels from the top left; sizes are font sizes in pixels."""

    def __init__(self, width: int, height: int, paper: Ink = (252, 252, 250)) -> None:
        self.picture = Image.new("RGB", (width, height), paper)
        self.draw = ImageDraw.Draw(self.picture)
        self.fields: dict[str, Any] = {}
        self.boxes: dict[str, Box] = {}

    def write(
        self,
        at: tuple[int, int],
        text: str,
        *,
        face: str = "song",
        size: int = 28,
        ink: Ink = BLACK,
        spacing: float = 0,
        field: str | None = None,
        value: Any = None,
    ) -> Box:
        """Writes one line and, where `field` is given, notes `value` (default: the text) as its truth."""
        used = font(face, size)
        x, y = float(at[0]), at[1]
        for char in text if spacing else (text,):
            self.draw.text((x, y), char, font=used, fill=ink)
            x += self.draw.textlength(char, font=used) + spacing
        top, bottom = self.draw.textbbox((at[0], y), text, font=used)[1::2]
        box = Box(at[0], int(top), math.ceil(x - spacing), math.ceil(bottom))
        if field is not None:
            self.note(field, text if value is None else value, box)
        return box

    def note(self, field: str, value: Any, box: Box | None = None) -> None:
        """Notes a field's truth, and joins its ink to what is there."""
        self.fields[field] = value
        if box is not None:
            self.boxes[field] = self.boxes[field].union(box) if field in self.boxes else box

    def rule(self, x0: int, y0: int, x1: int, y1: int, *, width: int = 2, ink: Ink = BLACK) -> None:
        self.draw.line((x0, y0, x1, y1), fill=ink, width=width)

    def frame(self, box: Box, *, width: int = 2, ink: Ink = BLACK) -> None:
        self.draw.rectangle(tuple(box), outline=ink, width=width)

    def seal(self, centre: tuple[int, int], radius: int, text: str, *, foot: str = "", ink: Ink = RED) -> None:
        """A round seal with text along its arc, a star, and an optional foot line; ink shows through."""
        layer = Image.new("RGBA", self.picture.size, (0, 0, 0, 0))
        pen = ImageDraw.Draw(layer)
        x, y = centre
        tint = (*ink, 165)
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=tint, width=max(3, radius // 22))
        _star(pen, x, y, radius * 0.26, tint)
        _arc_text(layer, centre, radius * 0.78, text, max(12, radius // 4), tint)
        if foot:
            used = font("song", max(12, radius // 5))
            pen.text((x, y + radius * 0.48), foot, font=used, fill=tint, anchor="mm")
        self.picture.paste(Image.alpha_composite(self.picture.convert("RGBA"), layer).convert("RGB"))

    def done(self, name: str, type: DocumentType) -> Specimen:
        return Specimen(name=name, type=type, pictures=(self.picture,), fields=self.fields, boxes=self.boxes)


def _star(pen: ImageDraw.ImageDraw, x: int, y: int, radius: float, tint: tuple[int, ...]) -> None:
    points = [
        (
            x + math.sin(math.pi * i / 5) * (radius if i % 2 == 0 else radius * 0.4),
            y - math.cos(math.pi * i / 5) * (radius if i % 2 == 0 else radius * 0.4),
        )
        for i in range(10)
    ]
    pen.polygon(points, fill=tint)


def _arc_text(
    layer: Image.Image,
    centre: tuple[int, int],
    radius: float,
    text: str,
    size: int,
    tint: tuple[int, ...],
) -> None:
    span = min(300, 26 * len(text))
    for i, char in enumerate(text):
        angle = -span / 2 + span * (i + 0.5) / len(text)
        glyph = Image.new("RGBA", (size * 2, size * 2), (0, 0, 0, 0))
        ImageDraw.Draw(glyph).text((size, size), char, font=font("song-bold", size), fill=tint, anchor="mm")
        turned = glyph.rotate(-angle, resample=Image.Resampling.BICUBIC)
        x = centre[0] + radius * math.sin(math.radians(angle)) - size
        y = centre[1] - radius * math.cos(math.radians(angle)) - size
        layer.alpha_composite(turned, (max(0, round(x)), max(0, round(y))))
