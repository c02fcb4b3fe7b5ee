import datetime as dt

from storage.model.document_type import DocumentType
from tests.validators.builders import a_paper, bill, doubtful, record
from validators.papers.paper import Paper
from validators.papers.visits import visits_of


def papers(*documents):
    return [Paper(document, at) for at, document in enumerate(documents)]


def test_bills_of_one_day_are_one_visit_and_of_two_days_two():
    bills = papers(bill(), bill(number="2"), bill(number="3", day="2026-03-01"))
    visits = visits_of(bills, ())
    assert [(visit.scope, len(visit.bills)) for visit in visits] == [("visit:1", 1), ("visit:2", 2)]


def test_a_bill_without_a_sure_day_joins_a_visit():
    bills = papers(
        bill(), bill(number="2", visit_date=doubtful("2020-01-01"), issue_date=doubtful("2020-01-01"))
    )
    assert len(visits_of(bills, ())) == 1


def test_named_visits_come_first():
    named = ({"hospital": "示范市第一人民医院", "from": dt.date(2026, 4, 5), "to": dt.date(2026, 4, 5)},)
    visits = visits_of(papers(bill(), bill(number="2", day="2026-03-01")), named)
    assert [visit.start for visit in visits] == [dt.date(2026, 4, 5), dt.date(2026, 3, 1)]


def test_a_record_is_of_its_day_and_a_report_may_come_later():
    visit = visits_of(papers(bill()), ())[0]
    late = papers(record(day="2026-04-09"), a_paper(DocumentType.LAB_REPORT, report_date="2026-04-09"))
    assert [visit.is_of(paper) for paper in late] == [False, True]
