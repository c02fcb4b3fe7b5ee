"""Fee lists from hand-made lines: headers, pages, subtotals, checks by multiplication."""

from random import Random

import pytest

from extractors.documents import fee_list
from storage.model.extraction import Fields, Grade
from tests.extractors.typeset import Rows, sheet
from tests.specimens import fee_list as specimens

TOP: Rows = (
    (10, [(300, "示范市第一人民医院住院费用清单")]),
    (60, [(0, "姓名:王小明"), (300, "住院号:ZY1029384"), (700, "费用日期:2026-04-01至2026-04-05")]),
    (
        100,
        [
            (0, "项目类型"),
            (200, "项目名称"),
            (600, "规格"),
            (800, "单位"),
            (900, "单价"),
            (1050, "数量"),
            (1200, "金额"),
        ],
    ),
)
ONE: Rows = (
    (
        140,
        [
            (0, "西药费"),
            (200, "维生素C片"),
            (600, "0.1g*100片"),
            (800, "瓶"),
            (900, "5.60"),
            (1060, "2"),
            (1200, "11.20"),
        ],
    ),
    (180, [(0, "护理费"), (200, "一级护理"), (800, "日"), (900, "18.00"), (1060, "4"), (1200, "72.00")]),
)
TWO: Rows = (
    (140, [(0, "化验费"), (200, "血常规"), (800, "次"), (900, "20.00"), (1060, "1"), (1200, "20.00")]),
)


def value(fields: Fields, key: str) -> object:
    return fields[key].value  # type: ignore[union-attr]


def items(fields: Fields) -> list[dict[str, object]]:
    return [{key: cell.value for key, cell in row.items()} for row in fields["items"]]  # type: ignore[union-attr]


def both_pages(amount: str = "72.00") -> Fields:
    one = [(y, [(x, text.replace("72.00", amount)) for x, text in cells]) for y, cells in ONE]
    first = [*TOP, *one, (230, [(0, "本页小计:83.20")]), (280, [(600, "第1页/共2页")])]
    second = [
        *TOP,
        *TWO,
        (200, [(0, "本页小计:20.00"), (900, "合计金额:103.20")]),
        (250, [(600, "第2页/共2页")]),
    ]
    return fee_list.extract([sheet(first), sheet(second, number=2)])


def test_a_list_over_two_pages_is_one_paper() -> None:
    fields = both_pages()
    wanted = {
        "hospital_name": "示范市第一人民医院",
        "patient_name": "王小明",
        "inpatient_number": "ZY1029384",
        "period_from": "2026-04-01",
        "period_to": "2026-04-05",
        "total": "103.20",
        "page_number": 1,
        "page_count": 2,
    }
    assert {key: value(fields, key) for key in fields if key != "items"} == wanted
    assert [(item["name"], item["amount"]) for item in items(fields)] == [
        ("维生素C片", "11.20"),
        ("一级护理", "72.00"),
        ("血常规", "20.00"),
    ]


def test_every_column_has_its_cell() -> None:
    assert items(both_pages())[0] == {
        "name": "维生素C片",
        "category": "西药费",
        "spec": "0.1g*100片",
        "unit": "瓶",
        "quantity": "2",
        "unit_price": "5.60",
        "amount": "11.20",
    }


def test_cells_know_their_page() -> None:
    assert both_pages()["items"][2]["name"].page == 2  # type: ignore[index, union-attr]


def test_a_row_that_does_not_multiply_is_looked_at() -> None:
    fields = both_pages("95.00")
    row = fields["items"][1]  # type: ignore[index]
    assert row["amount"].grade is Grade.CHECK  # type: ignore[index, union-attr]
    assert row["name"].grade is Grade.AUTO  # type: ignore[index, union-attr]
    assert fields["total"].grade is Grade.CHECK  # type: ignore[union-attr]


def test_an_amount_with_one_digit_misread_is_put_right_where_price_and_total_say_the_same() -> None:
    fields = both_pages("77.00")
    amount = fields["items"][1]["amount"]  # type: ignore[index, union-attr, call-overload]
    assert (amount.value, amount.repaired, amount.grade) == ("72.00", True, Grade.CHECK)
    assert fields["total"].grade is Grade.AUTO  # type: ignore[union-attr]


@pytest.mark.parametrize(("key", "shown", "right"), [("quantity", "7", "4"), ("unit_price", "13.00", "18.00")])
def test_a_misread_quantity_or_price_is_put_right_where_the_amounts_make_the_total(
    key: str, shown: str, right: str
) -> None:
    x = {"quantity": 1060, "unit_price": 900}[key]
    row = [cell for cell in ONE[1][1] if cell[0] != x]
    page = [*TOP, ONE[0], (180, [*row, (x, shown)]), (230, [(900, "合计金额:83.20")])]
    cell = fee_list.extract([sheet(page)])["items"][1][key]  # type: ignore[index, union-attr, call-overload]
    assert (cell.value, cell.repaired, cell.grade) == (right, True, Grade.CHECK)


