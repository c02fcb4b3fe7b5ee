"""The print of a page that was read, one small bounded record: by its writing, else by its picture.

>>> from storage.model.extraction import Source
>>> print_of(ReadPage(number=3, width=9, height=9, turn=0, lines=(), source=Source.OCR))
PagePrint(page=3, words=(), figures=(), telling=(), points=b'', codes=())
"""

from extractors.page import ReadPage
from extractors.prints import codes, points, words
from storage.model.print import PagePrint

FEW_WORDS = 20
"""With fewer runs of characters a page is known by its picture."""


def print_of(page: ReadPage) -> PagePrint:
    """Of the upright page; of codes only those that reading looked for."""
    payloads = [code.payload for code in page.known.get("codes", ())]
    seen = codes.digests_of(payloads)
    runs = words.words_of(page.lines)
    if len(runs) >= FEW_WORDS:
        figures, telling = words.figures_of(page.lines), words.telling_of(page.lines)
        return PagePrint(page=page.sheet, words=runs, figures=figures, telling=telling, codes=seen)
    found = b"" if page.pixels is None else points.points_of(page.pixels)
    return PagePrint(page=page.sheet, telling=points.telling_of(found), points=found, codes=seen)
