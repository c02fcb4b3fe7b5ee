"""The only door to reading: bytes in, documents and fields out.

The steps: decode (true type, limits, pages) → read each page (trusted text, else OCR) → classify → split into
papers → extract the fields → put every box into the contract's frame. A bad file is a result with a reason.
"""

import hashlib
import time
from collections.abc import Callable
from dataclasses import replace

from extractors.documents_of import documents_of
from extractors.errors import RefusedFile, refused
from extractors.formats import media
from extractors.formats.decode import decode
from extractors.formats.decoded import DecodedFile, PageDamage
from extractors.kinds.classify import classify
from extractors.limits import Limits
from extractors.ocr import OcrEngine
from extractors.page import ReadPage
from extractors.read_page import EngineSource, read_page
from storage.model.reading import Reading, ReadingStatus, Refusal

VERSION = "1"
"""Part of every reading's identity: same bytes and same version, same result."""

KEPT_PIXEL_BYTES = 400_000_000
"""Of the pages read so far, for seals and ruled lines; the later pages of a long file go without."""


def read_file(
    content: bytes,
    *,
    name: str,
    file_number: int,
    engine: Callable[[], OcrEngine],
    limits: Limits,
    on_step: Callable[[str], None] = lambda step: None,
) -> Reading:
    """Reads one file. Raises `EngineUnavailable` when the machinery is broken; bad paper is a result."""
    started = time.monotonic()
    digest = hashlib.sha256(content).hexdigest()
    try:
        decoded = decode(content, limits)
        on_step("opened")
        pages, damaged = _read_pages(decoded, engine, on_step)
        on_step("pages read")
    except RefusedFile as error:
        kind = media.by_signature(content) or "application/octet-stream"
        seconds = time.monotonic() - started
        return _refused(error.refusal, name=name, digest=digest, kind=kind, seconds=seconds)
    verdicts = [classify(page) for page in pages]
    return Reading(
        file=name,
        sha256=digest,
        media_type=decoded.media_type,
        status=ReadingStatus.PARTIAL if damaged else ReadingStatus.READ,
        reason=_damage(damaged) if damaged else None,
        page_count=decoded.page_count,
        seconds=round(time.monotonic() - started, 3),
        documents=documents_of(pages, verdicts, decoded.issuer, file_number),
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
        read = read_page(page, source)
        kept += 0 if read.pixels is None else read.pixels.nbytes
        pages.append(read if kept <= KEPT_PIXEL_BYTES else replace(read, pixels=None))
        on_step(f"page {page.number} read")
    if damaged and not pages and not decoded.issuer:
        raise refused("damaged_file")
    return pages, damaged


def _damage(numbers: list[int]) -> Refusal:
    listed = "、".join(str(number) for number in numbers)
    return Refusal("damaged_page", f"第{listed}页不完整或打不开。", "请重新导出或重新拍这一页。")


def _refused(reason: Refusal, *, name: str, digest: str, kind: str, seconds: float) -> Reading:
    return Reading(
        file=name,
        sha256=digest,
        media_type=kind,
        status=ReadingStatus.REFUSED,
        reason=reason,
        seconds=round(seconds, 3),
    )
