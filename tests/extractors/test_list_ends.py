"""Where a list of charges ends, and what of a group stands on the other side of a page's or a panel's edge."""

import pytest

from extractors.documents import fee_list
from extractors.page import ReadPage
from storage.model.extraction import Fields, Grade
from tests.extractors.typeset import Rows, sheet

TITLE = (10, [(300, "示范市第一人民医院住院费用清单")])
HEAD = (60, [(20, "项目名称"), (300, "单位"), (400, "单价"), (500, "数量"), (600, "金额")])
TWO_HEADS = (60, [(x + at, text) for x in (0, 780) for at, text in HEAD[1]])


def row(y: int, name: str, amount: str, x: int = 20) -> tuple[int, list[tuple[int, str]]]:
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
        (100, [(20, "【化验费】")]),
        row(140, "血常规", "12.00"),
        (180, [(20, "【治疗费】")]),
        *([(220, closing)] if closing else []),
        (400, [(20, "打印人:8492")]),
    )
    second: Rows = (
        TITLE,
        HEAD,
        row(110, "静脉输液", "6.50"),
        (150, [(20, "【护理费】")]),
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
        (100, [(20, "【化验费】"), *row(100, "肌肉注射", "6.50", 800)[1]]),
        both(140, "血常规", "静脉输液"),
        both(180, "尿常规", "雾化吸入"),
        (220, [(20, "【治疗费】")]),
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
    foot = [(20, "发药窗口:8号"), (600, "打印时间:2026-02-06")]
    rows: Rows = (TITLE, HEAD, row(110, "静脉输液", "6.50"), (150, foot))
    assert [name for name, _ in told(sheet(rows))] == ["静脉输液"]


def test_a_total_in_words_that_no_list_names_is_for_a_look() -> None:
    rows: Rows = (
        TITLE,
        HEAD,
        row(110, "静脉输液", "6.50"),
        (190, [(20, "本期住院医疗费用总和"), (600, "6.50")]),
    )
    assert total(fee_list.extract([sheet(rows)])) == ("6.50", Grade.CHECK)
    rows = (TITLE, HEAD, row(110, "静脉输液", "6.50"), (190, [(20, "基金负担总和"), (600, "6.50")]))
    assert "total" not in fee_list.extract([sheet(rows)])


@pytest.mark.parametrize(
    "heading",
    [
        "费用类别:治疗费",
        "三、治疗费",
        "治疗费:",
        "治疗费(合计:6.50)",
        "《治疗费》",
        "◆治疗费",
        "2.治疗费",
        "[治疗费]",
    ],
)
def test_a_heading_at_the_foot_of_a_page_however_it_is_set(heading: str) -> None:
    first: Rows = (TITLE, HEAD, (100, [(20, "化验费")]), row(140, "血常规", "12.00"), (180, [(20, heading)]))
    second: Rows = (TITLE, HEAD, row(110, "静脉输液", "6.50"))
    assert told(sheet(first), sheet(second, number=2)) == [("血常规", "化验费"), ("静脉输液", "治疗费")]


@pytest.mark.parametrize(
    "heading", ["治疗费(续)", "【治疗费】(续)", "续:治疗费", "治疗费(续上页)", "(续)治疗费", "治疗费 续"]
)
def test_a_heading_printed_again_on_the_next_page_is_the_same_kind(heading: str) -> None:
    first: Rows = (TITLE, HEAD, (100, [(20, "治疗费")]), row(140, "肌肉注射", "12.00"))
    second: Rows = (TITLE, HEAD, (100, [(20, heading)]), row(140, "静脉输液", "6.50"))
    assert told(sheet(first), sheet(second, number=2)) == [("肌肉注射", "治疗费"), ("静脉输液", "治疗费")]


@pytest.mark.parametrize("words", ["合计", "合计:", "小计", "本类合计", "类别合计", "科室合计"])
@pytest.mark.parametrize("x", [20, 480])
def test_a_sum_that_closes_a_group_does_not_end_the_list(words: str, x: int) -> None:
    rows: Rows = (
        TITLE,
        HEAD,
        (100, [(20, "治疗费")]),
        row(140, "静脉输液", "12.00"),
        (180, [(x, words), (600, "12.00")]),
        (220, [(20, "护理费")]),
        row(260, "二级护理", "3.00"),
        (300, [(x, words), (600, "3.00")]),
        (340, [(20, "总计"), (600, "15.00")]),
    )
    assert told(sheet(rows)) == [("静脉输液", "治疗费"), ("二级护理", "护理费")]
    assert total(fee_list.extract([sheet(rows)]))[0] == "15.00"


@pytest.mark.parametrize(
    "words", ["西药费 小计:20.00", "西药费小计:20.00", "西药费:20.00", "(一)西药费 小计 20.00"]
)
def test_sums_of_kinds_above_their_rows_name_them_also_on_the_next_page(words: str) -> None:
    def said(kind: str, fen: str) -> list[tuple[int, str]]:
        first, *more = words.replace("西药费", kind).replace("20.00", fen).split(" ")
        return [(20, first), *([(480, " ".join(more))] if more else [])]

    first: Rows = (
        TITLE,
        HEAD,
        (100, said("西药费", "20.00")),
        row(140, "头孢", "12.00"),
        row(180, "青霉素", "8.00"),
        (220, said("治疗费", "9.50")),
        row(260, "静脉输液", "6.50"),
    )
    second: Rows = (
        TITLE,
        HEAD,
        row(110, "雾化", "3.00"),
        (150, said("护理费", "5.00")),
        row(190, "护理", "5.00"),
    )
    kinds = ["西药费", "西药费", "治疗费", "治疗费", "护理费"]
    assert [kind for _, kind in told(sheet(first), sheet(second, number=2))] == kinds
