"""Rows that close lists, sums of a year, words of two languages, codes and units in cells, from hand-made lines."""

import pytest

from extractors.documents import fee_list, inv_inpatient, inv_outpatient, si_settlement
from storage.model.extraction import Fields, Grade
from tests.extractors.typeset import Rows, sheet

TITLE = (10, [(300, "示范市第一人民医院住院费用清单")])


def values(fields: Fields, *names: str) -> list[object]:
    return [getattr(fields.get(name), "value", None) for name in names]


def items(fields: Fields, *keys: str) -> list[tuple[object, ...]]:
    return [tuple(row[key].value if key in row else None for key in keys) for row in fields["items"]]  # type: ignore[union-attr, index]


def test_of_the_sums_of_all_columns_the_total_is_the_one_under_the_amounts() -> None:
    rows: Rows = (
        TITLE,
        (100, [(20, "项目名称"), (300, "数量"), (400, "单价"), (500, "自费"), (600, "统筹"), (700, "金额")]),
        (140, [(20, "一级护理"), (310, "4"), (400, "18.00"), (500, "0.00"), (600, "70.00"), (700, "72.00")]),
        (180, [(20, "血常规"), (310, "1"), (400, "20.00"), (500, "0.00"), (600, "20.00"), (700, "20.00")]),
        (220, [(20, "合计"), (500, "0.00"), (600, "90.00"), (700, "92.00")]),
    )
    fields = fee_list.extract([sheet(rows)])
    assert items(fields, "name", "quantity", "amount") == [("一级护理", "4", "72.00"), ("血常规", "1", "20.00")]
    assert values(fields, "total") == ["92.00"]


def test_kinds_beside_one_another_under_headers_of_their_own_are_items() -> None:
    rows: Rows = (
        TITLE,
        (100, [(x, text) for at in (0, 300, 600) for x, text in ((at, "费用名称"), (at + 150, "金额"))]),
        (140, [(0, "床位费"), (150, "50.00"), (300, "护理费"), (450, "20.00"), (600, "西药费"), (750, "3.00")]),
        (180, [(0, "费用合计:73.00")]),
    )
    kinds = [("床位费", "50.00"), ("护理费", "20.00"), ("西药费", "3.00")]
    assert items(fee_list.extract([sheet(rows)]), "name", "amount") == kinds


def test_codes_on_lines_of_their_own_are_in_no_name() -> None:
    rows: Rows = (
        TITLE,
        (100, [(20, "项目名称"), (420, "单价"), (560, "数量"), (680, "金额")]),
        (140, [(20, "001101000010000")]),
        (166, [(20, "一级护理"), (430, "18.00"), (570, "4"), (680, "72.00")]),
        (200, [(20, "XJ01CAA040E001")]),
        (226, [(20, "阿莫西林胶囊"), (430, "11.25"), (570, "2"), (680, "22.50")]),
    )
    assert items(fee_list.extract([sheet(rows)]), "name") == [("一级护理",), ("阿莫西林胶囊",)]


def test_a_price_and_a_count_in_one_cell_are_two() -> None:
    rows: Rows = (
        TITLE,
        (100, [(20, "收费项目"), (420, "单价×数量"), (700, "金额")]),
        (140, [(20, "一级护理"), (420, "18.00×4日"), (700, "72.00")]),
        (180, [(20, "血常规"), (420, "20.00元/次×1"), (700, "20.00")]),
    )
    found = items(fee_list.extract([sheet(rows)]), "unit", "unit_price", "quantity")
    assert found == [("日", "18.00", "4"), ("次", "20.00", "1")]


@pytest.mark.parametrize("bar", [" | ", "｜"])
def test_size_price_and_count_parted_by_bars_below_a_name(bar: str) -> None:
    rows: Rows = (
        (10, [(300, "住院费用明细")]),
        (100, [(20, "阿莫西林胶囊"), (600, "¥22.50")]),
        (130, [(20, bar.join(("0.25g*24粒", "¥11.25/盒", "x2")))]),
        (200, [(20, "一级护理"), (600, "¥72.00")]),
        (230, [(20, "¥18.00/日 ×4")]),
    )
    found = items(fee_list.extract([sheet(rows)]), "name", "spec", "unit", "quantity", "amount")
    assert found == [
        ("阿莫西林胶囊", "0.25g*24粒", "盒", "2", "22.50"),
        ("一级护理", None, "日", "4", "72.00"),
    ]


def test_a_name_that_opens_a_bracket_goes_on_in_the_row_of_its_figures() -> None:
    rows: Rows = (
        (10, [(400, "北京市医疗门诊收费票据")]),
        (190, [(20, "项目名称"), (300, "数量/单位"), (480, "金额(元)")]),
        (230, [(20, "阿莫西林胶囊(0.25g*24粒/盒")]),
        (256, [(20, "国药集团)"), (310, "2/盒"), (480, "38.50")]),
        (290, [(20, "血常规"), (310, "-1/次"), (480, "-20.00")]),
    )
    assert items(inv_outpatient.extract([sheet(rows)]), "name", "quantity") == [
        ("阿莫西林胶囊(0.25g*24粒/盒国药集团)", "2"),
        ("血常规", "-1"),
    ]


def test_amounts_below_a_row_of_names_belong_to_those_they_stand_under() -> None:
    rows: Rows = (
        (10, [(400, "示范市医疗机构门诊收费收据")]),
        (120, [(20, "西药费"), (220, "检查费"), (420, "手术费"), (620, "诊察费")]),
        (150, [(20, "38.50"), (620, "5.00")]),
        (200, [(20, "合计大写"), (160, "肆拾叁元伍角整")]),
    )
    assert items(inv_outpatient.extract([sheet(rows)]), "name", "amount") == [
        ("西药费", "38.50"),
        ("诊察费", "5.00"),
    ]


