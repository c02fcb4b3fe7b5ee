"""Reading: a decoded file in, documents and fields out. No customer's byte comes here, only what a decoder made of them.

The steps: read each page (trusted text, else OCR) → classify → split into papers → extract the fields → put every
box into the contract's frame. A bad page is a result with a reason.
"""

import time
from collections.abc import Callable
from dataclasses import replace

from extractors.documents_of import documents_of
from extractors.errors import refused
from extractors.formats.decoded import DecodedFile, PageDamage
from extractors.kinds.classify import classify
from extractors.ocr import OcrEngine
from extractors.page import ReadPage
from extractors.prints.page_print import print_of
from extractors.read_page import EngineSource
from extractors.read_papers import read_papers
from storage.model.reading import Reading, ReadingStatus, Refusal

VERSION = "1"
"""Part of every reading's identity: same bytes and same version, same result."""

KEPT_PIXEL_BYTES = 400_000_000
"""Of the pages read so far, for seals and ruled lines; the later pages of a long file go without."""


def read_file(
    decoded: DecodedFile,
    *,
    name: str,
    file_number: int,
    engine: Callable[[], OcrEngine],
    sha256: str = "",
    on_step: Callable[[str], None] = lambda step: None,
) -> Reading:
    """Reads one file. Raises `EngineUnavailable` when the machinery is broken, and `RefusedFile` where no page is left."""
    started = time.monotonic()
    pages, damaged = _read_pages(decoded, engine, on_step)
    on_step("pages read")
    verdicts = [classify(page) for page in pages]
    documents = documents_of(pages, verdicts, decoded.issuer, file_number)
    return Reading(
        file=name,
        sha256=sha256,
        media_type=decoded.media_type,
        status=ReadingStatus.PARTIAL if damaged else ReadingStatus.READ,
        reason=_damage(damaged) if damaged else None,
        page_count=decoded.page_count,
        seconds=round(time.monotonic() - started, 3),
        documents=documents,
        prints=tuple(print_of(page) for page in pages),
    )


def _read_pages(
    decoded: DecodedFile, engine: Callable[[], OcrEngine], on_step: Callable[[str], None]
) -> tuple[list[ReadPage], list[int]]:
    source = EngineSource(engine)
    pages: list[ReadPage] = []
    damaged: list[int] = []
    kept = 0
    for page in decoded.pages:
        if isinstance(page, PageDamage):
            damaged.append(page.number)
            continue
        on_step(f"page {page.number} decoded")
        if page.is_truncated:
            damaged.append(page.number)
        for read in read_papers(page, source):
            kept += 0 if read.pixels is None else read.pixels.nbytes
            pages.append(read if kept <= KEPT_PIXEL_BYTES else replace(read, pixels=None))
        on_step(f"page {page.number} read")
    if damaged and not pages and not decoded.issuer:
        raise refused("damaged_file")
    return pages, damaged


def _damage(numbers: list[int]) -> Refusal:
    listed = "、".join(str(number) for number in numbers)
    return Refusal("damaged_page", f"第{listed}页不完整或打不开。", "请重新导出或重新拍这一页。")
