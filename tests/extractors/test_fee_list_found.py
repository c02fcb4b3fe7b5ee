"""Fee lists whose cells the engine found otherwise than they are set: two as one, several downwards, beside the next row."""

from extractors.documents import fee_list
from extractors.page import Line
from storage.model.extraction import Box
from tests.extractors.test_fee_list_layouts import HEAD, TITLE, items, page_of, row
from tests.extractors.typeset import Rows


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
