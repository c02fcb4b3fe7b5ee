"""Stays are told apart by number, days and hospital; what nothing tells apart is one stay."""

import datetime as dt
import random
from typing import Any

import pytest

from storage.model.document import Document
from storage.model.document_type import DocumentType
from tests.validators.builders import a_paper, a_reading, discharge, doubtful, files, stay_bill, stay_list
from validators.facts.values import Record
from validators.papers.paper import Paper, papers_in
from validators.papers.stays import Stay, stays_of

OTHER = "ZY0000001"


def stays(*papers: Document, named: tuple[Record, ...] = ()) -> tuple[Stay, ...]:
    return stays_of(papers_in(files(*papers)), named)


def bill(**fields: Any) -> Document:
    return stay_bill(**{"inpatient_number": None, **fields})


@pytest.mark.parametrize(
    ("papers", "count"),
    [
        ([discharge(), stay_bill()], 1),
        ([discharge(), stay_bill(number="2", admission_date="2026-03-01", discharge_date="2026-03-20")], 1),
        ([discharge(), stay_bill(inpatient_number=OTHER)], 2),
        ([discharge(inpatient_number=doubtful(OTHER)), stay_bill()], 1),
        (
            [
                discharge(),
                stay_bill(
                    inpatient_number=doubtful(OTHER), admission_date="2026-02-01", discharge_date="2026-02-03"
                ),
            ],
            2,
        ),
        ([bill(admission_date="2026-04-05", discharge_date="2026-04-09"), bill(number="2")], 1),
        (
            [
                bill(admission_date="2026-04-05", discharge_date="2026-04-09", hospital_name="康宁医院"),
                bill(number="2"),
            ],
            2,
        ),
        (
            [
                bill(admission_date="2026-04-03", discharge_date="2026-04-09", hospital_name="康宁医院"),
                bill(number="2"),
            ],
            1,
        ),
        ([bill(admission_date="2026-04-08", discharge_date="2026-04-09"), bill(number="2")], 2),
        ([a_paper(DocumentType.DISCHARGE), stay_bill()], 1),
        ([a_paper(DocumentType.DISCHARGE), a_paper(DocumentType.ADMISSION)], 1),
        ([], 1),
    ],
)
def test_papers_make_so_many_stays_in_any_order(papers: list[Document], count: int) -> None:
    shuffled = random.Random(1).sample(papers, len(papers))
    assert len(stays(*papers)) == len(stays(*shuffled)) == count


def test_a_stay_that_was_settled_in_the_middle_runs_from_its_first_day_to_its_last() -> None:
    (stay,) = stays(
        stay_bill(), stay_bill(number="2", admission_date="2026-03-20", discharge_date="2026-04-01")
    )
    assert (str(stay.start), str(stay.end), len(stay.bills)) == ("2026-03-20", "2026-04-05", 2)


def test_stays_count_by_their_first_day() -> None:
    first, second = stays(
        stay_bill(),
        stay_bill(number="2", inpatient_number=OTHER, admission_date="2026-01-01", discharge_date="2026-01-05"),
    )
    assert (first.scope, second.scope) == ("stay:1", "stay:2")
    assert (str(first.start), str(second.start)) == ("2026-01-01", "2026-04-01")


def test_a_list_is_of_the_stay_of_its_number_then_of_its_days() -> None:
    early, late = stays(
        stay_bill(),
        stay_bill(number="2", inpatient_number=OTHER, admission_date="2026-01-01", discharge_date="2026-01-05"),
    )
    by_number, by_days = paper(stay_list()), paper(stay_list(inpatient_number=None))
    assert [late.is_of(one) for one in (by_number, by_days)] == [True, True]
    assert [early.is_of(one) for one in (by_number, by_days)] == [False, False]
    assert early.is_of(paper(stay_list(inpatient_number=None, period_from=None)))


def test_a_report_may_come_weeks_after_the_stay() -> None:
    (stay,) = stays(discharge())
    assert stay.is_of(paper(a_paper(DocumentType.IMAGING_REPORT, report_date="2026-05-20")))
    assert not stay.is_of(paper(a_paper(DocumentType.IMAGING_REPORT, report_date="2026-03-20")))


def test_named_stays_are_there_without_papers() -> None:
    named = ({"from": dt.date(2026, 4, 1), "to": dt.date(2026, 4, 5)}, {"from": dt.date(2026, 1, 1)})
    assert [len(stay.papers) for stay in stays(stay_bill(), named=named)] == [0, 1]


def paper(document: Document) -> Paper:
    return papers_in([a_reading(99, document)])[0]
