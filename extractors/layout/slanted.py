"""Words written slantwise over a paper (已打印, 仅供报销使用), and pieces of a seal's arc: they are no text of the form.

The box of a level line of n characters is about n times as wide as it is high, that of a slanted one nearly a square;
and a square of two characters is twice as high as the paper's other lines.

>>> from storage.model.extraction import Box
>>> page = [Line("票据代码", Box(0, 0, 120, 30)), Line("西药费", Box(0, 50, 90, 80)), Line("已打印", Box(60, 20, 200, 120)),
...         Line("备注", Box(300, 0, 330, 62))]
>>> [line.text for line in without_slanted(page)]
['票据代码', '西药费', '备注']
"""

import re
from collections.abc import Sequence
from statistics import median

from extractors.page import Line
from storage.model.extraction import Source

_WORD = re.compile(r"[\u3400-\u9fff]{2,14}")
_TALL = 1.8
"""In heights of the paper's lines: how high a slanted one is at least."""
_SQUARE = 0.6
_STANDING = 1.5
"""The shapes between lying and standing words, as height by width."""


def without_slanted(lines: Sequence[Line]) -> list[Line]:
    """The lines of a level page, those that lean left out."""
    read = [line.box.height for line in lines if line.source is Source.OCR]
    usual = median(read) if read else 0
    return [line for line in lines if line.source is not Source.OCR or not _is_slanted(line, usual)]


def _is_slanted(line: Line, usual: float) -> bool:
    shape = line.box.height / max(1, line.box.width)
    is_word = _WORD.fullmatch(line.text.strip()) is not None
    return is_word and line.box.height > _TALL * usual and _SQUARE < shape < _STANDING
