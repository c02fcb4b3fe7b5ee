"""Sums that a list prints on its way: those that fit are silent, a broken one names its page and rows for a person.

Made lists: pages of rows with a head on each or on the first alone, sums of a page, of all so far, carried over.
"""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.documents import fee_list
from extractors.kinds.classify import Verdict
from extractors.kinds.split import split
from extractors.page import ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Grade
from storage.model.finding import Finding, Outcome
from storage.model.money import format_fen
from tests.extractors.typeset import Rows, sheet

Pages = list[list[int]]
SUMS = ("本页小计", "本页合计", "累计", "过次页")
HEAD = [(0, "项目名称"), (600, "单位"), (800, "数量"), (1000, "单价"), (1200, "金额")]
lists = st.lists(st.lists(st.integers(101, 99_999), min_size=1, max_size=4), min_size=1, max_size=3)
a_few = settings(max_examples=8, deadline=None)


def name_of(place: int) -> str:
    return f"{'甲乙丙丁戊己庚辛壬癸子丑'[place]}号输液器"


def drawn(pages: Pages, words: str, *, heads: bool = True, wrong: int = -1, by: int = 100) -> list[ReadPage]:
    """The pages of a list; the amount of the row `wrong` is printed too high."""
    place, told, found = 0, 0, []
    for number, fens in enumerate(pages, 1):
        top = [(10, [(300, "示范市第一人民医院住院费用清单")]), (50, [(0, "住院号:ZY1029384")])]
        rows: list[tuple[int, list[tuple[int, str]]]] = [*top, (90, HEAD)] if heads or number == 1 else top
        if number > 1 and words == "过次页":
            rows.append((130, [(0, f"承前页 {format_fen(told)}")]))
        for at, fen in enumerate(fens):
            amount = format_fen(fen + (by if place == wrong else 0))
            rows.append(
                (170 + 40 * at, [(0, name_of(place)), (600, "个"), (800, "1"), (1000, amount), (1200, amount)])
            )
            place += 1
        told += sum(fens)
        said = told if words in ("累计", "过次页") else sum(fens)
        rows.append((400, [(0, f"{words}:{format_fen(said)}"), (700, f"第{number}页/共{len(pages)}页")]))
        found.append(sheet(rows, number=number))
    return found


def findings(pages: Sequence[ReadPage]) -> tuple[Finding, ...]:
    return fee_list.read(pages)[1]


def names(pages: Sequence[ReadPage]) -> list[object]:
    return [row["name"].value for row in fee_list.extract(pages)["items"]]  # type: ignore[union-attr, index]


@a_few
@given(pages=lists, words=st.sampled_from(SUMS), heads=st.booleans())
def test_sums_that_fit_are_silent(pages: Pages, words: str, heads: bool) -> None:
    made = drawn(pages, words, heads=heads)
    assert findings(made) == ()
    assert names(made) == [name_of(place) for place in range(sum(map(len, pages)))]


@a_few
@given(pages=lists, words=st.sampled_from(SUMS), data=st.data())
def test_a_sum_with_a_wrong_row_names_its_page_and_rows(pages: Pages, words: str, data: st.DataObject) -> None:
    wrong = data.draw(st.integers(0, sum(map(len, pages)) - 1))
    starts = [sum(map(len, pages[:at])) for at in range(len(pages))]
    page = max(at for at, start in enumerate(starts) if start <= wrong)
    rows = f"{starts[page] + 1}至{starts[page] + len(pages[page])}" if len(pages[page]) > 1 else f"{wrong + 1}"
    first = findings(drawn(pages, words, wrong=wrong))[0]
    assert (first.rule, first.outcome, first.field) == ("V12", Outcome.HUMAN, "items")
    assert first.detail.startswith(f"第{page + 1}页的“{words}”") and f"第{rows}行" in first.detail


@a_few
@given(pages=lists.filter(lambda pages: len(pages) > 1), order=st.randoms(use_true_random=False))
def test_pages_in_another_order_are_one_list(pages: Pages, order: object) -> None:
    made = drawn(pages, "过次页")
    mixed = list(made)
    order.shuffle(mixed)  # type: ignore[attr-defined]
    [paper] = split(mixed, [Verdict(DocumentType.FEE_LIST, 0.9)] * len(mixed))
    assert findings(paper.pages) == ()
    assert names(paper.pages) == names(made)


def test_the_later_page_of_a_list_by_itself_is_not_held_against_what_it_carries_on() -> None:
    made = drawn([[1000], [2000, 500]], "累计")
    assert findings(made[1:]) == ()
    carried = drawn([[1000], [2000, 500]], "过次页")
    assert findings(carried[1:]) == ()


def kinds(second: str) -> Rows:
    return (
        (10, [(300, "示范市第一人民医院住院费用清单")]),
        (90, [(0, "类别"), (200, "项目名称"), (1000, "单价"), (1100, "数量"), (1200, "金额")]),
        (130, [(0, "床位费"), (200, "三人间床位"), (1000, "40.00"), (1110, "3"), (1200, "120.00")]),
        (170, [(0, "护理费"), (200, "二级护理"), (1000, "24.00"), (1110, "3"), (1200, "72.00")]),
        (230, [(0, "床位费:120.00"), (400, f"护理费:{second}")]),
        (280, [(0, "合计:192.00")]),
    )


@pytest.mark.parametrize(
    ("second", "wrong"), [("72.00", []), ("75.00", ["第1页的“护理费”75.00与第2行的合计72.00不一致。"])]
)
def test_sums_by_kind_are_no_items_and_must_fit(second: str, wrong: list[str]) -> None:
    fields, found = fee_list.read([sheet(kinds(second))])
    assert [row["name"].value for row in fields["items"]] == ["三人间床位", "二级护理"]  # type: ignore[union-attr, index]
    assert [one.detail for one in found] == wrong


def test_a_last_page_with_the_total_alone_adds_nothing() -> None:
    last = sheet([(10, [(300, "示范市第一人民医院住院费用清单")]), (90, [(0, "合计金额:30.00")])], number=2)
    fields, found = fee_list.read([*drawn([[1000, 2000]], "本页小计"), last])
    assert len(fields["items"]) == 2 and not found  # type: ignore[arg-type]
    assert fields["total"].value == "30.00"  # type: ignore[union-attr]


@pytest.mark.parametrize(("said", "grade"), [("12.00", Grade.AUTO), ("13.00", Grade.CHECK)])
def test_a_sum_beside_the_heading_above_its_rows_is_theirs(said: str, grade: Grade) -> None:
    rows: Rows = (
        (10, [(300, "示范市第一人民医院住院费用清单")]),
        (90, HEAD),
        (130, [(0, "【西药费】"), (1200, "小计:5.00")]),
        (170, [(0, "甲号片"), (820, "1"), (1000, "5.00"), (1200, "5.00")]),
        (210, [(0, "【检查费】"), (1200, f"小计:{said}")]),
        (250, [(0, "乙号检查"), (820, "2"), (1000, "6.00"), (1200, "12.00")]),
    )
    fields, findings = fee_list.read([sheet(rows)])
    grades = [row["amount"].grade for row in fields["items"]]  # type: ignore[union-attr, index]
    assert (grades, len(findings)) == ([Grade.AUTO, grade], int(grade is Grade.CHECK))