def test_english_before_the_chinese_words_is_part_of_neither_label_nor_name() -> None:
    rows: Rows = (
        (10, [(300, "INPATIENT INVOICE 住院发票")]),
        (60, [(20, "Patient 姓名: 张悦"), (600, "Invoice No. 票据号码: 0012345678")]),
        (150, [(20, "Item 项目名称"), (600, "Amount 金额(RMB)")]),
        (190, [(20, "Room 床位费"), (600, "5,000.00")]),
        (225, [(20, "Drugs 西药费"), (600, "2,345.60")]),
        (270, [(20, "Total 合计"), (600, "7,345.60")]),
        (305, [(20, "Deposit 预交金"), (600, "8,000.00")]),
    )
    fields = inv_inpatient.extract([sheet(rows)])
    assert items(fields, "name", "amount") == [("床位费", "5000.00"), ("西药费", "2345.60")]
    assert values(fields, "patient_name", "bill_number", "total", "prepaid") == [
        "张悦",
        "0012345678",
        "7345.60",
        "8000.00",
    ]


def test_what_was_due_and_paid_is_the_total_for_a_look() -> None:
    rows: Rows = (
        (10, [(200, "示范市中医院门诊收费凭证")]),
        (180, [(20, "项目"), (260, "金额")]),
        (215, [(20, "中草药费"), (260, "180.00")]),
        (300, [(20, "应收:180.00"), (260, "实收:180.00"), (500, "找零:0.00")]),
    )
    total = inv_outpatient.extract([sheet(rows)])["total"]
    assert (total.value, total.grade) == ("180.00", Grade.CHECK)  # type: ignore[union-attr]


SUMS = {
    "医疗费总额": "1000.00",
    "统筹基金支付": "600.00",
    "个人账户支付": "100.00",
    "现金支付": "300.00",
    "起付标准": "50.00",
}
KEYS = ("total", "pool_paid", "account_paid", "cash_paid", "deductible")


@pytest.mark.parametrize("heads", [("年度累计", "本次"), ("本年累计(元)", "本次金额(元)")])
@pytest.mark.parametrize("is_first", [False, True])
def test_sums_of_the_year_beside_those_of_the_stay_are_left_out(
    heads: tuple[str, str], *, is_first: bool
) -> None:
    year, now = (400, 700) if is_first else (700, 400)
    rows: Rows = (
        (10, [(400, "住院费用结算单")]),
        (160, sorted([(20, "项目"), (year, heads[0]), (now, heads[1])])),
        *[
            (200 + 40 * at, sorted([(20, label), (year, "9000.00"), (now, shown)]))
            for at, (label, shown) in enumerate(SUMS.items())
        ],
    )
    assert values(si_settlement.extract([sheet(rows)]), *KEYS) == list(SUMS.values())


@pytest.mark.parametrize("mark", ["{}", "【{}】", "二、{}"])
def test_a_section_of_sums_of_the_year_above_that_of_the_stay_is_left_out(mark: str) -> None:
    rows: Rows = (
        (10, [(300, "医保费用结算单")]),
        (110, [(20, mark.format("年度累计情况"))]),
        (145, [(20, "统筹基金支付:9000.00"), (500, "起付标准:800.00")]),
        (190, [(20, mark.format("本次结算情况"))]),
        *[(225 + 35 * at, [(20, f"{label}:{shown}")]) for at, (label, shown) in enumerate(SUMS.items())],
    )
    assert values(si_settlement.extract([sheet(rows)]), *KEYS) == list(SUMS.values())


def test_a_unit_between_label_and_sum_hides_nothing() -> None:
    rows: Rows = (
        (10, [(300, "医保费用结算单")]),
        *[
            (110 + 40 * at, [(20, label), (300, "(元)"), (420, shown)])
            for at, (label, shown) in enumerate(SUMS.items())
        ],
    )
    assert values(si_settlement.extract([sheet(rows)]), *KEYS) == list(SUMS.values())


@pytest.mark.parametrize("shape", ["{}:{}", "{} : {}", "{}"])
def test_short_words_for_who_paid_count_where_no_longer_ones_do(shape: str) -> None:
    pairs = [("统筹", "150.00"), ("个账", "20.00"), ("现金", "20.00")]
    cells = [
        (20 + 300 * at, shape.format(word, shown)) for at, (word, shown) in enumerate(pairs) if shape != "{}"
    ]
    apart = [
        (20 + 300 * at + 90 * (text == shown), text)
        for at, (word, shown) in enumerate(pairs)
        for text in (word, shown)
    ]
    rows: Rows = (
        (10, [(400, "湖北省医疗门诊收费票据")]),
        (60, [(20, "姓名:张悦"), (600, "票据号:0012345678"), (1000, "2026年04月05日")]),
        (150, [(20, "项目"), (480, "金额")]),
        (185, [(20, "CT平扫"), (480, "190.00")]),
        (300, [(20, "合计人民币(大写)壹佰玖拾元整"), (800, "¥190.00")]),
        (340, cells or apart),
        (380, [(20, "账户余额:1000.00"), (400, "统筹自付:9.00")]),
    )
    fields = inv_outpatient.extract([sheet(rows)])
    assert values(fields, "pool_paid", "account_paid", "cash_paid") == ["150.00", "20.00", "20.00"]
    assert fields["pool_paid"].grade is Grade.CHECK  # type: ignore[union-attr]
    assert values(fields, "issue_date") == ["2026-04-05"]
