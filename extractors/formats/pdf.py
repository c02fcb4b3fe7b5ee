"""PDF pages in pixels at 200 dpi, with their text where the text layer can be trusted.

PDFium opens and draws; a file it cannot open is repaired once (`pdf_repair`). Embedded files (but for invoice data,
`pdf_embedded`), scripts and actions are never opened. PDFium is not thread-safe.
Source: ISO 32000-2 (7.6 encryption, 7.7 page tree).

>>> from extractors.limits import Limits
>>> decode_pdf(b"%PDF-1.7 nothing more", Limits.default())
Traceback (most recent call last):
    ...
extractors.errors.RefusedFile: ...
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractors.errors import NoSuchPage, refused
from extractors.formats import media, pdf_rules, pdf_text
from extractors.formats.decoded import DecodedFile, PageDamage
from extractors.formats.pdf_embedded import embedded_records
from extractors.formats.pdf_issuer import issuer_records
from extractors.formats.pdf_repair import repaired
from extractors.limits import Limits
from extractors.page import DecodedPage, Line, Pixels
from storage.model.extraction import Box, Source

SCALE = 200 / 72
_MAX_SIDE = 16_000


@dataclass(frozen=True, slots=True)
class _Opened:
    """`places` has one entry for each page the file had: where PDFium has it now, or None where it is lost."""

    document: Any
    content: bytes
    places: tuple[int | None, ...]


def decode_pdf(content: bytes, limits: Limits) -> DecodedFile:
    """Raises `RefusedFile`: `encrypted_file`, `damaged_file` or `too_many_pages`."""
    opened = _opened(content, limits)
    return DecodedFile(
        media_type=media.PDF,
        page_count=len(opened.places),
        pages=_pages(opened, limits),
        issuer=embedded_records(opened.document, opened.content, limits) + issuer_records(opened.document),
    )


def draw_pdf_page(content: bytes, number: int, longest: int, limits: Limits) -> Pixels:
    """One page, counted from 1, its longer edge at most `longest` pixels. Raises as `decode_pdf`, and `NoSuchPage`."""
    opened = _opened(content, limits)
    try:
        if not 1 <= number <= len(opened.places):
            raise NoSuchPage(number)
        place = opened.places[number - 1]
        if place is None:
            raise refused("damaged_file")
        page = opened.document[place]
        size = page.get_size()
        return _drawn(page, min(SCALE * _factor(size, limits), longest / max(size)))
    except (pdfium.PdfiumError, ValueError, OverflowError):
        raise refused("damaged_file") from None
    finally:
        opened.document.close()


def _opened(content: bytes, limits: Limits) -> _Opened:
    document = _open(content)
    if document is not None:
        kept = (True,) * min(len(document), limits.pages + 1)
    else:
        repair = repaired(content)
        content, kept = repair.content, repair.kept
        document = _open(content)
    if document is None:
        raise refused("damaged_file")
    if len(kept) > limits.pages:
        raise refused("too_many_pages", f"（{max(len(kept), len(document))} 页）")
    here = iter(range(len(document)))
    return _Opened(document, content, tuple(next(here, None) if is_kept else None for is_kept in kept))


def _open(content: bytes) -> Any | None:
    """None where PDFium cannot open it or finds no page."""
    try:
        document = pdfium.PdfDocument(content)
        document.init_forms()
    except pdfium.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise refused("encrypted_file") from None
        return None
    return document if len(document) > 0 else None


def _pages(opened: _Opened, limits: Limits) -> Iterator[DecodedPage | PageDamage]:
    rules = pdf_rules.RuleReader(opened.content)
    try:
        for number, place in enumerate(opened.places, start=1):
            yield (
                PageDamage(number) if place is None else _page(opened.document, (number, place), rules, limits)
            )
    finally:
        rules.close()
        opened.document.close()


def _page(
    document: Any, at: tuple[int, int], rules: pdf_rules.RuleReader, limits: Limits
) -> DecodedPage | PageDamage:
    number, index = at
    try:
        page = document[index]
        factor = _factor(page.get_size(), limits)
        pixels = _drawn(page, SCALE * factor)
        lines = tuple(_placed(line, number, factor) for line in pdf_text.trusted_lines(page))
        found = rules.read(page, index, SCALE * factor) if lines else ()
        page.close()
    except (pdfium.PdfiumError, ValueError, OverflowError):
        return PageDamage(number)
    height, width = pixels.shape[:2]
    source = Source.PDF_TEXT if lines else Source.OCR
    return DecodedPage(
        number=number, width=width, height=height, pixels=pixels, lines=lines, rules=found, source=source
    )


def _factor(size: tuple[float, float], limits: Limits) -> float:
    """1, or less where the page at 200 dpi would have more pixels than allowed."""
    width, height = (side * SCALE for side in size)
    if not (width >= 1 and height >= 1):
        raise ValueError("a page without an area")
    by_area: float = (limits.render_pixels / (width * height)) ** 0.5
    return min(1.0, by_area, _MAX_SIDE / max(width, height))


def _drawn(page: Any, scale: float) -> Pixels:
    bitmap = page.render(scale=scale, prefer_bgrx=False)
    try:
        pixels = np.array(bitmap.to_numpy()[:, :, :3])
    finally:
        bitmap.close()
    return pixels


def _placed(line: Line, number: int, factor: float) -> Line:
    if factor == 1.0:
        return replace(line, page=number)
    return replace(line, page=number, box=Box(*(round(edge * factor) for edge in line.box)))
