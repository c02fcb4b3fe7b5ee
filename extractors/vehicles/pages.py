"""Which page of a licence a picture shows, and the fields that stand behind its labels.

A licence has a main page and another one (副页); the electronic licence shows both at once. English stands under every
Chinese label and is left out.

>>> from storage.model.extraction import Box, Source
>>> page = ReadPage(number=1, width=400, height=300, turn=0, source=Source.OCR, lines=(
...     Line("准驾车型 C1", Box(10, 10, 200, 34)), Line("Class", Box(10, 36, 60, 50))))
>>> paper = licence_paper([page], "drv_license")
>>> side_of(paper, main=("class",), back=("file_number",)).value
'main'
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from extractors.fields import make
from extractors.layout.labels import Labels
from extractors.layout.paper import Paper
from extractors.page import Line, ReadPage
from storage.model.extraction import Field

_ENGLISH = re.compile(
    r"\W*(?:(?:No|Name|Sex|Nationality|Address|Date|of|Birth|First|Issue|Class|Valid|Period|File|Record|Plate|Vehicle|Type"
    r"|Owner|Use|Character|Model|VIN|Engine|Register|Driv\w+|License|the|People\W?s|Republic|China)\W*)+",
    re.IGNORECASE,
)
_BEHIND = re.compile(rf"(?<=[\u3400-\u9fff])\s*{_ENGLISH.pattern}(?=\s|$)", re.IGNORECASE)


def licence_paper(pages: Sequence[ReadPage], kind: str) -> Paper:
    """The pages as one form, without the English under and behind the labels."""
    return Paper(pages, Labels.load(kind), choose=_chinese)


def side_of(paper: Paper, *, main: Collection[str], back: Collection[str]) -> Field | None:
    """`main`, `back` or `both`, by the labels that only one page has."""
    seen = {
        side: [slot.ink for slot in paper.form.slots if slot.label.key in keys]
        for side, keys in (("main", main), ("back", back))
    }
    shown = [side for side, inks in seen.items() if inks]
    if not shown:
        return None
    return make("both" if len(shown) == 2 else shown[0], seen[shown[0]][:1])


def _chinese(lines: Sequence[Line]) -> list[Line]:
    kept = [line for line in lines if not _ENGLISH.fullmatch(line.text)]
    return [replace(line, text=_BEHIND.sub(" ", line.text).strip()) for line in kept]
