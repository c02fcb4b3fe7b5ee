"""Pages of one file become papers: joined where they belong together, apart where they do not."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.kinds.classify import classify
from extractors.kinds.marks import page_of
from extractors.kinds.split import Paper, split
from extractors.page import Line, ReadPage
from storage.model.document_type import DocumentType as T
from storage.model.extraction import Box, Source
from tests.specimens import stacks
from tests.specimens.titles_all import DRAWINGS

PORTRAIT = (
    "姓名 张悦",
    "性别 女 民族 汉",
    "出生 1990年3月7日",
    "住址 清河市人民路1号",
    "公民身份号码 11010119900307002X",
)
EMBLEM = ("中华人民共和国", "居民身份证", "签发机关 清河市公安局", "有效期限 2019.05.20-2039.05.20")
BANK = ("示范农村商业银行", "UnionPay 银联", "6217 0012 3456 7890 122", "借记卡 DEBIT", "ATM")
BILL = (
    "医疗门诊收费票据(电子)",
    "票据代码:31060126",
    "票据号码:{}",
    "交款人:张悦",
    "金额合计 128.50",
    "门诊号:M12 就诊日期:2026-03-02",
)


def page(*texts: str, number: int = 1, left: int = 60, top: int = 40) -> ReadPage:
    lines = tuple(
        Line(text, Box(left, top + 60 * i, left + 24 * len(text), top + 60 * i + 30), page=number)
        for i, text in enumerate(texts)
    )
    return ReadPage(number=number, width=1600, height=1754, turn=0, lines=lines, source=Source.OCR)


def beside(left: ReadPage, right: ReadPage) -> ReadPage:
    return replace(left, lines=(*left.lines, *right.lines))


def papers(*pages: ReadPage) -> tuple[Paper, ...]:
    numbered = [replace(one, number=i) for i, one in enumerate(pages, 1)]
    return split(numbered, [classify(one) for one in numbered])


def shape(found: Sequence[Paper]) -> list[tuple[T, list[int]]]:
    return [(paper.type, [one.number for one in paper.pages]) for paper in found]


def drawn(type: T, name: str = "look-0", seed: int = 0) -> ReadPage:
    return replace(DRAWINGS[type][name](Random(seed)).page(), pixels=None)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("第1页/共4页", (1, 4)),
        ("第 2 页 共 4 页", (2, 4)),
        ("第2页,共4页", (2, 4)),
        ("共4页,第3页", (3, 4)),
        ("Page 3 of 4", (3, 4)),
        ("页码:3/4", (3, 4)),
        ("３／４页", (3, 4)),
        ("第5页/共4页", None),
        ("2026/3/4", None),
        ("血压 120/80", None),
    ],
)
def test_page_numbers_are_read(printed: str, expected: tuple[int, int] | None) -> None:
    assert page_of(printed) == expected


def test_pages_x_of_y_are_one_paper() -> None:
    first = page("住院费用清单", "项目名称 规格 单位 单价 数量 金额", "床位费 日 45.00 1 45.00", "第1页/共3页")
    second = page("住院费用清单", "项目名称 规格 单位 单价 数量 金额", "护理费 日 18.00 1 18.00", "第2页/共3页")
    third = page("静脉输液 组 12.00 1 12.00", "合计 75.00", "第3页/共3页")
    assert shape(papers(first, second, third)) == [(T.FEE_LIST, [1, 2, 3])]


def test_a_page_without_a_title_goes_on_with_the_paper_before_it() -> None:
    summary = page("出院小结", "入院诊断:肺炎", "出院诊断:肺炎", "诊疗经过:入院后予抗感染治疗")
    rest = page("并予雾化吸入,患儿体温逐渐正常,咳嗽减轻,双肺啰音消失,复查胸片较前明显好转。", "医师签名:周")
    assert shape(papers(summary, rest)) == [(T.DISCHARGE, [1, 2])]


def test_two_lists_that_each_begin_at_page_one_are_two_papers() -> None:
    one = page("住院费用清单", "项目名称 规格 单位 单价 数量 金额", "第1页/共1页")
    assert shape(papers(one, one)) == [(T.FEE_LIST, [1]), (T.FEE_LIST, [2])]


def test_a_stack_of_papers_is_split() -> None:
    stack = [drawn(T.DISCHARGE), drawn(T.INV_INPATIENT), drawn(T.LAB_REPORT), drawn(T.CLAIM_FORM)]
    assert shape(papers(*stack)) == [
        (T.DISCHARGE, [1]),
        (T.INV_INPATIENT, [2]),
        (T.LAB_REPORT, [3]),
        (T.CLAIM_FORM, [4]),
    ]


def test_bills_with_different_numbers_are_different_papers() -> None:
    found = papers(drawn(T.INV_INPATIENT, seed=1), drawn(T.INV_INPATIENT, seed=2))
    assert shape(found) == [(T.INV_INPATIENT, [1]), (T.INV_INPATIENT, [2])]


def test_a_list_page_belongs_to_its_invoice() -> None:
    invoice = page(
        "增值税电子普通发票",
        "发票代码:012001800311",
        "发票号码:33207675",
        "购买方 名称:张悦",
        "价税合计(大写) 伍拾元整",
    )
    items = page(
        "销售货物或者提供应税劳务、服务清单",
        "所属增值税电子普通发票 发票代码:012001800311 发票号码:33207675",
        "序号 货物名称 数量 单价 金额 税率 税额",
    )
    assert shape(papers(invoice, items)) == [(T.TAX_INVOICE, [1, 2])]


def test_a_list_page_belongs_to_its_hospital_bill() -> None:
    bill = page(
        "医疗门诊收费票据(电子)", "票据代码:31060126 票据号码:0012345678", "交款人:张悦", "金额合计 128.50"
    )
    items = page(
        "医疗门诊收费明细(电子)",
        "所属票据代码:31060126 票据号码:0012345678",
        "项目名称 单位 数量 单价 金额",
        "布洛芬 瓶 1 18.90 18.90",
    )
    assert shape(papers(bill, items)) == [(T.INV_OUTPATIENT, [1, 2])]


@pytest.mark.parametrize("faces", [(PORTRAIT, EMBLEM), (EMBLEM, PORTRAIT)])
def test_both_faces_of_a_card_are_one_card(faces: tuple[tuple[str, ...], ...]) -> None:
    assert shape(papers(*(page(*face) for face in faces))) == [(T.ID_CARD, [1, 2])]


def test_two_portraits_are_two_cards() -> None:
    assert shape(papers(page(*PORTRAIT), page(*PORTRAIT))) == [(T.ID_CARD, [1]), (T.ID_CARD, [2])]


def test_both_faces_in_one_picture_are_one_card() -> None:
    found = papers(beside(page(*PORTRAIT), page(*EMBLEM, left=900)))
    assert shape(found) == [(T.ID_CARD, [1])]
    assert found[0].boxes == (None,)


@pytest.mark.parametrize("at", [{"left": 900}, {"top": 900}])
def test_two_different_cards_in_one_picture_are_two_papers(at: dict[str, int]) -> None:
    found = papers(beside(page(*PORTRAIT), page(*BANK, **at)))
    assert [paper.type for paper in found] == [T.ID_CARD, T.BANK_CARD]
    first, second = (paper.boxes[0] for paper in found)
    assert first and second
    assert first.x1 <= second.x0 or first.y1 <= second.y0
    assert not set(found[0].pages[0].lines) & set(found[1].pages[0].lines)


def test_each_of_two_papers_in_one_picture_has_its_own_pixels_only() -> None:
    whole = beside(page(*PORTRAIT), page(*BANK, left=900))
    pixels = np.full((whole.height, whole.width, 3), 240, np.uint8)
    pixels[60:100, 950:990] = (40, 30, 200)
    card, bank = papers(replace(whole, pixels=pixels))
    assert _lowest(card) == 240 and _lowest(bank) == 30


def _lowest(paper: Paper) -> int:
    (one,) = paper.pages
    assert one.pixels is not None
    return int(one.pixels.min())


def test_two_bills_in_one_picture_are_two_papers() -> None:
    first, second = (page(*(text.format(number) for text in BILL), left=left)
                     for number, left in (("0012345678", 40), ("0012345679", 860)))  # fmt: skip
    found = papers(beside(first, second))
    assert [paper.type for paper in found] == [T.INV_OUTPATIENT, T.INV_OUTPATIENT]


def test_a_tax_number_all_in_figures_is_no_other_bill_number() -> None:
    head = page("电子发票(普通发票)", "发票号码:23918653332672786867", "开票日期:2023年08月29日")
    rest = page("销售方信息", "名称:南湖市高速公路中心", "纳税人识别号:931901048817239898", "项目名称 规格型号 单位 数量 单价 金额",
                "税率/征收率 税额", "价税合计(大写) 玖万圆整 (小写)¥90000.00", "开票人:杨怡")  # fmt: skip
    lower = [
        replace(line, box=Box(line.box.x0, line.box.y0 + 400, line.box.x1, line.box.y1 + 400))
        for line in rest.lines
    ]
    assert shape(papers(replace(head, height=1200, lines=(*head.lines, *lower)))) == [(T.TAX_INVOICE, [1])]


def test_one_wide_bill_is_not_cut_in_two() -> None:
    for seed in range(4):
        for type in (T.INV_INPATIENT, T.TAX_INVOICE, T.SI_SETTLEMENT, T.DRV_LICENSE):
            assert shape(papers(drawn(type, seed=seed))) == [(type, [1])]


def test_blank_backs_inside_a_file_drop_out() -> None:
    found = papers(
        page("出院小结", "出院诊断:肺炎", "出院医嘱:休息"),
        page(),
        page("处方笺", "Rp:", "临床诊断:肺炎", "审核药师:李"),
    )
    assert shape(found) == [(T.DISCHARGE, [1]), (T.RX, [3])]


def test_a_file_of_one_blank_page_still_gives_one_answer() -> None:
    assert shape(papers(page())) == [(T.IRRELEVANT, [1])]
    assert len(papers(page(), page())) == 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(sorted(DRAWINGS)), min_size=1, max_size=5), st.integers(0, 99))
def test_no_page_with_text_is_lost_or_doubled(types: list[T], seed: int) -> None:
    pages = [drawn(type, next(iter(DRAWINGS[type])), seed) for type in types]
    numbers = [one.number for paper in papers(*pages) for one in paper.pages]
    assert numbers == list(range(1, len(pages) + 1))


def bills(*places: tuple[int, int]) -> ReadPage:
    """Outpatient bills with numbers of their own, each at a left and a top."""
    one = [
        page(*(text.format(f"00123456{i:02d}") for text in BILL), left=left, top=top)
        for i, (left, top) in enumerate(places)
    ]
    return replace(one[0], lines=tuple(line for part in one for line in part.lines))


@pytest.mark.parametrize("places", [
    [(40, 40), (40, 700), (40, 1360)],
    [(40, 40), (860, 40), (40, 900), (860, 900)],
])  # fmt: skip
def test_several_bills_on_one_sheet_are_as_many_papers(places: list[tuple[int, int]]) -> None:
    sheet = bills(*places)
    found = papers(sheet)
    assert [paper.type for paper in found] == [T.INV_OUTPATIENT] * len(places)
    lines = [line for paper in found for line in paper.pages[0].lines]
    assert sorted(lines, key=str) == sorted(sheet.lines, key=str)


LIST = (
    "住院费用清单",
    "姓名:张悦 住院号:{stay}",
    "项目名称 规格 单位 单价 数量 金额",
    "床位费 日 45.00 {n} 45.00",
)


def list_page(n: int, *more: str, stay: str = "20260317") -> ReadPage:
    return page(*(text.format(stay=stay, n=n) for text in LIST), f"护理费 日 18.00 {n * 7} {n * 126}.00", *more)


@pytest.mark.parametrize("order", [(2, 1), (2, 3, 1), (3, 1, 2)])
def test_pages_out_of_order_are_one_paper_in_order(order: tuple[int, ...]) -> None:
    found = papers(*(list_page(n, f"第{n}页/共{len(order)}页") for n in order))
    assert shape(found) == [(T.FEE_LIST, [order.index(n) + 1 for n in range(1, len(order) + 1)])]


def test_blank_backs_between_the_pages_of_a_paper_do_not_part_it() -> None:
    found = papers(list_page(1, "第1页/共2页"), page(), list_page(2, "第2页/共2页"), page())
    assert shape(found) == [(T.FEE_LIST, [1, 3])]


def test_a_page_scanned_twice_stays_with_its_paper() -> None:
    found = papers(list_page(1, "第1页/共2页"), list_page(2, "第2页/共2页"), list_page(2, "第2页/共2页"))
    assert shape(found) == [(T.FEE_LIST, [1, 2, 3])]


def test_lists_of_two_stays_are_two_papers_whatever_their_page_numbers() -> None:
    found = papers(list_page(1, "第1页/共2页"), list_page(2, "第2页/共2页", stay="20269999"))
    assert shape(found) == [(T.FEE_LIST, [1]), (T.FEE_LIST, [2])]


def test_sums_carried_over_join_pages_that_all_bear_the_title() -> None:
    found = papers(list_page(1, "过次页 171.00"), list_page(2, "承前页 171.00", "合计 342.00"), list_page(3))
    assert shape(found) == [(T.FEE_LIST, [1, 2]), (T.FEE_LIST, [3])]


def test_a_titled_attachment_is_a_paper_of_its_own() -> None:
    assert shape(papers(list_page(1), drawn(T.IMAGING_REPORT))) == [(T.FEE_LIST, [1]), (T.IMAGING_REPORT, [2])]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.booleans())
def test_every_page_of_a_stack_lies_in_one_paper_or_is_blank(seed: int, held_back: bool) -> None:
    stack = stacks.draw(Random(seed), stacks.HELD_BACK if held_back else stacks.LOOKS)
    found = split(stack.pages, [classify(one) for one in stack.pages])
    numbers = sorted(one.number for paper in found for one in paper.pages)
    assert numbers == [one.number for one in stack.pages if one.number not in stack.blanks]
