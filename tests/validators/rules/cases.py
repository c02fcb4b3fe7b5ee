"""One case for each validity rule across papers: what sets it off, and what must not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from storage.model.claim import ClaimType
from storage.model.document import Document, QualityFault
from storage.model.document_type import DocumentType
from tests.validators.builders import (
    DRUG_ROWS,
    a_document,
    a_fault,
    a_paper,
    bank_card,
    bill,
    discharge,
    doubtful,
    fee_list,
    record,
    stay_bill,
    stay_list,
)

Papers = Sequence[Document]
INPATIENT, DEATH = (ClaimType.INPATIENT_MEDICAL,), (ClaimType.DEATH_ILLNESS,)
ACCIDENT = (ClaimType.ACCIDENT_MEDICAL,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Papers and facts with which the rule speaks, and others with which it is silent."""

    rule: str
    outcome: str
    papers: Papers
    facts: Mapping[str, Any] = field(default_factory=dict)
    silent_papers: Papers | None = None
    silent_facts: Mapping[str, Any] | None = None
    types: Sequence[ClaimType] = (ClaimType.OUTPATIENT_MEDICAL,)


def _death(day: str) -> Document:
    return a_paper(DocumentType.DEATH_CERT, name="王强", death_date=day)


def _cremation(day: Any) -> Document:
    return a_paper(DocumentType.CREMATION, name="王强", issue_date=day)


def _traffic(day: str, *names: str) -> Document:
    parties = [{"name": name} for name in names]
    return a_paper(DocumentType.TRAFFIC_LIABILITY, occurred_at=day, parties=parties, stamped=True)


DRIVING = {"event.date": "2026-03-01", "event.scene": "traffic", "traffic.insured_was_driving": True}
COPY, ON_SCREEN = (
    a_document(DocumentType.INV_OUTPATIENT, bill().fields, faults=[a_fault(fault)])  # type: ignore[arg-type]
    for fault in (QualityFault.COPY, QualityFault.SCREEN)
)

CASES = (
    Case(
        rule="V07",
        outcome="warn",
        papers=[bank_card()],
        facts={"claim.amount": "10000.01"},
        silent_facts={"claim.amount": "10000.00"},
    ),
    Case(
        rule="V10",
        outcome="human",
        papers=[bill(day="2025-12-31")],
        facts={"policy.start": "2026-01-01", "policy.end": "2026-12-31"},
        silent_papers=[bill(day="2026-01-01")],
    ),
    Case(
        rule="V10",
        outcome="human",
        papers=[bill()],
        facts={"policy.end": "2026-04-04"},
        silent_papers=[bill(day=doubtful("2026-04-05"), issue_date=doubtful("2026-04-05"))],
    ),
    Case(
        rule="V11",
        outcome="warn",
        papers=[stay_bill(), discharge(discharge_date="2026-04-07")],
        silent_papers=[stay_bill(), discharge(discharge_date="2026-04-06", admission_date="2026-04-02")],
        types=INPATIENT,
    ),
    Case(
        rule="V12",
        outcome="human",
        papers=[stay_bill(), stay_list(total="6042.50")],
        silent_papers=[stay_bill(), stay_list(total="6642.54")],
        types=INPATIENT,
    ),
    Case(
        rule="V12",
        outcome="human",
        papers=[bill(), fee_list(total="400.00")],
        silent_papers=[bill(), fee_list(total="400.00", page_number=1, page_count=2)],
    ),
    Case(
        rule="V12",
        outcome="human",
        papers=[bill(), fee_list(total="400.00")],
        silent_papers=[bill(), fee_list(total="39.94"), fee_list(total="400.00", items=DRUG_ROWS[:1])],
    ),
    Case(
        rule="V12",
        outcome="warn",
        papers=[stay_bill(), stay_list(period_to="2026-04-02")],
        silent_papers=[stay_bill(), stay_list(period_to="2026-04-04")],
        types=INPATIENT,
    ),
    Case(
        rule="V16",
        outcome="human",
        papers=[bill(hospital_name="示范康宁诊所")],
        silent_papers=[bill()],
    ),
    Case(
        rule="V16",
        outcome="human",
        papers=[bill(institution_kind="营利性医院")],
        silent_papers=[bill(institution_kind="非营利性医院")],
    ),
    Case(rule="V16", outcome="warn", papers=[bill()], silent_facts={"treat.hospital_grade": "三级甲等"}),
    Case(
        rule="V18",
        outcome="warn",
        papers=[a_paper(DocumentType.DISABILITY_REPORT, subject_name="王强", report_date="2026-03-20")],
        silent_papers=[a_paper(DocumentType.DISABILITY_REPORT, subject_name="王强", report_date="2026-03-30")],
        types=[ClaimType.DISABILITY],
    ),
    Case(
        rule="V21",
        outcome="human",
        papers=[a_paper(DocumentType.DRV_LICENSE, name="张悦", valid_to="2026-02-28")],
        facts=DRIVING,
        silent_papers=[a_paper(DocumentType.DRV_LICENSE, name="张悦", valid_to="2026-03-01")],
        types=ACCIDENT,
    ),
    Case(
        rule="V21",
        outcome="human",
        papers=[a_paper(DocumentType.VEH_LICENSE, plate="沪A12345", inspection_valid_to="2026-02-28")],
        facts=DRIVING,
        silent_facts={**DRIVING, "traffic.insured_was_driving": False},
        types=ACCIDENT,
    ),
    Case(
        rule="V22",
        outcome="human",
        papers=[_traffic("2026-03-02T08:00", "张悦")],
        facts={**DRIVING, "insured.name": "张悦"},
        silent_papers=[_traffic("2026-03-01T08:00", "王强", "张悅")],
        types=ACCIDENT,
    ),
    Case(
        rule="V22",
        outcome="human",
        papers=[_traffic("2026-03-01T08:00", "王强")],
        facts={**DRIVING, "insured.name": "张悦"},
        silent_papers=[_traffic("2026-03-01T08:00", "张*", "王强")],
        types=ACCIDENT,
    ),
    Case(
        rule="V23",
        outcome="warn",
        papers=[
            a_paper(DocumentType.TAX_INVOICE, kind="digital_normal", total="9.00", invoice_number="26" * 10)
        ],
        silent_papers=[
            a_paper(DocumentType.TAX_INVOICE, kind="vat_roll", total="9.00", invoice_number="26" * 4)
        ],
    ),
    Case(
        rule="V24",
        outcome="human",
        papers=[_death("2026-03-20"), _cremation("2026-03-19")],
        silent_papers=[_death("2026-03-20"), _cremation("2026-03-20")],
        types=DEATH,
    ),
    Case(
        rule="V24",
        outcome="human",
        papers=[_death("2026-03-20")],
        facts={"event.date": "2026-03-21"},
        silent_facts={"event.date": "2026-03-20"},
        types=DEATH,
    ),
    Case(rule="V26", outcome="human", papers=[COPY], silent_papers=[bill()]),
    Case(rule="V26", outcome="human", papers=[ON_SCREEN], silent_papers=[bill()]),
    Case(
        rule="V27",
        outcome="human",
        papers=[bill(), record()],
        facts={"event.date": "2026-04-01"},
        silent_facts={"event.date": "2026-04-02"},
        types=ACCIDENT,
    ),
    Case(
        rule="V27",
        outcome="human",
        papers=[record(), record(day="2026-04-09")],
        facts={"event.date": "2026-04-06"},
        silent_papers=[record(day="2026-04-06"), record(day="2026-04-09")],
        types=ACCIDENT,
    ),
)
