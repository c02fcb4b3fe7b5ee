"""Character error of what an engine read, row by row against what was written.

Words that stand side by side make a row. What was read is laid on the flat page, each piece falls to the row its middle
lies in, and the row is compared in NFKC without spaces. Pieces outside all rows (seals, the desk) do not count.

>>> edits("肖博超", "肖博起")
1
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from storage.model.extraction import Box
from tests.bench.ocr_corpus import Page, Words


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of text that an engine read, with the four corners it gave, in the picture."""

    text: str
    corners: tuple[tuple[float, float], ...]


def errors(page: Page, found: Sequence[Found]) -> tuple[int, int]:
    """Wrong characters and all characters of a page."""
    rows = _rows(page.words)
    read: list[list[tuple[float, str]]] = [[] for _ in rows]
    for piece in found:
        left, middle = _laid_back(page, piece)
        place = _row_of(middle, rows)
        if place is not None:
            read[place].append((left, piece.text))
    wrong = total = 0
    for row, pieces in zip(rows, read, strict=True):
        truth = _plain("".join(text for text, _ in row))
        wrong += edits(truth, _plain("".join(text for _, text in sorted(pieces))))
        total += len(truth)
    return wrong, total


def edits(one: str, other: str) -> int:
    """The Levenshtein distance."""
    before = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        now = [i]
        for j, right in enumerate(other, 1):
            now.append(min(before[j] + 1, now[j - 1] + 1, before[j - 1] + (left != right)))
        before = now
    return before[-1]


def _rows(words: Sequence[Words]) -> list[list[Words]]:
    """Words whose middles lie on one height, from left to right."""
    rows: list[list[Words]] = []
    for word in sorted((one for one in words if one[0].strip()), key=lambda one: _middle(one[1])):
        first = rows[-1][0][1] if rows else word[1]
        if rows and _middle(word[1]) - _middle(first) < 0.5 * max(first.height, word[1].height):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda one: one[1].x0) for row in rows]


def _row_of(middle: tuple[float, float], rows: Sequence[Sequence[Words]]) -> int | None:
    """The row that the middle of a piece lies in; none where it lies beside them all."""
    best, nearest = None, 0.6
    for place, row in enumerate(rows):
        height = max(box.height for _, box in row)
        far = abs(middle[1] - sum(_middle(box) for _, box in row) / len(row)) / height
        if far < nearest and row[0][1].x0 - height < middle[0] < max(box.x1 for _, box in row) + height:
            best, nearest = place, far
    return best


def _laid_back(page: Page, piece: Found) -> tuple[float, tuple[float, float]]:
    """The left end and the middle of a piece on the flat page. Engines differ in how they box a slanting line."""
    corners = np.array(piece.corners, np.float64)
    points = np.vstack([corners, corners.mean(axis=0)]).reshape(1, -1, 2)
    flat = cv2.perspectiveTransform(points, page.back)[0]
    return float(flat[:4, 0].min()), (float(flat[4, 0]), float(flat[4, 1]))


def _middle(box: Box) -> float:
    return (box.y0 + box.y1) / 2


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
