"""What the parent believes of a decoder: nothing that it has not checked.

Every message about a file or a page is taken apart, each part is held against its kind and its bounds, the issuer's data
against the nouns themselves, and only what passed goes on to the reader. Anything else breaks the channel.

>>> said = {"event": "opened", "media_type": "application/pdf", "page_count": 2, "issuer": [], "more": 1}
>>> checked_file(said, Limits.default())
{'event': 'opened', 'media_type': 'application/pdf', 'page_count': 2, 'issuer': []}
>>> checked_page({"event": "page", "number": 7}, Limits.default(), number=1)
Traceback (most recent call last):
    ...
extractors.walls.channel.ChannelBroken: a page out of turn
"""

import math
from typing import Any

from extractors.errors import REFUSALS
from extractors.formats import media
from extractors.limits import Limits
from extractors.walls.channel import ChannelBroken, Message
from storage.model.document_type import DocumentType
from storage.model.extraction import Cell, Field, Row, Source
from storage.model.serial import cell_from_data, cell_to_data

MEDIA_TYPES = frozenset(
    (media.JPEG, media.PNG, media.WEBP, media.BMP, media.GIF, media.TIFF, media.HEIC, media.HEIF, media.AVIF)
) | {media.PDF, media.OFD, media.XML}
MOST_LINES, MOST_RULES, MOST_LINE_TEXT, MOST_SIDE = 50_000, 20_000, 20_000, 1_000_000
MOST_RECORDS, MOST_FIELDS, MOST_ROWS, MOST_FIELD_TEXT = 1_000, 200, 20_000, 200_000
_PAGE_SOURCES = (Source.OCR, Source.PDF_TEXT, Source.OFD)
_ISSUER_SOURCES = (Source.XML, Source.OFD, Source.PDF_TEXT)
_BROKEN = (LookupError, TypeError, ValueError, AttributeError)


def checked_code(message: Message) -> str:
    """The code of a refusal; one that is none of ours means damaged."""
    code = message.get("code")
    return code if isinstance(code, str) and code in REFUSALS else "damaged_file"


def checked_file(message: Message, limits: Limits) -> Message:
    """Raises `ChannelBroken`."""
    kind = message.get("media_type")
    if message.get("event") != "opened" or not isinstance(kind, str) or kind not in MEDIA_TYPES:
        raise ChannelBroken("a file that is none")
    count = _whole(message.get("page_count"), 0, limits.pages)
    try:
        issuer = [_record(one) for one in _listed(message.get("issuer"), MOST_RECORDS)]
    except _BROKEN:
        raise ChannelBroken("a record that is none") from None
    return {"event": "opened", "media_type": kind, "page_count": count, "issuer": issuer}


def checked_page(message: Message, limits: Limits, *, number: int) -> Message:
    """The page or the damage of that number. Raises `ChannelBroken`."""
    if message.get("number") != number:
        raise ChannelBroken("a page out of turn")
    if message.get("event") == "damage":
        return {"event": "damage", "number": number}
    if message.get("event") != "page":
        raise ChannelBroken("a page that is none")
    width, height = (_whole(message.get(side), 1, MOST_SIDE) for side in ("width", "height"))
    is_drawn, is_truncated = (_truth(message.get(name)) for name in ("is_drawn", "is_truncated"))
    if is_drawn and width * height > max(limits.page_pixels, limits.render_pixels):
        raise ChannelBroken("a page with too many pixels")
    return {
        "event": "page",
        "number": number,
        "width": width,
        "height": height,
        "lines": [_checked_line(one, width, height) for one in _listed(message.get("lines"), MOST_LINES)],
        "rules": [_checked_box(one, width, height) for one in _listed(message.get("rules"), MOST_RULES)],
        "source": _source(message.get("source")),
        "is_truncated": is_truncated,
        "is_drawn": is_drawn,
    }


def pixel_bytes(message: Message) -> int:
    """How many bytes follow a checked message; 0 for a page without pixels."""
    return message["width"] * message["height"] * 3 if message.get("is_drawn") else 0


def _checked_line(one: Any, width: int, height: int) -> list[Any]:
    if (
        not isinstance(one, list)
        or len(one) != 6
        or not isinstance(one[0], str)
        or len(one[0]) > MOST_LINE_TEXT
    ):
        raise ChannelBroken("a line that is none")
    text, *box, score = one
    if isinstance(score, bool) or not isinstance(score, int | float) or not math.isfinite(score):
        raise ChannelBroken("a score that is none")
    return [text, *_checked_box(box, width, height), min(1.0, max(0.0, float(score)))]


def _checked_box(box: Any, width: int, height: int) -> list[int]:
    x0, y0, x1, y1 = _listed(box, 4) if isinstance(box, list) and len(box) == 4 else (None,) * 4
    x0, y0 = _whole(x0, 0, width - 1), _whole(y0, 0, height - 1)
    return [x0, y0, _whole(x1, x0 + 1, width), _whole(y1, y0 + 1, height)]


def _listed(value: Any, most: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise ChannelBroken("a list that is none, or too long")
    return value


def _whole(value: Any, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise ChannelBroken("a number that is none, or out of bounds")
    return value


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ChannelBroken("neither true nor false")
    return value


def _source(value: Any) -> str:
    if value not in _PAGE_SOURCES:
        raise ChannelBroken("a source that is none")
    return str(value)


def _record(data: Any) -> Message:
    fields, member = data["fields"], data["member"]
    if not isinstance(fields, dict) or len(fields) > MOST_FIELDS:
        raise ValueError("fields that are none, or too many")
    cells = {_text(name): cell_from_data(cell) for name, cell in fields.items()}
    for cell in cells.values():
        _inspect(cell)
    return {
        "type": DocumentType(data["type"]).value,
        "member": None if member is None else _text(member),
        "fields": {name: cell_to_data(cell) for name, cell in cells.items()},
    }


def _inspect(cell: Cell | Row) -> None:
    if isinstance(cell, Field):
        _inspect_field(cell)
        return
    parts = cell if isinstance(cell, tuple) else tuple(cell.values())
    if len(parts) > MOST_ROWS:
        raise ValueError("too many rows")
    for part in parts:
        _inspect(part)


def _inspect_field(field: Field) -> None:
    if not isinstance(field.value, str | int | None):
        raise ValueError("a value that is none")
    if isinstance(field.value, str):
        _text(field.value)
    _text(field.raw)
    is_sure = isinstance(field.confidence, int | float) and math.isfinite(field.confidence)
    is_placed = isinstance(field.page, int) and (
        field.box is None or all(isinstance(edge, int) for edge in field.box)
    )
    if not (is_sure and is_placed and isinstance(field.repaired, bool) and field.source in _ISSUER_SOURCES):
        raise ValueError("a field that is none")


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > MOST_FIELD_TEXT:
        raise ValueError("a text that is none, or too long")
    return value
