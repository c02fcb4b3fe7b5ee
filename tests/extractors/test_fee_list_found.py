"""Fee lists whose cells the engine found otherwise than they are set: two as one, several downwards, beside the next row."""

import pytest

from extractors.documents import fee_list
from extractors.layout.upright import laid_down
from extractors.page import Line
from storage.model.extraction import Box, Grade
from tests.extractors.test_fee_list_layouts import HEAD, TITLE, items, page_of, row
from tests.extractors.typeset import Rows, sheet


def test_an_amount_read_as_one_with_the_word_of_the_next_cell_is_an_amount() -> None:
    head = (100, [*HEAD[1], (1290, "医保")])
    rows: Rows = (TITLE, head, row(140, "清创缝合术", "1", "286.00", "286.00 甲类"))
    (found,) = items(fee_list.extract([page_of(rows)]))
    assert (found["amount"], found["unit_price"]) == ("286.00", "286.00")


def test_units_read_downwards_stand_beside_their_prices_and_a_misread_one_is_none() -> None:
    rows: Rows = (
        TITLE,
        HEAD,
        row(140, "注射用头孢哌酮钠舒巴坦", "17", "28.64", "486.88"),
        (168, [(0, "钠")]),
        row(214, "葡萄糖注射液", "8", "4.35", "34.80"),
        row(254, "塞来昔布胶囊", "2", "27.59", "55.18"),
        row(294, "氯化钾注射液", "9", "1.28", "11.52"),
    )
    pile = Line("袋衣支", Box(704, 170, 738, 324), 0.99)
    found = items(fee_list.extract([page_of(rows, pile)]))
    assert [(one["name"], one.get("unit"), one["amount"]) for one in found] == [
        ("注射用头孢哌酮钠舒巴坦钠", None, "486.88"),
        ("葡萄糖注射液", "袋", "34.80"),
        ("塞来昔布胶囊", None, "55.18"),
        ("氯化钾注射液", "支", "11.52"),
    ]


def test_the_first_of_three_lines_that_reaches_beside_the_cells_below_is_theirs() -> None:
    rows: Rows = (
        TITLE,
        HEAD,
        row(140, "盐酸氨溴索", "3", "23.17", "69.51"),
        (172, [(0, "一次性使用无菌注射")]),
        (200, [(0, "器带针(聚丙烯,中头")]),
        (185, [(820, "0.86"), (990, "8"), (1140, "6.88")]),
        (228, [(0, "式)")]),
    )
    found = [one["name"] for one in items(fee_list.extract([page_of(rows)]))]
    assert found == ["盐酸氨溴索", "一次性使用无菌注射器带针(聚丙烯,中头式)"]


def test_a_unit_that_two_piles_were_read_with_counts_once() -> None:
    prices = [Line("20.95", Box(1498, y, 1574, y + 32)) for y in (276, 318, 357, 395)]
    piles = [Line("支瓶", Box(1268, 271, 1308, 356)), Line("瓶支支", Box(1268, 339, 1308, 430))]
    assert [one.text for one in laid_down([*piles, *prices]) if one not in prices] == ["支", "瓶", "支", "支"]


def set_in_the_middle(y: int, names: tuple[str, ...], price: str) -> list[tuple[int, list[tuple[int, str]]]]:
    """A charge whose figures stand at half the height of its name."""
    figures = row(y + 14 * (len(names) - 1), "", "1", price, price)
    return [*((y + 28 * at, [(0, name)]) for at, name in enumerate(names)), figures]


def test_a_name_is_whole_where_its_middle_is_that_of_its_figures() -> None:
    charges = [
        ("十二通道常规心电图", "检查"),
        ("彩色多普勒超声常规", "检查"),
        ("人血白蛋白(限抢", "救、重症或因肝硬化", "腹水)"),
        ("医用纱布敷料",),
        ("一次性使用无菌注射", "器带针(聚丙烯,中头", "式)"),
        ("一级护理",),
    ]
    rows, y = [TITLE, HEAD], 140
    for names in charges:
        rows += set_in_the_middle(y, names, "5.00")
        y += 28 * len(names) + 2
    found = [one["name"] for one in items(fee_list.extract([page_of(rows)]))]
    assert found == ["".join(names) for names in charges]


def test_pieces_of_a_name_on_two_lines_are_read_down_and_one_that_lost_its_first_letter_is_looked_at() -> None:
    rows: Rows = (
        TITLE,
        HEAD,
        (134, [(30, "次性使用静脉留置")]),
        row(146, "", "4", "27.35", "109.40"),
        (158, [(0, "针")]),
    )
    ((found,),) = [fee_list.extract([page_of(rows)])["items"]]
    assert (found["name"].value, found["name"].is_auto) == ("次性使用静脉留置针", False)  # type: ignore[index, union-attr]


@pytest.mark.parametrize(
    ("read", "unit"),
    [
        ("支土", "支"),
        ("衣瓶", "瓶"),
        ("瓜支", "支"),
        ("人次", "人次"),
        ("床日", "床日"),
        ("部位", "部位"),
        ("切片", "切片"),
    ],
)
def test_a_letter_read_with_a_unit_is_no_part_of_it(read: str, unit: str) -> None:
    head = (100, [(20, "项目名称"), (420, "单位"), (620, "单价"), (780, "数量"), (940, "金额")])
    line = (140, [(20, "注射用泮托拉唑钠"), (420, read), (620, "9.18"), (790, "2"), (940, "18.36")])
    cell = fee_list.extract([sheet((head, line))])["items"][0]["unit"]  # type: ignore[index]
    assert (cell.value, cell.grade is Grade.CHECK) == (unit, read != unit)
