"""Narrow strips from hand-made lines: names above figures, formulas, headings; other tables are none."""

import pytest

from extractors.layout.table_header import TableSpec
from extractors.layout.tables import Table
from tests.extractors.typeset import Rows, typeset

SPEC = TableSpec(
    {"name": ("项目",), "unit_price": ("单价",), "quantity": ("数量",), "amount": ("金额",)},
    ends=("合计",),
)
HEAD = (0, [(0, "项目"), (190, "单价"), (320, "数量"), (460, "金额")])
KEYS = ("name", "unit_price", "quantity", "amount")


def told(rows: Rows) -> list[tuple[str, ...]]:
    return [tuple(row.text(key) for key in KEYS) for row in Table.of(typeset([HEAD, *rows]), SPEC).rows]


@pytest.mark.parametrize(
    "figures",
    [
        [(190, "18.90"), (340, "3盒"), (470, "56.70")],
        [(190, "18.90 3盒"), (470, "56.70")],
        [(60, "18.90 × 3盒 = 56.70")],
        [(60, "¥18.90x3盒"), (300, "=56.70")],
        [(190, "18.90"), (340, "3盒56.70")],
        [(60, "4英寸18.90"), (340, "3盒"), (470, "56.70")],
    ],
)
def test_a_name_stands_above_its_figures(figures: list[tuple[int, str]]) -> None:
    rows: Rows = (
        (40, [(0, "布洛芬混悬液(100ml:2g)")]),
        (72, figures),
        (110, [(0, "一级护理")]),
        (142, [(190, "18.00"), (340, "1日"), (470, "18.00")]),
        (180, [(0, "合计:74.70")]),
    )
    assert told(rows) == [
        ("布洛芬混悬液(100ml:2g)", "18.90", "3盒", "56.70"),
        ("一级护理", "18.00", "1日", "18.00"),
    ]


def test_a_name_in_two_parts_that_reaches_under_other_words_is_one() -> None:
    rows: Rows = (
        (40, [(0, "注射用头孢曲松钠"), (210, "1.0g*1支/盒")]),
        (72, [(190, "11.36"), (340, "2"), (470, "22.72")]),
    )
    assert told(rows) == [("注射用头孢曲松钠1.0g*1支/盒", "11.36", "2", "22.72")]


def test_a_heading_of_a_group_is_no_name() -> None:
    rows: Rows = (
        (40, [(0, "【西药费】")]),
        (76, [(0, "维生素C片")]),
        (108, [(190, "5.60"), (340, "1瓶"), (470, "5.60")]),
        (146, [(0, "蒙脱石散")]),
        (178, [(190, "15.75"), (340, "1盒"), (470, "15.75")]),
        (216, [(0, "氯雷他定片")]),
        (248, [(190, "14.22"), (340, "1盒"), (470, "14.22")]),
    )
    assert [name for name, *_ in told(rows)] == ["维生素C片", "蒙脱石散", "氯雷他定片"]


def test_names_beside_their_amounts_stay_with_them() -> None:
    rows: Rows = (
        (40, [(0, "维生素C片"), (190, "5.60"), (340, "1"), (470, "5.60")]),
        (76, [(0, "(罗氏)")]),
        (112, [(0, "蒙脱石散"), (190, "15.75"), (340, "1"), (470, "15.75")]),
    )
    assert [name for name, *_ in told(rows)] == ["维生素C片(罗氏)", "蒙脱石散"]


def test_a_size_on_a_line_of_its_own_is_no_part_of_the_name() -> None:
    rows: Rows = (
        (40, [(0, "布洛芬混悬液")]),
        (70, [(0, "100ml:2g")]),
        (100, [(190, "18.90"), (340, "3瓶"), (470, "56.70")]),
        (140, [(0, "蒙脱石散")]),
        (170, [(0, "规格:3g*10袋")]),
        (200, [(190, "15.75"), (340, "1盒"), (470, "15.75")]),
        (240, [(0, "一级护理")]),
        (270, [(190, "18.00"), (340, "1日"), (470, "18.00")]),
        (310, [(0, "腹部彩色多普勒")]),
        (340, [(0, "超声检查")]),
        (370, [(190, "110.00"), (340, "1次"), (470, "110.00")]),
    )
    found = Table.of(typeset([HEAD, *rows]), SPEC).rows
    assert [(row.text("name"), row.text("spec")) for row in found] == [
        ("布洛芬混悬液", "100ml:2g"),
        ("蒙脱石散", "3g*10袋"),
        ("一级护理", ""),
        ("腹部彩色多普勒超声检查", ""),
    ]


