"""Fee lists of other hospital systems: what stands in their cells and around their rows."""

import pytest

from extractors.documents import fee_list
from extractors.page import Line, ReadPage
from storage.model.extraction import Box, Fields, Grade, Source
from tests.extractors.typeset import Rows, sheet

TITLE = (10, [(300, "示范市第一人民医院住院费用清单")])
HEAD = (
    100,
    [(0, "项目名称"), (420, "规格"), (700, "单位"), (820, "单价"), (980, "数量"), (1140, "金额")],
)


def items(fields: Fields) -> list[dict[str, object]]:
    return [{key: cell.value for key, cell in row.items()} for row in fields["items"]]  # type: ignore[union-attr]


def row(
    y: int, name: str, count: str, price: str, amount: str, unit: str = ""
) -> tuple[int, list[tuple[int, str]]]:
    cells = [(0, name), (700, unit), (820, price), (990, count), (1140, amount)]
    return (y, [(x, text) for x, text in cells if text])


def page_of(rows: Rows, *more: Line) -> ReadPage:
    lines = (*sheet(rows).lines, *more)
    return ReadPage(number=1, width=1600, height=1200, turn=0, lines=lines, source=Source.OCR)


def test_a_line_of_the_foot_close_below_the_last_row_is_no_part_of_its_name() -> None:
    rows: Rows = (TITLE, HEAD, row(140, "一级护理", "4", "18.00", "72.00"), (168, [(0, "操作员:4387")]))
    assert [one["name"] for one in items(fee_list.extract([page_of(rows)]))] == ["一级护理"]


def test_units_read_downwards_go_to_their_rows_though_lines_share_them() -> None:
    rows: Rows = (
        TITLE,
        HEAD,
        row(140, "低分子肝素钙注射液", "1", "20.95", "20.95"),
        row(180, "左氧氟沙星氯化钠注射液", "9", "15.19", "136.71"),
        row(220, "泮托拉唑钠粉针", "5", "30.48", "152.40"),
    )
    piles = (Line("支瓶", Box(700, 138, 738, 208), 0.99), Line("瓶支", Box(700, 188, 738, 250), 0.95))
    assert [one.get("unit") for one in items(fee_list.extract([page_of(rows, *piles)]))] == ["支", "瓶", "支"]


def test_a_cell_that_breaks_within_a_number_has_no_space_in_it() -> None:
    rows: Rows = (TITLE, HEAD, row(140, "维生素C片(0.1g*1", "2", "5.60", "11.20"), (164, [(0, "00片)")]))
    assert [one["name"] for one in items(fee_list.extract([page_of(rows)]))] == ["维生素C片(0.1g*100片)"]


def test_a_name_whose_brackets_do_not_close_is_looked_at() -> None:
    rows: Rows = (TITLE, HEAD, row(140, "蒲地蓝口服液(10m(*10支)", "2", "5.60", "11.20"))
    fields = fee_list.extract([page_of(rows)])
    assert fields["items"][0]["name"].grade is Grade.CHECK  # type: ignore[index]


def test_a_rule_before_a_count_is_no_part_of_it_and_the_count_is_looked_at() -> None:
    rows: Rows = (TITLE, HEAD, row(140, "氯化钠注射液", "[9", "4.12", "37.08"))
    count = fee_list.extract([page_of(rows)])["items"][0]["quantity"]  # type: ignore[index]
    assert (count.value, count.grade) == ("9", Grade.CHECK)


def test_a_page_mark_found_in_pieces_is_one() -> None:
    rows: Rows = (
        TITLE,
        HEAD,
        row(140, "心电图", "1", "20.00", "20.00"),
        (900, [(600, "第1页/共1"), (760, "页")]),
    )
    assert fee_list.extract([page_of(rows)])["page_count"].value == 1  # type: ignore[union-attr]


def test_a_kind_whose_sum_its_rows_do_not_make_is_looked_at_where_other_sums_are_made() -> None:
    rows: Rows = (
        TITLE,
        HEAD,
        row(140, "心电图", "1", "20.00", "20.00"),
        (180, [(0, "检查费小计"), (1140, "20.00")]),
        row(220, "一级护理", "2", "18.00", "36.00"),
        (260, [(0, "护理费小计"), (1140, "36.00")]),
        row(300, "普通门诊诊查费", "7", "15.00", "105.00"),
        (340, [(0, "诊察费小计"), (1140, "103.00")]),
    )
    kinds = [one["category"] for one in fee_list.extract([page_of(rows)])["items"]]  # type: ignore[index,union-attr]
    assert [kind.value for kind in kinds] == ["检查费", "护理费", "诊察费"]
    assert kinds[2].grade is Grade.CHECK


def test_a_total_that_cannot_be_read_is_unread_and_not_absent() -> None:
    rows: Rows = (TITLE, HEAD, row(140, "心电图", "1", "20.00", "20.00"), (220, [(0, "费用合计:2C.00元")]))
    assert fee_list.extract([page_of(rows)])["total"].grade is Grade.UNREAD  # type: ignore[union-attr]


