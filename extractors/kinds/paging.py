"""Page numbers, bill numbers and card faces: what shows that a page goes on with the paper before it.

>>> page_of("第 2 页 / 共 3 页"), page_of("第2页,共3页"), page_of("Page 2 of 3"), page_of("2/3 页"), page_of("2025/3/4")
((2, 3), (2, 3), (2, 3), (2, 3), None)
"""

import re
from collections.abc import Sequence

from extractors.kinds.cues import shipped
from extractors.kinds.evidence import Evidence
from extractors.kinds.folding import fold
from extractors.kinds.titles import find
from extractors.page import ReadPage
from storage.model.document_type import DocumentType

_PAGE = (
    re.compile(r"第(\d{1,3})页[/,、(]*共?(\d{1,3})页?"),
    re.compile(r"共(\d{1,3})页[/,、(]*第(?P<number>\d{1,3})页"),
    re.compile(r"page:?(\d{1,3})(?:of|/)(\d{1,3})"),
    re.compile(r"(?:页码|页次|页号|页):?(\d{1,3})[/-](\d{1,3})(?!\d)"),
    re.compile(r"(?<![\d/.-])(\d{1,3})/(\d{1,3})页"),
)
_BILL = re.compile(
    r"(?:发票号码|票据号码|结算单号|报告编号|发票代码\D{0,3}\d{10,12}\D{0,8}号码)\D{0,3}([\da-z]{6,20})"
)
_STAY = re.compile(r"(?:住院号|住院号码|病案号)\D{0,3}([\da-z]{5,16})")
_BOTH_FACES = frozenset(
    {
        DocumentType.ID_CARD,
        DocumentType.ID_TEMP,
        DocumentType.HMT_PERMIT,
        DocumentType.DRV_LICENSE,
        DocumentType.VEH_LICENSE,
    }
)
_ONE_PAGE = frozenset({DocumentType.BANK_CARD, DocumentType.PAYMENT_SLIP, DocumentType.BOARDING_PASS})
_LISTS = {
    DocumentType.TAX_INVOICE: ("清单",),
    DocumentType.INV_OUTPATIENT: ("清单", "明细"),
    DocumentType.INV_INPATIENT: ("清单", "明细"),
}


def page_of(text: str) -> tuple[int, int] | None:
    """The printed page number and count, where both make sense."""
    folded = fold(text)
    for pattern in _PAGE:
        for match in pattern.finditer(folded):
            first, second = int(match[1]), int(match[2])
            number, count = (second, first) if "number" in match.groupdict() else (first, second)
            if 1 <= number <= count:
                return number, count
    return None


def continues(type: DocumentType, pages: Sequence[ReadPage], next_type: DocumentType, page: ReadPage) -> bool:
    """Whether `page`, judged `next_type` on its own, belongs to the paper of `pages`."""
    if type in _BOTH_FACES:
        return next_type is type and _other_face(type, pages, page)
    if next_type in (DocumentType.IRRELEVANT, DocumentType.UNREADABLE) or type in _ONE_PAGE:
        return False
    before, now = page_of(pages[-1].text), page_of(page.text)
    if now and before and now[1] == before[1] and now[0] == before[0] + 1:
        return next_type in (type, DocumentType.OTHER) or not _is_titled(page)
    if _is_own_list(type, next_type, pages, page):
        return True
    if now and now[0] == 1:
        return False
    return _goes_on_untitled(type, pages, next_type, page)


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
    is_list = any(word in fold(page.text) for word in _LISTS[type])
    return _same_numbers(pages, page) is True and (is_list or next_type is type)


def _goes_on_untitled(
    type: DocumentType, pages: Sequence[ReadPage], next_type: DocumentType, page: ReadPage
) -> bool:
    if type in (DocumentType.OTHER, DocumentType.IRRELEVANT, DocumentType.UNREADABLE):
        return False
    if _is_titled(page) or next_type not in (type, DocumentType.OTHER):
        return False
    return _same_numbers(pages, page) is not False


def _is_titled(page: ReadPage) -> bool:
    """Whether the page bears any title of its own near its top."""
    return any(quality >= 0.5 for quality in find(Evidence.of(page).strips, shipped()).values())


def _numbers(expression: re.Pattern[str], pages: Sequence[ReadPage]) -> set[str]:
    return {number for page in pages for number in expression.findall(Evidence.of(page).text)}


def _same_numbers(pages: Sequence[ReadPage], page: ReadPage) -> bool | None:
    """Whether the numbers of the bill, or else of the stay, agree; None where there is nothing to compare."""
    for expression in (_BILL, _STAY):
        mine, its = _numbers(expression, pages), _numbers(expression, [page])
        if mine and its:
            return bool(mine & its)
    return None
