"""Whether a page goes on with a paper: page x of y in any order, sums carried over, one bill's number, card faces.

>>> from extractors.page import Line
>>> from storage.model.extraction import Box, Source
>>> def page(*texts):
...     lines = tuple(Line(text, Box(0, 40 * i, 300, 40 * i + 30)) for i, text in enumerate(texts))
...     return ReadPage(number=1, width=400, height=600, turn=0, source=Source.OCR, lines=lines)
>>> first, second = page("住院费用清单", "第1页/共2页"), page("住院费用清单", "第2页/共2页")
>>> continues(DocumentType.FEE_LIST, [second], DocumentType.FEE_LIST, first)
True
>>> [one.text for one in in_order([second, first])] == [first.text, second.text]
True
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from extractors.kinds.cues import shipped
from extractors.kinds.evidence import Evidence
from extractors.kinds.folding import fold
from extractors.kinds.marks import Marks, agree
from extractors.page import ReadPage
from storage.model.document_type import DocumentType

BOTH_FACES = frozenset(
    {
        DocumentType.ID_CARD,
        DocumentType.ID_TEMP,
        DocumentType.HMT_PERMIT,
        DocumentType.DRV_LICENSE,
        DocumentType.VEH_LICENSE,
    }
)
_ONE_PAGE = frozenset({DocumentType.BANK_CARD, DocumentType.PAYMENT_SLIP, DocumentType.BOARDING_PASS})
_UNKNOWN = frozenset({DocumentType.OTHER, DocumentType.IRRELEVANT, DocumentType.UNREADABLE})
_RUNNING = frozenset({DocumentType.FEE_LIST, DocumentType.DAILY_LIST})
"""Papers whose every page may bear the title, and which end with a total."""
_LISTS = {
    DocumentType.TAX_INVOICE: ("清单",),
    DocumentType.INV_OUTPATIENT: ("清单", "明细"),
    DocumentType.INV_INPATIENT: ("清单", "明细"),
}
_marks_of = lru_cache(maxsize=512)(Marks.of)


def _marks(page: ReadPage) -> Marks:
    return _marks_of(replace(page, pixels=None))


def continues(
    type: DocumentType,
    pages: Sequence[ReadPage],
    next_type: DocumentType,
    page: ReadPage,
    *,
    is_next: bool = True,
) -> bool:
    """Whether `page`, judged `next_type` on its own, belongs to the paper of `pages`.

    `is_next`: no other paper lies between them; else only its page number can tell.
    """
    if type in BOTH_FACES:
        return is_next and next_type is type and _other_face(type, pages, page)
    if next_type in (DocumentType.IRRELEVANT, DocumentType.UNREADABLE) or type in _ONE_PAGE:
        return False
    known, new = [_marks(one) for one in pages], _marks(page)
    if any(new.is_copy_of(one) for one in known) and (new.count or 1) > 1:
        return True
    if new.count is not None and any(one.count is not None for one in known):
        return _fills(type, known, next_type, new, is_next)
    return is_next and _follows(type, pages, next_type, page)


def in_order(pages: Sequence[ReadPage]) -> list[ReadPage]:
    """The pages of a paper by their printed numbers; as they are unless each has one."""
    numbers = [_marks(page).number for page in pages]
    if None in numbers:
        return list(pages)
    return [page for _, page in sorted(zip(numbers, pages, strict=True), key=lambda one: one[0] or 0)]


def distinct(pages: Sequence[ReadPage]) -> tuple[ReadPage, ...]:
    """The pages without those that were scanned a second time."""
    kept: list[ReadPage] = []
    for page in pages:
        marks = _marks(page)
        if (marks.count or 1) == 1 or not any(marks.is_copy_of(_marks(one)) for one in kept):
            kept.append(page)
    return tuple(kept)


def _fills(
    type: DocumentType, known: Sequence[Marks], next_type: DocumentType, new: Marks, is_next: bool
) -> bool:
    """Whether it is a page that a paper of so many pages still lacks."""
    if any(one.count not in (None, new.count) for one in known) or new.number in {one.number for one in known}:
        return False
    agreed = agree(known, new)
    if agreed is False or (agreed is None and not is_next):
        return False
    if next_type is type or next_type is DocumentType.OTHER or not new.is_titled:
        return True
    return type is DocumentType.OTHER and not any(one.is_titled for one in known)


def _follows(type: DocumentType, pages: Sequence[ReadPage], next_type: DocumentType, page: ReadPage) -> bool:
    known, new = [_marks(one) for one in pages], _marks(page)
    if _is_own_list(type, next_type, pages, page):
        return True
    if new.number == 1 or type in _UNKNOWN or agree(known, new) is False:
        return False
    last = known[-1]
    if new.count is not None and agree(known, new) is None and not new.is_brought_forward:
        return False
    if next_type is type and _runs_on(type, known, new):
        return True
    if next_type not in (type, DocumentType.OTHER):
        return False
    is_numbered = new.number is not None and last.number == new.number - 1
    return is_numbered or new.is_brought_forward or last.is_carried_over or not new.is_titled


def _runs_on(type: DocumentType, known: Sequence[Marks], new: Marks) -> bool:
    """Whether a list that bears its title on every page has not come to its total yet."""
    return type in _RUNNING and not known[-1].has_total and agree(known, new) is True


def _other_face(type: DocumentType, pages: Sequence[ReadPage], page: ReadPage) -> bool:
    shown = {part for one in pages for part in parts_of(type, one)}
    new = parts_of(type, page)
    return bool(shown and new) and shown.isdisjoint(new)


def parts_of(type: DocumentType, page: ReadPage) -> frozenset[str]:
    """The faces or kinds of page of that type which the page shows."""
    text = Evidence.of(page).text
    parts = shipped()[type].parts if type in shipped() else {}
    return frozenset(part for part, phrases in parts.items() if any(one in text for one in phrases))


def _is_own_list(
    type: DocumentType, next_type: DocumentType, pages: Sequence[ReadPage], page: ReadPage
) -> bool:
    if type not in _LISTS or next_type not in (type, DocumentType.FEE_LIST, DocumentType.OTHER):
        return False
    known, new = [_marks(one) for one in pages], _marks(page)
    is_list = any(word in fold(page.text) for word in _LISTS[type])
    has_numbers = any(one.bills or one.stays for one in known) and bool(new.bills or new.stays)
    return has_numbers and agree(known, new) is True and (is_list or next_type is type)