def _names(*rows: tuple[int, list[tuple[int, str]]]) -> list[tuple[object, object]]:
    found = items(fee_list.extract([page_of((TITLE, HEAD, *rows))]))
    return [(one["name"], one.get("spec", "")) for one in found]


_SET = [(700, "套"), (820, "250.18"), (990, "9"), (1140, "2251.62")]
_NEXT = row(236, "静脉输液", "2", "7.23", "14.46")


def test_a_name_of_three_lines_is_whole_wherever_its_figures_stand() -> None:
    parts = ("一次性使用无菌中心静脉", "导管及附件包(双腔、抗", "感染型)")
    for middle in range(3):
        lines = [(140 + 26 * at, [(0, text), *(_SET if at == middle else [])]) for at, text in enumerate(parts)]
        if middle < 2:
            assert _names(*lines, _NEXT) == [("".join(parts), ""), ("静脉输液", "")]


def test_a_name_set_around_its_figures_stays_with_them_below_another_row() -> None:
    first = row(140, "一级护理", "4", "18.00", "72.00")
    wrapped = ((190, [(0, "一次性使用无菌")]), (206, _SET), (222, [(0, "中心静脉导管")]))
    assert [name for name, _ in _names(first, *wrapped)] == ["一级护理", "一次性使用无菌中心静脉导管"]


def test_a_specification_of_two_lines_is_whole() -> None:
    below = (
        (140, [(0, "低分子肝素钙注射液"), (420, "0.4ml*2支/盒"), *_SET]),
        (166, [(420, "(预灌封)")]),
        _NEXT,
    )
    assert _names(*below)[0] == ("低分子肝素钙注射液", "0.4ml*2支/盒(预灌封)")
    around = ((140, [(0, "一次性使用"), (420, "7Fr*20cm")]), (160, _SET), (180, [(0, "导管"), (420, "(双腔)")]))
    assert _names(*around, _NEXT)[0] == ("一次性使用导管", "7Fr*20cm(双腔)")


@pytest.mark.parametrize(
    "headings",
    [
        ("一、西药费(合计:20.00元)", "二、护理费(合计:18.00元)"),
        ("费用类别:西药费", "费用类别:护理费"),
        ("西药费:20.00", "护理费:18.00"),
        ("【西药费】", "【护理费】"),
    ],
)
def test_headings_of_groups_are_the_category_however_they_are_set(headings: tuple[str, str]) -> None:
    rows: Rows = (
        TITLE,
        HEAD,
        (140, [(0, headings[0])]),
        row(168, "布洛芬", "2", "10.00", "20.00"),
        (196, [(0, headings[1])]),
        row(224, "一级护理", "1", "18.00", "18.00"),
    )
    found = items(fee_list.extract([page_of(rows)]))
    assert [(one["category"], one["name"]) for one in found] == [("西药费", "布洛芬"), ("护理费", "一级护理")]


@pytest.mark.parametrize("day", ["日期:2026-04-01", "2026-04-01", "【2026-04-01 第1天】"])
def test_a_day_as_heading_and_the_sum_of_a_day_are_no_kind_of_charge(day: str) -> None:
    rows: Rows = (
        TITLE,
        HEAD,
        (140, [(0, day)]),
        row(168, "一级护理", "1", "18.00", "18.00"),
        (196, [(0, "当天费用小计:18.00元")]),
    )
    (found,) = items(fee_list.extract([page_of(rows)]))
    assert (found["name"], "category" in found) == ("一级护理", False)


@pytest.mark.parametrize(
    ("price", "count"), [("7.23/组", "2"), ("7.23元/组", "×2"), ("7.23", "2(组)"), ("7.2300", "2.00/组")]
)
def test_a_unit_behind_price_or_count_is_the_unit(price: str, count: str) -> None:
    rows: Rows = (TITLE, HEAD, row(140, "静脉输液", count, price, "14.46"))
    (found,) = items(fee_list.extract([page_of(rows)]))
    assert (found["unit"], found["quantity"][:1], found["unit_price"][:4]) == ("组", "2", "7.23")  # type: ignore[index]


@pytest.mark.parametrize(
    "foot",
    [
        [(0, "合计"), (990, "12"), (1140, "25.60")],
        [(0, "合计(大写):贰拾伍元陆角整"), (700, "(小写):¥25.60")],
        [(420, "总计"), (1140, "¥25.60")],
    ],
)
def test_the_total_is_the_amount_in_its_row(foot: list[tuple[int, str]]) -> None:
    rows: Rows = (TITLE, HEAD, row(140, "阿莫西林胶囊", "2", "12.80", "25.60"), (200, foot))
    total = fee_list.extract([page_of(rows)])["total"]
    assert (total.value, total.grade) == ("25.60", Grade.AUTO)  # type: ignore[union-attr]


