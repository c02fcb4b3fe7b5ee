"""Rules on the order of days: V10, V11, V18, V24, V27. Only what was surely read counts.

None of them is told to the customer: whether a claim is covered, and what a strange order of days means, an examiner
decides (V10, V24, V27), the rest is written down.

>>> from validators.facts.load import Facts
>>> list(death_order(Dossier.gather((), Facts(), dt.date(2026, 4, 10))))
[]
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from storage.model.document_type import DocumentType
from storage.model.finding import Finding, Outcome
from validators.claim.dossier import Dossier
from validators.clocks.calendar import load_calendar
from validators.papers.paper import Paper, as_date, of_types
from validators.papers.stays import Stay
from validators.papers.visits import day_of
from validators.rules.finding import figure, found

Findings = Iterator[Finding]
Dated = tuple[dt.date, tuple[Paper, ...]]

_NEAR = dt.timedelta(days=1)
_REPORTS = (DocumentType.DISABILITY_REPORT, DocumentType.WORK_CAPACITY)


def policy_period(dossier: Dossier) -> Findings:
    """V10: a bill of a day on which the policy was not in force."""
    start, end = dossier.facts.date("policy.start"), dossier.facts.date("policy.end")
    for bill in dossier.bills:
        day = day_of(bill)
        if day and ((start and day < start) or (end and day > end)):
            yield found("V10", Outcome.HUMAN, _dated(bill, day), f"{day} 不在保单期间内。", (bill,))


def stay_days(dossier: Dossier) -> Findings:
    """V11: bill and discharge summary of one stay name other days; a bill was issued before the discharge."""
    for stay in dossier.stays:
        for bill in _members(stay, dossier, (DocumentType.INV_INPATIENT,)):
            for summary in _members(stay, dossier, (DocumentType.DISCHARGE,)):
                yield from _stay_differs(bill, summary)


def late_report(dossier: Dossier) -> Findings:
    """V18: the report is older than one insurer's rule allows."""
    most = figure("report_working_days")
    for report in of_types(dossier.papers, _REPORTS):
        day = as_date(report.auto("report_date"))
        if day and _working_days(day, dossier.today) > most:
            yield found("V18", Outcome.WARN, "report_date", f"报告出具已超过 {most} 个工作日。", (report,))


def death_order(dossier: Dossier) -> Findings:
    """V24: the event, the death, the end of the registration and the cremation follow each other."""
    event = dossier.facts.date("event.date")
    steps: list[list[Dated]] = [
        [(event, ())] if event else [],
        _days(dossier, DocumentType.DEATH_CERT, "death_date"),
        [
            *_days(dossier, DocumentType.HUKOU_CANCEL, "issue_date"),
            *_days(dossier, DocumentType.CREMATION, "issue_date"),
        ],
    ]
    for before, after in pairwise([step for step in steps if step]):
        for (first, papers), (last, others) in product(before, after):
            if first > last:
                detail = f"日期的先后不对：{first} 在 {last} 之后。"
                yield found("V24", Outcome.HUMAN, "death_date", detail, (*papers, *others))


def first_visit(dossier: Dossier) -> Findings:
    """V27: the first record of an accident's treatment comes long after it, or before it."""
    event = dossier.facts.date("event.date")
    records = [(day, paper) for paper in dossier.of_type(DocumentType.OP_RECORD) if (day := day_of(paper))]
    if event is None or not records or dossier.facts.get("event.cause") != "accident":
        return
    day, first = min(records, key=lambda pair: pair[0])
    if not dt.timedelta(0) <= day - event <= dt.timedelta(days=figure("first_visit_days")):
        detail = f"首诊 {day} 与事故 {event} 的先后或间隔不寻常。"
        yield found("V27", Outcome.HUMAN, "visit_date", detail, (first,))


def _dated(bill: Paper, day: dt.date) -> str:
    names = ("visit_date", "discharge_date", "issue_date")
    return next((name for name in names if as_date(bill.auto(name)) == day), "issue_date")


def _stay_differs(bill: Paper, summary: Paper) -> Findings:
    for name in ("admission_date", "discharge_date"):
        one, other = as_date(bill.auto(name)), as_date(summary.auto(name))
        if one and other and abs(one - other) > _NEAR:
            detail = f"票据写 {one},出院小结写 {other}。"
            yield found("V11", Outcome.WARN, name, detail, (bill, summary))
    issued, left = as_date(bill.auto("issue_date")), as_date(summary.auto("discharge_date"))
    if issued and left and issued < left - _NEAR:
        yield found("V11", Outcome.WARN, "issue_date", "票据早于出院日期开具。", (bill, summary))


def _members(stay: Stay, dossier: Dossier, kinds: Sequence[DocumentType]) -> list[Paper]:
    return [paper for kind in kinds for paper in dossier.of_type(kind) if paper.id in stay.papers]


def _days(dossier: Dossier, kind: DocumentType, name: str) -> list[Dated]:
    papers = dossier.of_type(kind)
    return [(day, (paper,)) for paper in papers if (day := as_date(paper.auto(name)))]


def _working_days(since: dt.date, until: dt.date) -> int:
    """How many of the days after the first are worked."""
    calendar = load_calendar()
    days = (since + dt.timedelta(days=at) for at in range(1, (until - since).days + 1))
    return sum(calendar.is_worked(day) for day in days)
