"""The words of a seal are no words of the invoice: 发票专用章 with the company's name and tax number around it.

A camera reads them as lines like any other, over remarks, sums and names. What stands close around 发票专用章 and is
a company's name or number is the seal's; so is what stands inside a red seal without dark print. Print under a seal is
kept and never certain.

>>> from storage.model.extraction import Box
>>> texts = [("备注", 40, 40), ("示范市仁安药房有限公司", 400, 40), ("9113A", 440, 80), ("发票专用章", 460, 120)]
>>> lines = tuple(Line(text, Box(x, y, x + 22 * len(text), y + 24)) for text, x, y in texts)
>>> page = ReadPage(number=1, width=900, height=300, turn=0, lines=lines, source=Source.OCR)
>>> [line.text for line in without_seal_words(page).lines]
['备注', '9113A']
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.layout.lines import squash
from extractors.page import Line, ReadPage
from extractors.picture.seal import under_seals
from storage.model.extraction import Box, Source

_MIDDLE = re.compile(r"专用章|发票[专寺][用甩]|用章$")
_COMPANY = re.compile(r"[\u3400-\u9fff()]{6,}|[0-9A-Z]{13,20}")
_LABEL = re.compile(r"[::]|[(（]章[)）]")
_TITLE = re.compile(r"发票|客票|行程单|开票|\d{8}")
_UP, _DOWN, _ASIDE = 7.0, 4.0, 1.6
"""In heights of the seal's middle line: how far around it its other words stand."""


def without_seal_words(page: ReadPage) -> ReadPage:
    """The page as if it bore no seal."""
    if page.source is not Source.OCR:
        return page
    middles = [line.box for line in page.lines if _is_middle(line)]
    kept = [line for line in page.lines if not _is_middle(line) and not _is_around(line, middles)]
    seen = {line.box: line for line in under_seals(page)}
    found = [line if _TITLE.search(line.text) else seen.get(line.box) for line in kept]
    return replace(page, lines=tuple(line for line in found if line is not None))


def _is_middle(line: Line) -> bool:
    text = squash(line.text)
    return len(text) <= 12 and _MIDDLE.search(text) is not None and not _LABEL.search(text)


def _is_around(line: Line, middles: Sequence[Box]) -> bool:
    if _LABEL.search(squash(line.text)) or not _COMPANY.fullmatch(squash(line.text)):
        return False
    x, y = line.box.centre
    return any(
        abs(x - middle.centre[0]) < _ASIDE * middle.height
        and -_UP * middle.height < y - middle.centre[1] < _DOWN * middle.height
        for middle in middles
    )
