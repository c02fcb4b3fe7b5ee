"""A page by its writing: whatever was done to the picture, the upright lines that were read are nearly the same.

Forms of one layout share their printed words and differ in their values: of the runs of four characters two filled
forms mostly share less than two thirds, the same page after all that is done to pictures nine tenths and more. Where
the texts are alike too, the figures differ.

>>> from storage.model.extraction import Box
>>> here = Box(0, 0, 9, 9)
>>> one, other = (words_of([Line(text, here)]) for text in ("票据号码 0012345678", "票据号码:0012345678"))
>>> one == other, len(one), len(telling_of([Line("票据号码 0012345678", here)]))
(True, 11, 2)
"""

import hashlib
import re
import unicodedata
from collections.abc import Sequence

from extractors.page import Line
from storage.model.print import MOST_FIGURES, MOST_WORDS

RUN = 4
_TELLING = 32
_LEAST_LINE, _LEAST_FIGURE = 6, 4
_FIGURE = re.compile(r"\d[\d.,:/年月-]*\d")


def words_of(lines: Sequence[Line]) -> tuple[int, ...]:
    """Hashes of 32 bits, ascending; of a page with very many the smallest, which are the same ones wherever they stand."""
    texts = [_bare(line.text) for line in lines]
    runs = {text[at : at + RUN] for text in texts for at in range(len(text) - RUN + 1)}
    return tuple(sorted(_hash(run, 4) for run in runs)[:MOST_WORDS])


def figures_of(lines: Sequence[Line]) -> tuple[int, ...]:
    """Hashes of 48 bits of dates, numbers and amounts."""
    return tuple(sorted(_hash(figure, 6) for figure in _figures(lines))[:MOST_FIGURES])


def telling_of(lines: Sequence[Line]) -> tuple[int, ...]:
    """Hashes of 48 bits of longer figures and of whole lines, by which a page is looked for among very many."""
    whole = {bare for line in lines if len(bare := _bare(line.text)) >= _LEAST_LINE}
    found = whole | {figure for figure in _figures(lines) if len(figure) > _LEAST_FIGURE}
    return tuple(sorted(_hash(one, 6) for one in found)[:_TELLING])


def _figures(lines: Sequence[Line]) -> set[str]:
    texts = [unicodedata.normalize("NFKC", line.text) for line in lines]
    figures = {re.sub(r"\D", "", figure) for text in texts for figure in _FIGURE.findall(text)}
    return {figure for figure in figures if len(figure) >= _LEAST_FIGURE}


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).upper()


def _hash(text: str, size: int) -> int:
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:size], "big")
