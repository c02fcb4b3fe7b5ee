"""Fee lists of other hospital systems: what stands in their cells and around their rows."""

from extractors.documents import fee_list
from extractors.page import Line, ReadPage
from storage.model.extraction import Box, Fields, Source
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
