"""Charges on a telephone's screen from hand-made lines."""

import pytest

from extractors.layout.table_header import TableSpec
from extractors.layout.tables import Table
from tests.extractors.typeset import Rows, typeset

SPEC = TableSpec({"name": ("项目",), "unit_price": ("单价",), "amount": ("金额",)}, ends=("费用总额",))
KEYS = ("name", "spec", "unit_price", "quantity", "amount")
TOP: Rows = ((0, [(300, "费用总额(元)")]), (50, [(300, "80.30")]))
SCREEN: Rows = (
    *TOP,
    (120, [(10, "护理费"), (600, "小计 ¥62.40 V")]),
    (180, [(10, "二级护理")]),
    (195, [(600, "¥42.00")]),
    (210, [(10, "¥21.00 × 2日")]),
    (270, [(10, "静脉留置针护理")]),
    (285, [(600, "¥20.40")]),
    (300, [(10, "¥6.80×3次")]),
    (360, [(10, "西药费"), (600, "小计 ¥17.90 V")]),
    (420, [(10, "盐酸左氧氟沙星氯化钠注射液")]),
    (450, [(10, "规格:100ml:0.5g"), (600, "¥17.90")]),
    (480, [(10, "¥17.90×1袋")]),
    (560, [(200, "没有更多了")]),
)


def told(rows: Rows) -> list[tuple[str, ...]]:
    return [tuple(row.text(key) for key in KEYS) for row in Table.of(typeset(rows), SPEC).rows]


def test_a_price_and_a_count_close_a_charge_whose_name_stands_above() -> None:
    assert told(SCREEN) == [
        ("二级护理", "", "21.00", "2日", "¥42.00"),
        ("静脉留置针护理", "", "6.80", "3次", "¥20.40"),
        ("盐酸左氧氟沙星氯化钠注射液", "100ml:0.5g", "17.90", "1袋", "¥17.90"),
    ]


@pytest.mark.parametrize("total", ["小计 ¥17.90 V", "¥17.90"])
def test_the_name_of_a_group_stands_beside_its_sum(total: str) -> None:
    rows = [(y, [(x, total if text.startswith("小计 ¥17") else text) for x, text in row]) for y, row in SCREEN]
    table = Table.of(typeset(rows), SPEC)
    assert [row.heading[0].text for row in table.rows] == ["护理费", "护理费", "西药费"]
    assert (table.top, table.bottom) == (119, 505)


@pytest.mark.parametrize("figures", ["单价:3.72×2袋", "单价:¥3.72 数量:2袋", "¥3.72 x 2袋"])
def test_the_amount_may_stand_beside_the_name(figures: str) -> None:
    rows: Rows = (
        (120, [(10, "住院诊察费"), (600, "30.00")]),
        (150, [(10, "15.00元×2日")]),
        (210, [(10, "0.9%氯化钠注射液"), (600, "7.44")]),
        (240, [(10, "250ml")]),
        (270, [(10, figures)]),
    )
    assert told(rows) == [
        ("住院诊察费", "", "15.00", "2日", "30.00"),
        ("0.9%氯化钠注射液", "250ml", "3.72", "2袋", "7.44"),
    ]


@pytest.mark.parametrize("count", ["X5", "×5", "数量:5"])
def test_price_and_count_may_stand_apart_and_a_tag_beside_the_name_is_the_kind(count: str) -> None:
    rows: Rows = (
        (50, [(10, "费用总额(元)"), (600, "522.50")]),
        (120, [(10, "血府逐瘀口服液"), (260, "中成药费")]),
        (150, [(10, "规格:10ml*10支")]),
        (180, [(10, "¥47.50/盒"), (300, count), (600, "¥237.50")]),
        (240, [(10, "血清肌钙蛋白I测定"), (320, "化验费")]),
        (270, [(10, "¥95.00/项"), (300, "X3"), (600, "¥285.00")]),
    )
    table = Table.of(typeset(rows), SPEC)
    assert [[row.text(key) for key in (*KEYS, "category", "unit")] for row in table.rows] == [
        ["血府逐瘀口服液", "10ml*10支", "47.50", "5", "¥237.50", "中成药费", "盒"],
        ["血清肌钙蛋白I测定", "", "95.00", "3", "¥285.00", "化验费", "项"],
    ]
    assert table.top >= 119


def test_prices_that_do_not_make_the_amounts_are_no_charges() -> None:
    rows = [(y, [(x, text.replace("¥42.00", "¥1.00")) for x, text in row]) for y, row in SCREEN[:6]]
    assert told(rows) == []
    assert told([*TOP, (120, [(10, "二级护理")]), (150, [(10, "¥21.00 × 2日")])]) == []
