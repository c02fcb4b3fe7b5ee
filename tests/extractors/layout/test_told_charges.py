"""Charges on a screen that name their figures, or stand as in a shop's order, from hand-made lines."""

from collections.abc import Callable

import pytest

from extractors.layout.table_header import TableSpec
from extractors.layout.tables import Table
from tests.extractors.typeset import Rows, typeset

Card = Callable[[int, tuple[str, ...]], Rows]
SPEC = TableSpec({"name": ("项目",), "unit_price": ("单价",), "amount": ("金额",)}, ends=("费用总额",))
KEYS = ("name", "category", "spec", "unit", "unit_price", "quantity", "amount")
TOP: Rows = ((10, [(200, "住院费用清单")]), (60, [(10, "费用总额(元)"), (600, "522.50")]))
SYRUP = ("血府逐瘀口服液", "中成药费", "10ml*10支", "盒", "47.50", "5", "237.50")
TEST = ("血清肌钙蛋白测定", "化验费", "", "项", "95.00", "3", "285.00")


def told(rows: Rows) -> list[tuple[str, ...]]:
    return [tuple(row.text(key).strip("¥") for key in KEYS) for row in Table.of(typeset(rows), SPEC).rows]


def labelled(y: int, charge: tuple[str, ...]) -> Rows:
    """A card with a label at the left and its value at the right of each row."""
    labels = ("项目名称", "费用类别", "规格", "单位", "单价", "数量", "金额")
    shown = [(label, value) for label, value in zip(labels, charge, strict=True) if value]
    return tuple((y + 40 * at, [(10, label), (600, value)]) for at, (label, value) in enumerate(shown))


def in_pieces(y: int, charge: tuple[str, ...]) -> Rows:
    name, kind, spec, unit, price, count, amount = charge
    about = f"规格:{spec} 单位:{unit}" if spec else f"单位:{unit}"
    return (
        (y, [(10, name), (400, kind)]),
        (y + 30, [(10, about)]),
        (y + 60, [(10, f"单价:{price}"), (250, f"数量:{count}"), (500, f"金额:{amount}")]),
    )


def amount_first(y: int, charge: tuple[str, ...]) -> Rows:
    name, kind, spec, unit, price, count, amount = charge
    return (
        (y, [(10, name), (600, f"¥{amount}")]),
        (y + 30, [(10, spec or "类别:" + kind)]),
        (y + 60, [(10, f"类别:{kind}")]),
        (y + 90, [(10, "单价"), (100, f"{price}/{unit}"), (300, "数量"), (400, count)]),
    )


def as_in_a_shop(y: int, charge: tuple[str, ...]) -> Rows:
    name, kind, spec, unit, price, count, amount = charge
    return (
        (y, [(10, name), (600, f"¥{price}/{unit}")]),
        (y + 30, [(10, spec or "类别:" + kind), (600, f"×{count}")]),
        (y + 60, [(10, f"类别:{kind}"), (500, "小计"), (600, f"¥{amount}")]),
    )


@pytest.mark.parametrize("drawn", [labelled, in_pieces, amount_first, as_in_a_shop])
def test_charges_that_name_their_figures_are_read_however_they_stand(drawn: Card) -> None:
    read = told((*TOP, *drawn(160, SYRUP), *drawn(500, TEST)))
    expected = [SYRUP, TEST]
    if drawn is amount_first:
        expected = [(*one[:3], "", f"{one[4]}/{one[3]}", *one[5:]) for one in expected]
    assert read == expected


def test_figures_that_do_not_fit_and_a_single_charge_make_no_list() -> None:
    wrong = (*SYRUP[:6], "999.00")
    assert told((*TOP, *labelled(160, SYRUP), *labelled(500, wrong))) == []
    assert told((*TOP, *labelled(160, SYRUP))) == []


def test_a_group_s_name_is_its_heading() -> None:
    rows = (*TOP, (130, [(10, "【药品费】")]), *in_pieces(200, SYRUP), *in_pieces(500, TEST))
    assert [row.heading[0].text for row in Table.of(typeset(rows), SPEC).rows] == ["【药品费】"] * 2
