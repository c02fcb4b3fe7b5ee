"""Whether a paper of several pages bears an institution's seal: on any page yes, on all of them no, else undecidable.

V15 asks for what an institution puts. A mark is its seal by the words in it (专用章), or by its letters where it stands
on the day, the signature or the place for it; a doctor's stamp, a logo above the title and a box of the form are not.
"No" sends a family back to the hospital. So it also needs the paper's foot in the picture, where seals stand, and no
ink that the text does not explain: a copied seal has no colour.

>>> stamped([]).value is None
True
"""

import re
from collections.abc import Sequence

from extractors.layout.lines import squash
from extractors.page import Line, ReadPage
from extractors.picture.marks import Mark, marks
from extractors.picture.nothing_else import is_foot, shows_foot, shows_no_more
from extractors.picture.seal import is_inside, shows_no_seal
from storage.model.extraction import Box, Field, Grade, Source

_CONFIDENCE = 0.9
_INSTITUTION = re.compile(r"专[用甩]章|[收缴]费章|业务章|财务章|病案章|公章$")
_PERSON = re.compile(r"医师|医生|护士|主任|执业|技师|药师")
_LABEL = re.compile("[:\uff1a]")
_PLACE = re.compile(r"医院|卫生院|诊所|盖章|公章|[(（]章[)）]")
_HEAD = 0.3
"""The upper part of the text, where letterheads have their logos."""
_NEAR = (2.0, 0.5)
"""How far beside and above a seal the words stand that it belongs to, of its width."""


def stamped(pages: Sequence[ReadPage]) -> Field:
    """The field `stamped`: always there, unread where no page can tell."""
    value = _verdict(pages)
    return Field(
        value=value,
        raw="",
        confidence=_CONFIDENCE,
        grade=Grade.UNREAD if value is None else Grade.AUTO,
        source=Source.OCR,
        page=pages[0].number if pages else 1,
        box=None,
    )


def _verdict(pages: Sequence[ReadPage]) -> bool | None:
    if any(is_sealed(page) for page in pages):
        return True
    is_bare = bool(pages) and all(page.pixels is not None and shows_no_seal(page.pixels) for page in pages)
    has_foot = is_bare and any(shows_foot(page) for page in pages)
    return False if has_foot and all(shows_no_more(page) for page in pages) else None


def is_sealed(page: ReadPage) -> bool:
    """Whether the page surely bears a seal that an institution put."""
    return page.pixels is not None and any(_is_institutions(mark, page.lines) for mark in marks(page.pixels))


def _is_institutions(mark: Mark, lines: Sequence[Line]) -> bool:
    words = [squash(line.text) for line in lines if is_inside(line.box, mark.box)]
    is_persons = any(_PERSON.search(word) and not _LABEL.search(word) for word in words)
    is_named = any(_INSTITUTION.search(word) for word in words)
    return (is_named and not is_persons) or (mark.is_lettered and _is_in_place(mark.box, lines))


def _is_in_place(seal: Box, lines: Sequence[Line]) -> bool:
    """Below the letterhead, on or beside words that a seal belongs to."""
    if not lines:
        return False
    top, bottom = min(line.box.y0 for line in lines), max(line.box.y1 for line in lines)
    aside, above = (round(share * seal.width) for share in _NEAR)
    near = Box(seal.x0 - aside, seal.y0 - above, seal.x1 + aside, seal.y1 + above)
    return seal.centre[1] > top + _HEAD * (bottom - top) and any(
        line.box.meets(near) and (is_foot(line.text) or _PLACE.search(line.text)) for line in lines
    )
