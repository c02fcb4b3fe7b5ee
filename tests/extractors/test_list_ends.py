"""Where a list of charges ends, and what of a group stands on the other side of a page's or a panel's edge."""

import pytest

from extractors.documents import fee_list
from extractors.page import ReadPage
from storage.model.extraction import Fields, Grade
from tests.extractors.typeset import Rows, sheet

TITLE = (10, [(300, "示范市第一人民医院住院费用清单")])
HEAD = (60, [(0, "项目名称"), (300, "单位"), (400, "单价"), (500, "数量"), (600, "金额")])
TWO_HEADS = (60, [(x + at, text) for x in (0, 800) for at, text in HEAD[1]])


def row(y: int, name: str, amount: str, x: int = 0) -> tuple[int, list[tuple[int, str]]]:
    return (y, [(x, name), (x + 300, "次"), (x + 400, amount), (x + 500, "1"), (x + 600, amount)])


def told(*pages: ReadPage) -> list[tuple[object, ...]]:
    rows = fee_list.extract(pages)["items"]
    return [
        (one["name"].value, one["category"].value if "category" in one else None)  # type: ignore[union-attr, index]
        for one in rows  # type: ignore[union-attr]
    ]


def total(fields: Fields) -> tuple[object, object]:
    field = fields["total"]
    return field.value, field.grade  # type: ignore[union-attr]


@pytest.mark.parametrize("closing", [[], [(600, "小计:12.00")], [(400, "转下页")]])
def test_a_heading_below_the_last_row_of_a_page_names_the_rows_of_the_next(
    closing: list[tuple[int, str]],
) -> None:
    first: Rows = (
        TITLE,
        HEAD,
        (100, [(0, "【化验费】")]),
        row(140, "血常规", "12.00"),
        (180, [(0, "【治疗费】")]),
        *([(220, closing)] if closing else []),
        (400, [(0, "打印人:8492")]),
    )
    second: Rows = (
        TITLE,
        HEAD,
        row(110, "静脉输液", "6.50"),
        (150, [(0, "【护理费】")]),
        row(190, "二级护理", "16.00"),
    )
    pages = [sheet(first), sheet(second, number=2)]
    assert told(*pages) == [("血常规", "化验费"), ("静脉输液", "治疗费"), ("二级护理", "护理费")]
    carried = fee_list.extract(pages)["items"][1]["category"]  # type: ignore[index]
    assert carried.grade is Grade.CHECK


def test_a_group_goes_on_at_the_top_of_the_next_panel() -> None:
    def both(y: int, left: str, right: str) -> tuple[int, list[tuple[int, str]]]:
        return (y, [*row(y, left, "12.00")[1], *row(y, right, "6.50", 800)[1]])

    rows: Rows = (
        TITLE,
        TWO_HEADS,
        (100, [(0, "【化验费】"), *row(100, "肌肉注射", "6.50", 800)[1]]),
        both(140, "血常规", "静脉输液"),
        both(180, "尿常规", "雾化吸入"),
        (220, [(0, "【治疗费】")]),
    )
    kinds = ["化验费", "化验费", "治疗费", "治疗费", "治疗费"]
    assert [kind for _, kind in told(sheet(rows))] == kinds


@pytest.mark.parametrize(
    "words", ["本次费用合计(元):", "本次门诊费用合计:", "清单总金额", "应收金额合计:", "全部费用总计(元):"]
)
def test_a_total_in_words_that_no_list_names_ends_the_table(words: str) -> None:
    foot = [
        (0, f"{words}18.50"),
        (300, "收费员:7982"),
        (520, "发药窗口:8号"),
        (900, "打印时间:2026-02-06 14:32:23"),
    ]
    rows: Rows = (TITLE, HEAD, row(110, "静脉输液", "6.50"), row(150, "血常规", "12.00"), (190, foot))
    assert [name for name, _ in told(sheet(rows))] == ["静脉输液", "血常规"]
    assert total(fee_list.extract([sheet(rows)]))[0] == "18.50"


def test_labelled_words_of_the_foot_under_the_columns_are_no_item() -> None:
    foot = [(0, "发药窗口:8号"), (600, "打印时间:2026-02-06")]
    rows: Rows = (TITLE, HEAD, row(110, "静脉输液", "6.50"), (150, foot))
    assert [name for name, _ in told(sheet(rows))] == ["静脉输液"]


def test_a_total_in_words_that_no_list_names_is_for_a_look() -> None:
    rows: Rows = (
        TITLE,
        HEAD,
        row(110, "静脉输液", "6.50"),
        (190, [(0, "本期住院医疗费用总和"), (600, "6.50")]),
    )
    assert total(fee_list.extract([sheet(rows)])) == ("6.50", Grade.CHECK)
    rows = (TITLE, HEAD, row(110, "静脉输液", "6.50"), (190, [(0, "基金负担总和"), (600, "6.50")]))
    assert "total" not in fee_list.extract([sheet(rows)])
