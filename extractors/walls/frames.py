"""A decoded file and its pages between two processes: messages of plain numbers and texts, and pixels as they lie in memory.

The decoder packs (boxes inside the page, no more lines than a page can have), the parent checks (`checks`), and the reader
unpacks what passed.

>>> from extractors.limits import Limits
>>> from extractors.walls.checks import checked_page
>>> page = DecodedPage(number=2, width=40, height=30, lines=(Line("票", Box(1, 2, 99, 9)),), source=Source.OFD)
>>> message, pixels = packed_page(page)
>>> message["lines"], pixels
([['票', 1, 2, 40, 9, 1.0]], None)
>>> unpacked_page(checked_page(message, Limits.default(), number=2), pixels).lines[0].box
Box(x0=1, y0=2, x1=40, y1=9)
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from extractors.formats.decoded import DecodedFile, PageDamage
from extractors.page import DecodedPage, IssuerRecord, Line, Pixels
from extractors.walls.channel import Bytes, Message
from extractors.walls.checks import MOST_LINE_TEXT, MOST_LINES, MOST_RULES
from storage.model.document_type import DocumentType
from storage.model.extraction import Box, Source
from storage.model.serial import cell_from_data, cell_to_data


def packed_file(file: DecodedFile) -> Message:
    """In the decoder."""
    issuer = [
        {
            "type": str(record.type),
            "member": record.member,
            "fields": {name: cell_to_data(cell) for name, cell in record.fields.items()},
        }
        for record in file.issuer
    ]
    return {"event": "opened", "media_type": file.media_type, "page_count": file.page_count, "issuer": issuer}


def unpacked_file(message: Message, pages: Iterator[DecodedPage | PageDamage]) -> DecodedFile:
    """In the reader, from a checked message."""
    return DecodedFile(
        media_type=message["media_type"],
        page_count=message["page_count"],
        pages=pages,
        issuer=tuple(
            IssuerRecord(
                type=DocumentType(one["type"]),
                fields={name: cell_from_data(cell) for name, cell in one["fields"].items()},
                member=one["member"],
            )
            for one in message["issuer"]
        ),
    )


def packed_page(page: DecodedPage | PageDamage) -> tuple[Message, memoryview | None]:
    """In the decoder."""
    if isinstance(page, PageDamage):
        return {"event": "damage", "number": page.number}, None
    message = {
        "event": "page",
        "number": page.number,
        "width": page.width,
        "height": page.height,
        "lines": [_line(line, page) for line in page.lines[:MOST_LINES]],
        "rules": [_clipped(rule, page) for rule in page.rules] if len(page.rules) <= MOST_RULES else [],
        "source": page.source.value,
        "is_truncated": page.is_truncated,
        "is_drawn": page.pixels is not None,
    }
    return message, None if page.pixels is None else _flat(page.pixels, page)


def unpacked_page(message: Message, pixels: Bytes | None) -> DecodedPage | PageDamage:
    """In the reader, from a checked message."""
    number = message["number"]
    if message["event"] == "damage":
        return PageDamage(number)
    source = Source(message["source"])
    width, height = message["width"], message["height"]
    drawn = None
    if pixels is not None:
        drawn = np.frombuffer(pixels, dtype=np.uint8).reshape(height, width, 3)
    return DecodedPage(
        number=number,
        width=width,
        height=height,
        pixels=drawn,
        lines=tuple(
            Line(text, Box(*box), score=score, source=source, page=number)
            for text, *box, score in message["lines"]
        ),
        rules=tuple(Box(*box) for box in message["rules"]),
        source=source,
        is_truncated=message["is_truncated"],
    )


def _line(line: Line, page: DecodedPage) -> list[Any]:
    return [line.text[:MOST_LINE_TEXT], *_clipped(line.box, page), float(line.score)]


def _clipped(box: Box, page: DecodedPage) -> list[int]:
    x0 = min(max(0, int(box.x0)), page.width - 1)
    y0 = min(max(0, int(box.y0)), page.height - 1)
    return [x0, y0, min(max(x0 + 1, int(box.x1)), page.width), min(max(y0 + 1, int(box.y1)), page.height)]


def _flat(pixels: Pixels, page: DecodedPage) -> memoryview:
    if pixels.shape != (page.height, page.width, 3) or pixels.dtype != np.uint8:
        raise ValueError("a page whose pixels do not fill its frame")
    return np.ascontiguousarray(pixels).data.cast("B")
