"""Stacks of pages in one file, with the truth of which pages are which paper.

A stack is a list of read pages, as a perfect engine would hand them over. The looks of lists `LOOKS` are for
development; those in `HELD_BACK` are for measuring only.

>>> stack = draw(Random(1))
>>> sorted(number for paper in stack.papers for number in paper.pages) == [
...     page.number for page in stack.pages if page.number not in stack.blanks]
True
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from extractors.page import Line, ReadPage
from storage.model.document_type import DocumentType as T
from storage.model.extraction import Box, Source
from tests.specimens.titles_all import DRAWINGS

Rows = Sequence[str]
Look = Callable[[Random, int], list[Rows]]

_HOSPITALS = ("清河市第一人民医院", "示范县中医院", "云台区妇幼保健院", "江州大学附属医院")
_NAMES = ("张悦", "李文清", "王小禾", "赵一鸣", "周末", "陈思远")
_ITEMS = (
    "床位费 日 45.00",
    "护理费 日 18.00",
    "静脉输液 组 12.00",
    "头孢曲松钠 支 9.80",
    "血常规 次 25.00",
    "胸片 次 80.00",
)
_SINGLE = (
    T.DISCHARGE, T.INV_INPATIENT, T.LAB_REPORT, T.CLAIM_FORM, T.RX, T.SI_SETTLEMENT, T.IMAGING_REPORT, T.TAX_INVOICE,
    T.ADMISSION, T.PATHOLOGY,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Truth:
    """A paper and its pages, by their numbers in the file."""

    type: T
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stack:
    pages: tuple[ReadPage, ...]
    papers: tuple[Truth, ...]
    blanks: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Paper:
    type: T
    pages: tuple[ReadPage, ...]


def draw(rng: Random, looks: Mapping[str, Look] | None = None) -> Stack:
    """Two to five papers one after another, some with blank backs, a page scanned twice or pages out of order."""
    papers = [_any(rng, looks or LOOKS) for _ in range(rng.randint(2, 5))]
    pages: list[ReadPage] = []
    truth: list[Truth] = []
    blanks: set[int] = set()
    for paper in papers:
        numbers = []
        for page in _shuffled(rng, paper.pages):
            pages.append(replace(page, number=len(pages) + 1))
            numbers.append(len(pages))
            if rng.random() < 0.2:
                pages.append(_page(()))
                pages[-1] = replace(pages[-1], number=len(pages))
                blanks.add(len(pages))
        truth.append(Truth(paper.type, tuple(numbers)))
    return Stack(tuple(pages), tuple(truth), frozenset(blanks))


def _any(rng: Random, looks: Mapping[str, Look]) -> _Paper:
    if rng.random() < 0.45:
        type = rng.choice(_SINGLE)
        name = rng.choice(sorted(DRAWINGS[type]))
        return _Paper(type, (replace(DRAWINGS[type][name](rng).page(), pixels=None),))
    name = rng.choice(sorted(looks))
    rows = looks[name](rng, rng.randint(2, 4))
    type = (
        T.DISCHARGE
        if name.startswith("summary")
        else T.INV_OUTPATIENT
        if name.startswith("bill")
        else T.FEE_LIST
    )
    return _Paper(type, tuple(_page(one) for one in rows))


def _shuffled(rng: Random, pages: tuple[ReadPage, ...]) -> list[ReadPage]:
    """Out of order or with a page twice, only where the pages are numbered."""
    found = list(pages)
    if len(found) > 1 and "共" in found[0].text.splitlines()[-1]:
        if rng.random() < 0.25:
            rng.shuffle(found)
        elif rng.random() < 0.2:
            again = rng.randrange(len(found))
            found.insert(again + 1, found[again])
    return found


def _page(rows: Rows) -> ReadPage:
    lines = tuple(
        Line(text, Box(80, 60 + 50 * i, 80 + 24 * len(text), 60 + 50 * i + (44 if i == 0 else 28)))
        for i, text in enumerate(rows)
    )
    return ReadPage(number=1, width=1240, height=1754, turn=0, lines=lines, source=Source.OCR)


def _person(rng: Random) -> tuple[str, str, str]:
    return rng.choice(_HOSPITALS), rng.choice(_NAMES), f"{rng.randint(20250000, 20269999)}"


def _items(rng: Random) -> list[str]:
    found = []
    for _ in range(rng.randint(6, 14)):
        many = rng.randint(1, 9)
        item = rng.choice(_ITEMS)
        found.append(f"{item} {many} {float(item.split()[-1]) * many:.2f}")
    return found


def _list(
    rng: Random, count: int, mark: Callable[[int, int], str], *, is_titled: bool, carries: bool
) -> list[Rows]:
    hospital, name, stay = _person(rng)
    pages = []
    for number in range(1, count + 1):
        head = (
            [f"{hospital}住院费用清单", f"姓名:{name} 性别:女 住院号:{stay}"]
            if is_titled or number == 1
            else []
        )
        head += ["项目名称 单位 单价 数量 金额"]
        head += ["承前页 1200.00"] if carries and number > 1 else []
        foot = ["合计 2345.60"] if number == count else ["本页小计 345.60"]
        foot += ["过次页 1545.60"] if carries and number < count else []
        said = mark(number, count)
        pages.append([*head, *_items(rng), *foot, *([said] if said else [])])
    return pages


def _summary(rng: Random, count: int, mark: Callable[[int, int], str]) -> list[Rows]:
    hospital, name, stay = _person(rng)
    first = [
        hospital,
        "出院小结",
        f"姓名:{name} 住院号:{stay}",
        "入院诊断:肺炎",
        "出院诊断:肺炎",
        "诊疗经过:入院后予抗感染治疗,",
        "出院医嘱:休息",
    ]
    more = [
        f"{name}并予雾化吸入{stay[-3:]}次,体温逐渐正常,咳嗽减轻,双肺啰音消失,",
        "复查胸片较前明显好转,一般情况可,准予出院。",
        "医师签名:周",
    ]
    pages = [first, *([*more] for _ in range(min(count, 2) - 1))]
    return [[*rows, *([mark(i, len(pages))] if mark(i, len(pages)) else [])] for i, rows in enumerate(pages, 1)]


def _bill(rng: Random, count: int) -> list[Rows]:
    _, name, _ = _person(rng)
    number = f"{rng.randrange(10**9):010d}"
    bill = ["医疗门诊收费票据(电子)", f"票据代码:31060126 票据号码:{number}", f"交款人:{name} 性别:女", "金额合计(大写)壹佰元整 (小写)100.00",
            "门诊号:M12 就诊日期:20260302", "医保统筹基金支付 20.00 个人现金支付 80.00"]  # fmt: skip
    items = [
        "医疗门诊收费明细(电子)",
        f"所属票据代码:31060126 票据号码:{number}",
        "项目名称 单位 数量 单价 金额",
        *_items(rng),
    ]
    return [bill, items]


LOOKS: dict[str, Look] = {
    "numbered": lambda rng, n: _list(rng, n, lambda i, of: f"第{i}页/共{of}页", is_titled=True, carries=False),
    "carried": lambda rng, n: _list(rng, n, lambda i, of: "", is_titled=True, carries=True),
    "untitled": lambda rng, n: _list(rng, n, lambda i, of: "", is_titled=False, carries=False),
    "stay_only": lambda rng, n: _list(rng, n, lambda i, of: "", is_titled=True, carries=False),
    "summary": lambda rng, n: _summary(rng, n, lambda i, of: ""),
    "bill": _bill,
}
HELD_BACK: dict[str, Look] = {
    "of_pages": lambda rng, n: _list(
        rng, n, lambda i, of: f"共 {of} 页 第 {i} 页", is_titled=False, carries=False
    ),
    "number_alone": lambda rng, n: _list(rng, n, lambda i, of: f"第 {i} 页", is_titled=True, carries=False),
    "numbered_and_carried": lambda rng, n: _list(
        rng, n, lambda i, of: f"第{i}页 共{of}页", is_titled=True, carries=True
    ),
    "summary_numbered": lambda rng, n: _summary(rng, n, lambda i, of: f"第{i}页,共{of}页"),
    "bill": _bill,
}
