"""The face of an identity card with the national emblem: who issued it, and for how long it is valid.

>>> from storage.model.extraction import Box, Source
>>> lines = (Line("签发机关 示范市公安局", Box(40, 200, 300, 224)), Line("有效期限", Box(40, 240, 120, 264)),
...          Line("2019.05.20-2039.05.20", Box(140, 240, 380, 264)))
>>> face = find(ReadPage(number=1, width=500, height=330, turn=0, source=Source.OCR, lines=lines))
>>> [line.text for line in face.authority], [line.text for line in face.validity]
(['示范市公安局'], ['2019.05.20-2039.05.20'])
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.cards.labels import Piece, cut_at_labels, once, plain
from extractors.cards.portrait import WATERMARK
from extractors.layout.lines import overlap, squash
from extractors.page import Line, ReadPage

_AUTHORITY = re.compile(r"[\u3400-\u9fff]{2,}(?:公安[局厅]|分局|警察局)$")
_PERIOD = re.compile(r"\d{4}[.,]?\d{2}[.,]?\d{2}\s*[-—–~至]?\s*(?:\d{4}[.,]?\d{2}[.,]?\d{2}|长期)")
_CJK = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Emblem:
    """The lines of both values; the labels, and the card's title where it is seen."""

    authority: Sequence[Line]
    validity: Sequence[Line]
    labels: Mapping[str, Line]
    title: Sequence[Line]


def find(page: ReadPage) -> Emblem | None:
    """The emblem face on the page; None where too little of one is seen."""
    pieces = [piece for line in plain(page.lines) for piece in cut_at_labels(line)]
    free = [piece.ink for piece in pieces if piece.key is None and _is_print(piece.ink.text)]
    labels = {piece.key: piece for piece in pieces if piece.key in ("authority", "validity")}
    authority = _authority(labels.get("authority"), labels.get("validity"), free)
    validity = _behind(labels.get("validity"), [line for line in free if re.search(r"\d{4}|长期", line.text)])
    validity = validity or [line for line in free if _PERIOD.search(squash(line.text))][:1]
    title = [line for line in free if re.search(r"居民身份证|居民居住证|中华人民共和国", squash(line.text))]
    is_seen = bool(labels or (authority and validity) or len(title) > 1)
    inks = {piece.key or "": piece.ink for piece in labels.values()}
    return Emblem(authority, validity, inks, title) if is_seen else None


def _is_print(text: str) -> bool:
    """No watermark; or one that OCR joined with the authority it crosses."""
    return not WATERMARK.search(text) or re.search(r"公安局|分局", text) is not None


def _authority(label: Piece | None, below: Piece | None, free: Sequence[Line]) -> list[Line]:
    """Behind the label, with a second line where a long name wraps; without a label, by how such names end."""
    texts = [line for line in free if _CJK.search(line.text) and not re.search(r"\d", line.text)]
    if label is None:
        return [line for line in texts if _AUTHORITY.search(squash(line.text))][:1]
    first = _behind(label, texts)
    if not first or below is None:
        return first
    left, bottom = first[0].box.x0 - first[0].box.height, below.ink.box.centre[1] - below.ink.box.height * 0.6
    wrapped = [
        line
        for line in texts
        if line not in first
        and line.box.x0 >= left
        and first[0].box.centre[1] + first[0].box.height * 0.5 < line.box.centre[1] < bottom
        and line.box.x0 < first[0].box.x0 + first[0].box.height * 2
    ]
    return first + sorted(wrapped, key=lambda line: line.box.y0)


def _behind(label: Piece | None, free: Sequence[Line]) -> list[Line]:
    """What stands in the label's line, else to the right of it in its row."""
    if label is None:
        return []
    start = [label.value] if label.value is not None else []
    ink = label.ink.box
    right = [
        line
        for line in free
        if line.box.x0 >= ink.x1 - ink.height and overlap(line.box.y0, line.box.y1, ink.y0, ink.y1) > 0.5
    ]
    limit = ink.x1 + 14 * ink.height
    return once(start + sorted((line for line in right if line.box.x0 < limit), key=lambda line: line.box.x0))
