"""The code of a charge that a list prints with its name: XJ01DBT049A001, 001101000010000, 110200001-2.

It stands before the name, or on a line of its own above or below it, and is no part of it.

>>> from storage.model.extraction import Box
>>> lines = [Line("001101000010000", Box(0, 0, 150, 20)), Line("XA012345 一级护理", Box(0, 24, 160, 44))]
>>> [line.text for line in uncoded(lines)]
['一级护理']
>>> [line.text for line in uncoded([Line("VCP311H", Box(0, 0, 70, 20))])]
['VCP311H']
"""

import re
from collections.abc import Sequence

from extractors.layout.lines import cut
from extractors.page import Line

_LABEL = r"(?:(?:项目|药品|医保|国家|收费|本院)*(?:代码|编码)\s*:\s*)?"
_CODE = re.compile(rf"{_LABEL}(?=(?:\S*\d){{5}})[A-Z]{{0,4}}[\d-][A-Z\d-]{{5,}}(?:\s+|$)")
_NAME = re.compile(r"[\u3400-\u9fff]{2}|[A-Za-z]{3}")


def uncoded(lines: Sequence[Line]) -> list[Line]:
    """The lines of a name without codes; as they are where nothing but codes would go and no name would stay."""
    found = [part for line in lines if (part := without_code(line)) is not None]
    return found if any(_NAME.search(line.text) for line in found) else list(lines)


def without_code(line: Line) -> Line | None:
    """A line without the code that opens it; None where it is nothing else."""
    match = _CODE.match(line.text)
    if match is None:
        return line
    return cut(line, match.end()) if match.end() < len(line.text) else None
