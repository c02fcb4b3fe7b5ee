"""What a page says about its place in a paper: its number, the bill, the stay and the patient, sums carried over.

>>> from extractors.page import Line
>>> from storage.model.extraction import Box, Source
>>> texts = ("承前页 120.00", "姓名:张悦 住院号:20260317", "本页小计 80.00", "过次页 200.00", "第2页/共3页")
>>> lines = tuple(Line(text, Box(0, 40 * i, 300, 40 * i + 30)) for i, text in enumerate(texts))
>>> marks = Marks.of(ReadPage(number=2, width=400, height=600, turn=0, source=Source.OCR, lines=lines))
>>> marks.number, marks.count, marks.is_brought_forward, marks.is_carried_over, marks.stays, marks.patients
(2, 3, True, True, frozenset({'20260317'}), frozenset({'张悦'}))
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from extractors.kinds.cues import shipped
from extractors.kinds.evidence import Evidence
from extractors.kinds.folding import fold
from extractors.kinds.titles import find
from extractors.page import ReadPage

_PAGE = (
    re.compile(r"第(\d{1,3})页[/,、(]*共?(\d{1,3})页?"),
    re.compile(r"共(\d{1,3})页[/,、(]*第(?P<number>\d{1,3})页"),
    re.compile(r"page:?(\d{1,3})(?:of|/)(\d{1,3})"),
    re.compile(r"(?:页码|页次|页号|页):?(\d{1,3})[/-](\d{1,3})(?!\d)"),
    re.compile(r"(?<![\d/.-])(\d{1,3})/(\d{1,3})页"),
)
_AT_FOOT = re.compile(r"^\s*[-—–]+\s*(\d{1,3})\s*/\s*(\d{1,3})\s*[-—–]+\s*$", re.M)
"""A line of its own between dashes: -1/2-."""
_NUMBER = re.compile(r"第(\d{1,3})页")
_BILL = re.compile(
    r"(?:发票号码|票据号码|结算单号|报告编号|发票代码\D{0,3}\d{10,12}\D{0,8}号码)\D{0,3}((?=[a-z]{0,4}\d)[\da-z]{6,20})"
)
_STAY = re.compile(r"(?:住院号|住院号码|病案号)\D{0,3}([\da-z]{5,16})")
_PATIENT = re.compile(
    r"姓名:?([\u4e00-\u9fff·]{2,4}?)(?=性别|年龄|科|住院|床|病|门诊|[^\u4e00-\u9fff·]|$)", re.M
)
_BROUGHT = re.compile(r"承前页|承上页|接上页|接前页|上页结转|续上页|承上")
_CARRIED = re.compile(r"过次页|转下页|接下页|续下页|转次页|未完")
_TOTAL = re.compile(r"(?<!小)(?:合计|总计|费用总额|总金额|总费用)(?!.{0,4}本页)")
_ALIKE = 0.86


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """`number` and `count` are as printed; `wording` is the page's text in pairs of characters."""

    number: int | None
    count: int | None
    bills: frozenset[str]
    stays: frozenset[str]
    patients: frozenset[str]
    is_brought_forward: bool
    is_carried_over: bool
    has_total: bool
    is_titled: bool
    wording: frozenset[str]

    @classmethod
    def of(cls, page: ReadPage) -> "Marks":
        evidence = Evidence.of(page)
        paging = page_of(page.text)
        alone = _NUMBER.search(fold(page.text))
        text = evidence.text
        return cls(
            number=paging[0] if paging else int(alone[1]) if alone else None,
            count=paging[1] if paging else None,
            bills=frozenset(_BILL.findall(text)),
            stays=frozenset(_STAY.findall(text)),
            patients=frozenset(_PATIENT.findall(text)),
            is_brought_forward=bool(_BROUGHT.search(text)),
            is_carried_over=bool(_CARRIED.search(text)),
            has_total=bool(_TOTAL.search(text)),
            is_titled=any(quality >= 0.5 for quality in find(evidence.strips, shipped()).values()),
            wording=frozenset(a + b for line in page.lines for a, b in pairwise(fold(line.text))),
        )

    def is_copy_of(self, other: "Marks") -> bool:
        """Whether it is the same page scanned once more."""
        both, either = self.wording & other.wording, self.wording | other.wording
        same_place = (self.number, self.count) == (other.number, other.count)
        return same_place and bool(either) and len(both) >= _ALIKE * len(either)


def page_of(text: str) -> tuple[int, int] | None:
    """The printed page number and count, where both make sense.

    >>> page_of("第 2 页 / 共 3 页"), page_of("Page 2 of 3"), page_of("2/3 页"), page_of("2025/3/4")
    ((2, 3), (2, 3), (2, 3), None)
    >>> page_of("出院记录\\n- 1/2 -"), page_of("收缩压-1/2-降低")
    ((1, 2), None)
    """
    folded = fold(text)
    for pattern, searched in (*((one, folded) for one in _PAGE), (_AT_FOOT, text)):
        for match in pattern.finditer(searched):
            first, second = int(match[1]), int(match[2])
            number, count = (second, first) if "number" in match.groupdict() else (first, second)
            if 1 <= number <= count:
                return number, count
    return None


def agree(pages: Iterable[Marks], page: Marks) -> bool | None:
    """Whether the numbers of the bill, else of the stay, else the patients agree; None: nothing to compare."""
    known = list(pages)
    for mine, its in (
        (frozenset().union(*(one.bills for one in known)), page.bills),
        (frozenset().union(*(one.stays for one in known)), page.stays),
    ):
        if mine and its:
            return bool(mine & its)
    patients = frozenset().union(*(one.patients for one in known))
    if patients and page.patients:
        return any(_same_name(mine, its) for mine in patients for its in page.patients)
    return None


def _same_name(one: str, other: str) -> bool:
    """Equal, or one character of three or more misread."""
    wrong = sum(a != b for a, b in zip(one, other, strict=False)) + abs(len(one) - len(other))
    return wrong <= (1 if len(one) > 2 else 0)