def test_a_cell_that_holds_what_its_column_does_not_is_looked_at() -> None:
    row = (140, [(200, "输液器"), (600, "12.00"), (800, "套7200"), (900, "9.00"), (1060, "1"), (1200, "9.00")])
    found = fee_list.extract([sheet([*TOP, row])])["items"][0]  # type: ignore[index]
    grades = {key: found[key].grade for key in ("spec", "unit", "name")}  # type: ignore[index, union-attr]
    assert grades == {"spec": Grade.CHECK, "unit": Grade.CHECK, "name": Grade.AUTO}


def test_rows_that_add_up_confirm_the_total() -> None:
    assert both_pages()["total"].grade is Grade.AUTO  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "mark",
    [
        "第1页/共4页",
        "第1页 共4页",
        "共4页 第1页",
        "1/4",
        "页码:1/4",
        "第 1 页,共 4 页",
        "第 1 页 ／共4 页",
        "1／4",
    ],
)
def test_page_marks_are_read(mark: str) -> None:
    fields = fee_list.extract([sheet([*TOP, *ONE, (300, [(600, mark)])])])
    assert (value(fields, "page_number"), value(fields, "page_count")) == (1, 4)


def test_group_headings_are_the_category() -> None:
    rows: Rows = (
        (10, [(0, "姓名:张悦")]),
        (60, [(0, "项目名称"), (400, "单价"), (520, "数量"), (640, "金额")]),
        (100, [(0, "【检查费】")]),
        (140, [(0, "腹部彩超"), (400, "110.00"), (530, "1"), (640, "110.00")]),
        (180, [(520, "小计:110.00")]),
        (220, [(0, "【西药费】")]),
        (260, [(0, "维生素C片"), (400, "5.60"), (530, "1"), (640, "5.60")]),
        (300, [(0, "总计:"), (640, "115.60")]),
    )
    fields = fee_list.extract([sheet(rows)])
    assert [(item["category"], item["name"]) for item in items(fields)] == [
        ("检查费", "腹部彩超"),
        ("西药费", "维生素C片"),
    ]
    assert value(fields, "total") == "115.60"


@pytest.mark.parametrize("layout", specimens.LAYOUTS)
def test_made_up_lists_add_up(layout: str) -> None:
    truth = specimens.LAYOUTS[layout](Random(9)).fields
    fen = [round(float(item["amount"]) * 100) for item in truth["items"]]
    assert sum(fen) == round(float(truth["total"]) * 100)


@pytest.mark.parametrize(
    "mark",
    [
        "第 2 页 共 4 页",
        "第2页/共4页",
        "共4页 第2页",
        "Page 2 of 4",
        "页码:2/4",
        "2/4",
        "打印:张护士 第2页,共4页",
        "合计:9.00页码:2/4",
    ],
)
def test_page_marks_in_many_spellings(mark: str) -> None:
    fields = fee_list.extract([sheet([*TOP, *ONE, (280, [(0, "合计:83.20")]), (320, [(600, mark)])])])
    assert (value(fields, "page_number"), value(fields, "page_count")) == (2, 4)


@pytest.mark.parametrize("label", ["日期", "费用日期", "起止日期", "计费期间", "明细日期", "结算区间"])
@pytest.mark.parametrize("between", ["至", "-", "~", "—", " 到 "])
def test_the_period_in_many_words(label: str, between: str) -> None:
    head: Rows = (
        (10, [(0, "示范市第一人民医院住院费用清单")]),
        (60, [(0, f"{label}:2026.04.01{between}2026.04.05")]),
    )
    fields = fee_list.extract([sheet([*head, TOP[2], *ONE])])
    assert (value(fields, "period_from"), value(fields, "period_to")) == ("2026-04-01", "2026-04-05")


def test_a_unit_printed_behind_the_quantity_is_the_unit() -> None:
    head = (100, [(0, "名称"), (600, "数量/单位"), (900, "单价"), (1200, "金额")])
    row = (140, [(0, "蓝芩口服液"), (610, "2 盒"), (900, "46.80"), (1200, "93.60")])
    assert items(fee_list.extract([sheet([TOP[0], head, row])])) == [
        {"name": "蓝芩口服液", "unit": "盒", "quantity": "2", "unit_price": "46.80", "amount": "93.60"}
    ]