def test_a_rule_behind_a_number_is_no_letter_of_it() -> None:
    rows: Rows = (
        TITLE,
        (60, [(0, "住院号:2026010344352556I")]),
        HEAD,
        row(140, "心电图", "1", "20.00", "20.00"),
    )
    number = fee_list.extract([page_of(rows)])["inpatient_number"]
    assert (number.value, number.grade) == ("2026010344352556", Grade.CHECK)  # type: ignore[union-attr]


def _over(
    first: list[tuple[int, list[tuple[int, str]]]], second: list[tuple[int, list[tuple[int, str]]]]
) -> Fields:
    pages = [sheet((TITLE, HEAD, *rows), number=number) for number, rows in enumerate((first, second), 1)]
    return fee_list.extract(pages)


def test_a_name_that_goes_on_below_the_head_of_the_next_page_is_whole_and_looked_at() -> None:
    fields = _over(
        [row(140, "一次性使用无菌", "1", "1.00", "1.00")],
        [(134, [(0, "中心静脉导管")]), row(164, "布洛芬", "1", "10.00", "10.00")],
    )
    assert [one["name"] for one in items(fields)] == ["一次性使用无菌中心静脉导管", "布洛芬"]
    assert "category" not in items(fields)[1]
    assert fields["items"][0]["name"].grade is Grade.CHECK  # type: ignore[index]


def test_a_group_goes_on_below_the_head_of_the_next_page_for_a_look() -> None:
    fields = _over(
        [(120, [(4, "西药费")]), row(150, "阿莫西林", "2", "12.80", "25.60")],
        [
            row(140, "布洛芬", "1", "10.00", "10.00"),
            (180, [(4, "护理费")]),
            row(210, "一级护理", "1", "18.00", "18.00"),
        ],
    )
    kinds = [one["category"] for one in fields["items"]]  # type: ignore[index,union-attr]
    assert [(kind.value, kind.grade) for kind in kinds] == [
        ("西药费", Grade.AUTO),
        ("西药费", Grade.CHECK),
        ("护理费", Grade.AUTO),
    ]


def test_a_row_whose_number_was_read_with_its_name_is_an_item() -> None:
    rows: Rows = (
        TITLE,
        (100, [(0, "序号"), (80, "项目名称"), (820, "单价"), (980, "数量"), (1140, "金额")]),
        (140, [(10, "1 阿莫西林胶囊"), (820, "12.80"), (990, "2"), (1140, "25.60")]),
        (180, [(10, "2 布洛芬"), (820, "10.00"), (990, "1"), (1140, "10.00")]),
    )
    assert [one["name"] for one in items(fee_list.extract([page_of(rows)]))] == ["阿莫西林胶囊", "布洛芬"]


@pytest.mark.parametrize(
    ("printed", "grade"), [("25.6000", Grade.AUTO), ("25.6066", Grade.CHECK), ("25.60", Grade.AUTO)]
)
def test_amounts_of_four_decimals_are_amounts(printed: str, grade: Grade) -> None:
    rows: Rows = (TITLE, HEAD, row(140, "阿莫西林", "2", "12.8033", printed))
    amount = fee_list.extract([page_of(rows)])["items"][0]["amount"]  # type: ignore[index]
    assert (amount.value[:4], amount.grade) == ("25.6", grade)  # type: ignore[index]


def test_who_pays_is_no_item() -> None:
    rows: Rows = (
        TITLE,
        HEAD,
        row(140, "阿莫西林", "2", "12.80", "25.60"),
        (180, [(0, "统筹支付"), (1140, "20.00")]),
        (220, [(0, "个人自付"), (1140, "5.60")]),
        (260, [(0, "合计"), (1140, "25.60")]),
    )
    assert [one["name"] for one in items(fee_list.extract([page_of(rows)]))] == ["阿莫西林"]


@pytest.mark.parametrize("spec", ["27mg*180丸", "0.7mm", "3ml:300单位", "0.25g×24粒/盒"])
def test_a_strength_below_the_name_is_the_spec_where_the_list_has_no_column_for_it(spec: str) -> None:
    head = (100, [(0, "项目名称/规格"), (700, "单位"), (820, "单价"), (980, "数量"), (1140, "金额")])
    rows: Rows = (
        TITLE,
        head,
        row(140, "复方丹参滴丸", "1", "27.55", "27.55", "瓶"),
        (168, [(30, spec)]),
        row(200, "一级护理", "4", "18.00", "72.00", "日"),
    )
    found = items(fee_list.extract([page_of(rows)]))
    assert [(one["name"], one.get("spec")) for one in found] == [("复方丹参滴丸", spec), ("一级护理", None)]


def test_a_name_that_ends_below_is_not_cut_at_its_strength() -> None:
    rows: Rows = (
        TITLE,
        (*HEAD[:1], [(0, "项目名称"), (820, "单价"), (980, "数量"), (1140, "金额")]),
        row(140, "氯化钠注射液(0.9%", "1", "7.55", "7.55"),
        (168, [(0, "100ml)")]),
    )
    assert [one["name"] for one in items(fee_list.extract([page_of(rows)]))] == ["氯化钠注射液(0.9%100ml)"]
