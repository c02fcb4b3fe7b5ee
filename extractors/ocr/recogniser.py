"""Crops of text lines to strings: each at its own width, a few at a time.

Stands in for the pipeline's recogniser. That one pads every crop to 320 pixels and every six to the widest of them,
which on tables is most of its work; here a crop is padded to the next 16 pixels, and no crop's text depends on its
neighbours.

>>> strip_of(np.zeros((24, 100, 3), np.uint8)).shape
(1, 48, 208, 3)
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import ceil
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.page import Pixels

HEIGHT, WIDEST, BUCKET = 48, 3200, 16
_USUAL = 320
"""Up to this width a part of a pixel is rounded up, beyond it down, as the pipeline does."""
_GREY = 128
_BLANK = 0

Scores = NDArray[np.float32]
"""Steps from left to right × characters of the alphabet."""
RunEach = Callable[[Iterable[Pixels]], Iterator[Scores]]
"""Strips in, their scores out, in order; scores are good until the next are asked for."""


class Recogniser:
    """Called as the pipeline calls its own recogniser. The alphabet begins with the blank.

    `probabilities`: of the best character in each row of scores.
    """

    def __init__(
        self, run_each: RunEach, probabilities: Callable[[Scores], Scores], alphabet: Sequence[str]
    ) -> None:
        self._run_each = run_each
        self._probabilities = probabilities
        self._alphabet = alphabet

    def __call__(self, crops: Sequence[Pixels], return_word_box: bool = False) -> Iterator[dict[str, Any]]:
        """One result a crop, in their order. The widest go first, so that no thread ends alone with a long one."""
        order = sorted(range(len(crops)), key=lambda place: _ratio(crops[place]), reverse=True)
        results: list[dict[str, Any]] = [{} for _ in crops]
        for place, scores in zip(order, self._run_each(strip_of(crops[place]) for place in order), strict=True):
            text, score = self._read(scores)
            results[place] = {"rec_text": text, "rec_score": score, "vis_font": None}
        return iter(results)

    def _read(self, scores: Scores) -> tuple[str, float]:
        """CTC: the best character of each step; repeats and blanks fall out. The score is the mean of those kept."""
        best = scores.argmax(axis=-1)
        kept = best != _BLANK
        kept[1:] &= best[1:] != best[:-1]
        if not kept.any():
            return "", 0.0
        text = "".join(self._alphabet[place] for place in best[kept])
        return text, float(self._probabilities(scores[kept]).mean())


def best_of_logits(scores: Scores) -> Scores:
    """The softmax of the best of each row. Works in the rows' own memory."""
    np.subtract(scores, scores.max(axis=-1, keepdims=True), out=scores)
    np.exp(scores, out=scores)
    return np.asarray(1.0 / scores.sum(axis=-1), np.float32)


def best_of_probabilities(scores: Scores) -> Scores:
    return np.asarray(scores.max(axis=-1), np.float32)


def strip_of(crop: Pixels) -> Pixels:
    """The crop at the recogniser's height with grey to its right: 1 × 48 × width × 3."""
    exact = HEIGHT * _ratio(crop)
    width = max(1, min(WIDEST, ceil(exact) if exact <= _USUAL else int(exact)))
    strip = np.full((1, HEIGHT, -(-width // BUCKET) * BUCKET, 3), _GREY, np.uint8)
    strip[0, :, :width] = cv2.resize(crop, (width, HEIGHT))
    return strip


def _ratio(crop: Pixels) -> float:
    height, width, _ = crop.shape
    return float(width / height)
