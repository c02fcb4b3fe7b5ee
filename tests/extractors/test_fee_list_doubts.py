"""A sum that its rows do not make puts them in doubt, and no others."""

import pytest

from extractors.documents import fee_list
from storage.model.extraction import Fields, Grade
from tests.extractors.test_fee_list import ONE, TOP, TWO
from tests.extractors.typeset import sheet


def grades(fields: Fields) -> list[Grade]:
    return [row["amount"].grade for row in fields["items"]]  # type: ignore[union-attr, index]


def paged(first: str, second: str) -> Fields:
    """Two pages of charges with these lines below their rows."""
    pages = [[*TOP, *ONE, (230, [(0, first)])], [*TOP, *TWO, (200, [(0, second)])]]
    return fee_list.extract([sheet(page, number=number) for number, page in enumerate(pages, 1)])


@pytest.mark.parametrize(
    ("first", "second"),
    [("本页小计:83.20", "本页小计:20.00"), ("累计:83.20", "累计:103.20"), ("过次页 83.20", "小计 20.00")],
)
def test_sums_on_the_way_that_fit_leave_the_rows_alone(first: str, second: str) -> None:
    assert grades(paged(first, second)) == [Grade.AUTO] * 3


def test_a_broken_subtotal_puts_the_rows_above_it_in_doubt_and_no_others() -> None:
    assert grades(paged("本页小计:93.20", "本页小计:20.00")) == [Grade.CHECK, Grade.CHECK, Grade.AUTO]


def test_a_running_total_that_tells_of_a_page_between_puts_its_rows_in_doubt() -> None:
    assert grades(paged("累计:83.20", "累计:503.20")) == [Grade.AUTO, Grade.AUTO, Grade.CHECK]