def test_a_size_before_the_figures_is_a_cell_of_its_own() -> None:
    rows: Rows = (
        (40, [(0, "布洛芬混悬液")]),
        (72, [(0, "100ml:2g"), (190, "18.90"), (340, "3瓶"), (470, "56.70")]),
        (110, [(0, "一级护理")]),
        (142, [(190, "18.00"), (340, "1日"), (470, "18.00")]),
        (180, [(0, "蒙脱石散")]),
        (212, [(0, "3g*10袋 15.75"), (340, "1盒"), (470, "15.75")]),
    )
    found = Table.of(typeset([HEAD, *rows]), SPEC).rows
    keys = ("name", "spec", "unit_price", "quantity", "amount")
    assert [tuple(row.text(key) for key in keys) for row in found] == [
        ("布洛芬混悬液", "100ml:2g", "18.90", "3瓶", "56.70"),
        ("一级护理", "", "18.00", "1日", "18.00"),
        ("蒙脱石散", "3g*10袋", "15.75", "1盒", "15.75"),
    ]


def test_a_model_under_the_names_is_a_specification_whatever_else_it_looks_like() -> None:
    rows: Rows = (
        (40, [(0, "可吸收缝合线")]),
        (72, [(0, "VCP311H"), (190, "91.67"), (340, "3包"), (470, "275.01")]),
        (110, [(0, "红外线治疗")]),
        (142, [(0, "20分钟"), (190, "17.76"), (340, "1次"), (470, "17.76")]),
        (180, [(0, "换药(中)")]),
        (212, [(190, "27.05"), (340, "1次"), (470, "27.05")]),
    )
    found = Table.of(typeset([HEAD, *rows]), SPEC).rows
    assert [(row.text("name"), row.text("spec"), row.text("amount")) for row in found] == [
        ("可吸收缝合线", "VCP311H", "275.01"),
        ("红外线治疗", "20分钟", "17.76"),
        ("换药(中)", "", "27.05"),
    ]


PRICED = TableSpec(
    {"name": ("项目",), "unit_price": ("单价×数量",), "amount": ("金额",)},
    ends=("合计",),
)
NUMBERED: Rows = (
    (40, [(0, "1.布洛芬混悬液"), (420, "100ml:2g")]),
    (72, [(40, "18.90×3 盒"), (460, "56.70")]),
    (110, [(0, "2.换药(中)")]),
    (142, [(40, "17.00×1 次"), (460, "17.00")]),
    (180, [(0, "合计:73.70")]),
)


def test_names_above_formulas_need_no_word_in_the_header_and_lose_their_numbers() -> None:
    page = typeset([(0, [(0, "单价×数量"), (460, "金额")]), *NUMBERED])
    rows = Table.of(page, PRICED).rows
    assert [tuple(row.text(key) for key in ("name", "spec", "quantity", "amount")) for row in rows] == [
        ("布洛芬混悬液", "100ml:2g", "3 盒", "56.70"),
        ("换药(中)", "", "1 次", "17.00"),
    ]


def test_without_formulas_a_header_without_names_is_none() -> None:
    rows: Rows = ((40, [(0, "布洛芬混悬液")]), (72, [(40, "18.90"), (200, "3盒"), (460, "56.70")]))
    assert Table.of(typeset([(0, [(0, "单价×数量"), (460, "金额")]), *rows]), PRICED) == Table()


def test_figures_that_open_names_and_do_not_count_are_part_of_them() -> None:
    figures = [(40, "17.00×1 次"), (460, "17.00")]
    rows: Rows = ((40, [(0, "17.羟皮质类固醇")]), (72, figures), (110, [(0, "一级护理")]), (142, figures))
    assert [name for name, *_ in told(rows)] == ["17.羟皮质类固醇", "一级护理"]


def test_size_and_unit_below_the_name_in_one_cell_are_two_under_a_header_of_two_lines() -> None:
    spec = TableSpec({**SPEC.columns, "spec": ("规格",), "unit": ("单位",)}, ends=("合计",))
    rows: Rows = (
        (0, [(0, "项目")]),
        (28, [(0, "规格/单位"), (190, "单价"), (260, "数量"), (460, "金额")]),
        (70, [(0, "清创缝合术")]),
        (98, [(0, "次"), (190, "286.00"), (280, "1"), (450, "286.00")]),
        (140, [(0, "阿托伐他汀钙片")]),
        (168, [(0, "20mg*7片/盒"), (200, "11.37"), (280, "2"), (460, "22.74")]),
    )
    found = Table.of(typeset(rows), spec).rows
    assert [tuple(row.text(key) for key in ("spec", "unit", *KEYS)) for row in found] == [
        ("", "次", "清创缝合术", "286.00", "1", "286.00"),
        ("20mg*7片", "盒", "阿托伐他汀钙片", "11.37", "2", "22.74"),
    ]
