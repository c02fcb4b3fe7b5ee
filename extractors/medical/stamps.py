"""Whether a paper of several pages bears an institution's seal: on any page yes, on all of them no, else undecidable.

V15 asks for what an institution puts. A mark is its seal by the words in it (专用章), or by its letters where it stands
on the day, the signature or the place for it; a doctor's stamp, a logo above the title and a box of the form are not.
"No" sends a family back to the hospital. To be used without a look it also needs the paper's foot in the picture,
where seals stand, and no ink that the text does not explain: a copied seal has no colour. Where less is known, but
a seal is likely or nothing like one is seen, that is said for a person to check.

>>> stamped([]).value is None
True
"""

import re
from collections.abc import Sequence

from extractors.layout.lines import squash
from extractors.page import Line, ReadPage
from extractors.picture.marks import Mark, marks
from extractors.picture.nothing_else import is_foot, shows_foot, shows_no_more
from extractors.picture.seal import is_inside, shows_no_deep_seal, shows_no_seal
from storage.model.extraction import Box, Field, Grade, Source

_CONFIDENCE, _LIKELY = 0.9, 0.7
_INSTITUTION = re.compile(r"专[用甩]章|[收缴]费章|业务章|财务章|病案章|公章$")
_OWN_WORDS = re.compile(r"[\u3400-\u9fff]{0,16}专[用甩]章(?:[(]?\d{1,2}[)]?)?")
_NAME = re.compile(r"[医醫]院|[卫衛]生院|[诊診]所|[专專][用甩]|印章$")
_PERSON = re.compile(r"医师|医生|护士|主任|执业|技师|药师")
_LABEL = re.compile("[:\uff1a]")
_PLACE = re.compile(r"医院|卫生院|诊所|盖章|公章|[(（]章[)）]")
_HEAD = 0.3
"""The upper part of the text, where letterheads have their logos."""
_NEAR = (2.0, 0.5)
"""How far beside and above a seal the words stand that it belongs to, of its width."""


def stamped(pages: Sequence[ReadPage]) -> Field:
    """The field `stamped`: always there, unread where no page can tell."""
    value, is_sure = _verdict(pages)
    grade = Grade.UNREAD if value is None else Grade.AUTO if is_sure else Grade.CHECK
    return Field(
        value=value,
        raw="",
        confidence=_CONFIDENCE if is_sure or value is None else _LIKELY,
        grade=grade,
        source=Source.OCR,
        page=pages[0].number if pages else 1,
        box=None,
    )


def _verdict(pages: Sequence[ReadPage]) -> tuple[bool | None, bool]:
    """The answer, and whether it needs no look."""
    seen = [(page, marks(page.pixels)) for page in pages if page.pixels is not None]
    if any(_is_institutions(mark, page.lines) for page, found in seen for mark in found):
        return True, True
    if len(seen) < len(pages) or not pages:
        return None, False
    if any(_names_seal(line, page) for page in pages for line in page.lines):
        return True, False
    if _is_surely_bare(pages):
        return False, True
    if any(_may_be_institutions(mark, page) for page, found in seen for mark in found):
        return True, False
    is_clear = not any(found for _, found in seen) and all(_is_likely_bare(page) for page in pages)
    return (False, False) if is_clear else (None, False)


def _names_seal(line: Line, page: ReadPage) -> bool:
    """Whether a line says what only a seal says of itself: on a copy that is all that is left of its colour."""
    is_low = page.number > 1 or _is_below_head(line.box, page.lines)
    return is_low and _OWN_WORDS.fullmatch(squash(line.text)) is not None


def _is_surely_bare(pages: Sequence[ReadPage]) -> bool:
    is_bare = all(page.pixels is not None and shows_no_seal(page.pixels) for page in pages)
    return is_bare and any(shows_foot(page) for page in pages) and all(shows_no_more(page) for page in pages)


def _is_likely_bare(page: ReadPage) -> bool:
    """The whole page, it may be soft, tinted or in uneven light, without a ring or deep ink of a seal's size."""
    is_clear = page.pixels is not None and shows_no_deep_seal(page.pixels)
    return is_clear and shows_no_more(page, is_blur_let_be=True)


def _is_institutions(mark: Mark, lines: Sequence[Line]) -> bool:
    words = _words_in(mark, lines)
    is_named = any(_INSTITUTION.search(word) for word in words)
    return (is_named and not _is_persons(words)) or (mark.is_lettered and _is_in_place(mark.box, lines))


def _may_be_institutions(mark: Mark, page: ReadPage) -> bool:
    """Lettered or with an institution's name, and not where the letterhead has its logo."""
    words = _words_in(mark, page.lines)
    is_named = _NAME.search("".join(words)) is not None
    is_low = page.number > 1 or _is_below_head(mark.box, page.lines)
    return is_low and (mark.is_lettered or is_named) and not _is_persons(words)


def _words_in(mark: Mark, lines: Sequence[Line]) -> list[str]:
    return [squash(line.text) for line in lines if is_inside(line.box, mark.box)]


def _is_persons(words: Sequence[str]) -> bool:
    return any(_PERSON.search(word) and not _LABEL.search(word) for word in words)


def _is_below_head(seal: Box, lines: Sequence[Line]) -> bool:
    top, bottom = (
        min((line.box.y0 for line in lines), default=0),
        max((line.box.y1 for line in lines), default=0),
    )
    return seal.centre[1] > top + _HEAD * (bottom - top)


def _is_in_place(seal: Box, lines: Sequence[Line]) -> bool:
    """Below the letterhead, on or beside words that a seal belongs to."""
    aside, above = (round(share * seal.width) for share in _NEAR)
    near = Box(seal.x0 - aside, seal.y0 - above, seal.x1 + aside, seal.y1 + above)
    return _is_below_head(seal, lines) and any(
        line.box.meets(near) and (is_foot(line.text) or _PLACE.search(line.text)) for line in lines
    )
