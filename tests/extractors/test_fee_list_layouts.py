"""Fee lists of other hospital systems: what stands in their cells and around their rows."""

from extractors.documents import fee_list
from extractors.page import Line, ReadPage
from storage.model.extraction import Box, Fields, Grade, Source
from tests.extractors.typeset import Rows, sheet

_TITLE = (10, [(300, "示范市第一人民医院住院费用清单")])
_HEAD = (
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
    rows: Rows = (_TITLE, _HEAD, row(140, "一级护理", "4", "18.00", "72.00"), (168, [(0, "操作员:4387")]))
    assert [one["name"] for one in items(fee_list.extract([page_of(rows)]))] == ["一级护理"]


def test_units_read_downwards_go_to_their_rows_though_lines_share_them() -> None:
    rows: Rows = (
        _TITLE,
        _HEAD,
        row(140, "低分子肝素钙注射液", "1", "20.95", "20.95"),
        row(180, "左氧氟沙星氯化钠注射液", "9", "15.19", "136.71"),
        row(220, "泮托拉唑钠粉针", "5", "30.48", "152.40"),
    )
    piles = (Line("支瓶", Box(700, 138, 738, 208), 0.99), Line("瓶支", Box(700, 188, 738, 250), 0.95))
    assert [one.get("unit") for one in items(fee_list.extract([page_of(rows, *piles)]))] == ["支", "瓶", "支"]


def test_a_cell_that_breaks_within_a_number_has_no_space_in_it() -> None:
    rows: Rows = (_TITLE, _HEAD, row(140, "维生素C片(0.1g*1", "2", "5.60", "11.20"), (164, [(0, "00片)")]))
    assert [one["name"] for one in items(fee_list.extract([page_of(rows)]))] == ["维生素C片(0.1g*100片)"]


def test_a_name_whose_brackets_do_not_close_is_looked_at() -> None:
    rows: Rows = (_TITLE, _HEAD, row(140, "蒲地蓝口服液(10m(*10支)", "2", "5.60", "11.20"))
    fields = fee_list.extract([page_of(rows)])
    assert fields["items"][0]["name"].grade is Grade.CHECK


def test_a_rule_before_a_count_is_no_part_of_it_and_the_count_is_looked_at() -> None:
    rows: Rows = (_TITLE, _HEAD, row(140, "氯化钠注射液", "[9", "4.12", "37.08"))
    count = fee_list.extract([page_of(rows)])["items"][0]["quantity"]  # type: ignore[index]
    assert (count.value, count.grade) == ("9", Grade.CHECK)


def test_a_page_mark_found_in_pieces_is_one() -> None:
    rows: Rows = (
        _TITLE,
        _HEAD,
        row(140, "心电图", "1", "20.00", "20.00"),
        (900, [(600, "第1页/共1"), (760, "页")]),
    )
    assert fee_list.extract([page_of(rows)])["page_count"].value == 1  # type: ignore[union-attr]


def test_a_kind_whose_sum_its_rows_do_not_make_is_looked_at_where_other_sums_are_made() -> None:
    rows: Rows = (
        _TITLE,
        _HEAD,
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
    rows: Rows = (_TITLE, _HEAD, row(140, "心电图", "1", "20.00", "20.00"), (220, [(0, "费用合计:2C.00元")]))
    assert fee_list.extract([page_of(rows)])["total"].grade is Grade.UNREAD  # type: ignore[union-attr]