def test_a_rule_read_as_a_mark_before_a_unit_is_left_out_and_grades_of_care_are_looked_at() -> None:
    row = (140, [(200, "III级护理"), (800, "☑次"), (900, "9.00"), (1060, "1"), (1200, "9.00")])
    fields = fee_list.extract([sheet([*TOP, row])])
    assert items(fields)[0]["unit"] == "次"
    assert fields["items"][0]["name"].grade is Grade.CHECK  # type: ignore[union-attr, index, call-overload]


def test_days_as_headings_are_no_category() -> None:
    one, other = ONE
    rows: Rows = (
        TOP[0],
        (100, [(200, "项目名称"), (800, "单位"), (900, "单价"), (1050, "数量"), (1200, "金额")]),
    )
    days: Rows = (
        (130, [(0, "2026-04-01")]),
        (170, one[1][1:2] + one[1][3:]),  # type: ignore[operator]
        (210, [(0, "日期:2026-04-02")]),
        (250, other[1][1:]),
    )
    assert all("category" not in item for item in items(fee_list.extract([sheet([*rows, *days])])))


def test_a_heading_that_prints_the_sum_of_its_group_is_a_category_and_no_item() -> None:
    rows: Rows = (
        TOP[0],
        (100, [(0, "项目名称"), (800, "数量"), (900, "单价"), (1200, "金额")]),
        (140, [(0, "一、西药费:11.20")]),
        (180, [(0, "维生素C片"), (800, "2瓶"), (900, "5.60"), (1200, "11.20")]),
        (220, [(0, "检查费"), (1200, "20.00")]),
        (260, [(0, "心电图"), (800, "1次"), (900, "20.00"), (1200, "20.00")]),
        (300, [(0, "合计"), (1200, "31.20")]),
    )
    fields = fee_list.extract([sheet(rows)])
    assert [(item["category"], item["name"]) for item in items(fields)] == [
        ("西药费", "维生素C片"),
        ("检查费", "心电图"),
    ]
    assert fields["total"].grade is Grade.AUTO  # type: ignore[union-attr]


@pytest.mark.parametrize(("said", "kinds"), [("31.20", ["检查费", "检查费"]), ("31.30", [None, None])])
def test_a_sum_below_its_rows_names_their_kind_where_they_make_it(said: str, kinds: list[str | None]) -> None:
    rows: Rows = (
        TOP[0],
        (100, [(0, "项目名称"), (800, "数量"), (900, "单价"), (1200, "金额")]),
        (140, [(0, "心电图"), (800, "2"), (900, "5.60"), (1200, "11.20")]),
        (180, [(0, "血压监测"), (800, "1"), (900, "20.00"), (1200, "20.00")]),
        (220, [(500, "检查费 小计"), (1200, said)]),
    )
    assert [item.get("category") for item in items(fee_list.extract([sheet(rows)]))] == kinds


def test_holes_of_endless_paper_are_no_cells() -> None:
    holes: Rows = [(y, [(1330, "O")]) for y in range(20, 260, 40)]
    found = items(fee_list.extract([sheet([*TOP, *ONE, *holes])]))
    assert [item["amount"] for item in found] == ["11.20", "72.00"]


@pytest.mark.parametrize("more", [" ID:0012", "/女/35岁", "性别:女日期:2026-04-01", " 女 35岁 就诊卡号:123456"])
def test_what_shares_the_line_of_a_name_is_no_part_of_it(more: str) -> None:
    assert value(fee_list.extract([sheet([(60, [(0, f"姓名:张悦{more}")])])]), "patient_name") == "张悦"


def test_counts_whose_header_was_not_read_are_told_by_price_and_amount() -> None:
    head = (100, [(0, "项目名称"), (600, "单价"), (1200, "金额")])
    rows = [(140, [(0, "雾化吸入"), (600, "18.00"), (1000, "1"), (1200, "18.00")])]
    rows += [(180, [(0, "口服溶液"), (600, "22.15"), (1000, "6"), (1200, "132.90")])]
    found = fee_list.extract([sheet([TOP[0], head, *rows])])
    assert [(item["quantity"], item["amount"]) for item in items(found)] == [("1", "18.00"), ("6", "132.90")]
    assert {row["quantity"].grade for row in found["items"]} == {Grade.CHECK}  # type: ignore[union-attr, index]


@pytest.mark.parametrize(
    ("labels", "number"), [("病案号:ZY145242", "ZY145242"), ("病案号:55 住院号:ZY145242", "ZY145242")]
)
def test_the_number_of_the_record_stands_in_for_that_of_the_stay(labels: str, number: str) -> None:
    fields = fee_list.extract([sheet([(10, [(0, labels)]), TOP[2], *ONE])])
    assert value(fields, "inpatient_number") == number
