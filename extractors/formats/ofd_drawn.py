"""A page of an OFD file drawn for a person's eyes: its text, strokes and pictures where they stand.

The text is drawn in one font of ours, character by character in the place the file gives each; so it looks plainer than
in the issuer's viewer, and stands where the fields' boxes are. A page that is one picture is that picture.
Source: GB/T 33190-2016, 8.5, 10 and 11.3.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from extractors.formats import ofd_picture, ofd_text
from extractors.formats.ofd_package import Parts
from extractors.formats.runs import Glyph
from extractors.limits import Limits
from extractors.ocr import weights
from extractors.page import Pixels

_FONT = "fonts/simfang.ttf"
_INK = (20, 20, 20)
_ALIKE = {"¥": "￥", "⊗": "×"}
"""Signs that the font lacks, drawn by a like one in the same width."""
_BASELINE = 0.86
"""Of a character's height, as `ofd_text` places it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page's area, the places of its resources, and its content from the lowest template up."""

    frame: ofd_text.Frame
    resources: tuple[str, ...]
    layers: tuple[ET.Element, ...]


def draw(sheet: Sheet, parts: Parts, units: Mapping[str, ET.Element], longest: int, limits: Limits) -> Pixels:
    """The page at 200 dpi, or smaller where its longer edge would be more than `longest` pixels."""
    width, height = sheet.frame.pixels
    scale = min(1.0, longest / max(width, height))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    glyphs = [glyph for layer in sheet.layers for glyph in ofd_text.glyphs(layer, units, sheet.frame)]
    if not glyphs:
        whole = ofd_picture.page_picture(parts, sheet.resources, sheet.layers[-1], size, limits)
        if whole is not None:
            return whole
    paper = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(paper)
    for place, picture in _pictures(sheet, parts, scale, limits):
        paper.paste(picture, place)
    for layer in sheet.layers:
        for rule in ofd_text.rules(layer, sheet.frame):
            x0, y0, x1, y1 = (max(0, min(round(edge * scale), max(size))) for edge in rule)
            pen.rectangle((x0, y0, max(x0, x1 - 1), max(y0, y1 - 1)), fill=_INK)
    for glyph in glyphs:
        _write(pen, glyph, scale, max(size))
    return np.ascontiguousarray(np.asarray(paper)[:, :, ::-1])


def _pictures(
    sheet: Sheet, parts: Parts, scale: float, limits: Limits
) -> Iterator[tuple[tuple[int, int], Image.Image]]:
    """Each with its corner; those that would not fit the page are left out."""
    factor, page = ofd_text.SCALE * scale, sheet.frame
    for layer in sheet.layers:
        for box, resource in ofd_picture.placed(layer):
            if not (0 < box.width <= page.width and 0 < box.height <= page.height):
                continue
            if not (0 <= box.x - page.x <= page.width and 0 <= box.y - page.y <= page.height):
                continue
            pixels = ofd_picture.picture_of(parts, sheet.resources, resource, limits)
            if pixels is None:
                continue
            size = max(1, round(box.width * factor)), max(1, round(box.height * factor))
            drawn = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
            corner = round((box.x - page.x) * factor), round((box.y - page.y) * factor)
            yield corner, Image.fromarray(np.ascontiguousarray(drawn[:, :, ::-1]))


def _write(pen: ImageDraw.ImageDraw, glyph: Glyph, scale: float, most: int) -> None:
    width, height = (glyph.x1 - glyph.x0) * scale, (glyph.y1 - glyph.y0) * scale
    sign = _ALIKE.get(glyph.text, glyph.text)
    size = height if sign == glyph.text else width
    if sign.isspace() or not (1 <= size <= most and 1 <= height <= most):
        return
    at = glyph.x0 * scale, glyph.y0 * scale + height * _BASELINE
    pen.text(at, sign, fill=_INK, font=_font(round(size)), anchor="ls")


@lru_cache(maxsize=64)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(weights.package_folder() / _FONT, size)
