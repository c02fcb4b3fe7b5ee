"""The smallest valid nouns for judging: made-up papers of made-up people."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from storage.model.checklist import Assessment, ChecklistItem, ItemState
from storage.model.claim import ClaimType
from storage.model.document import Document, Page, Quality, QualityFault, QualityGrade, QualityIssue
from storage.model.document_type import DocumentType
from storage.model.extraction import Box, Cell, Field, Grade, Source, Value
from storage.model.finding import Finding, Outcome
from storage.model.reading import Reading, ReadingStatus, Refusal
from validators.assess import assess
from validators.facts.load import Facts, facts_from
from validators.items.set_aside import CannotGet
from validators.lists.checklist import assumed

TODAY = dt.date(2026, 4, 10)
MOTHER, FATHER, CHILD = "张悦", "王强", "王小明"
MOTHER_ID, FATHER_ID, CHILD_ID = "11010119900307002X", "110101198805120039", "310115201803010012"
CARD_NUMBER = "6217001234567890122"

Given = Value | Field | Sequence[str] | Sequence[Mapping[str, str]]
INK = Box(10, 10, 90, 30)


def a_field(value: Value, *, grade: Grade = Grade.AUTO, box: Box | None = INK, page: int = 1) -> Field:
    """One field; a value of None is unread."""
    grade = Grade.UNREAD if value is None else grade
    return Field(
        value=value, raw=str(value), confidence=0.97, grade=grade, source=Source.OCR, page=page, box=box
    )


def doubtful(value: Value) -> Field:
    return a_field(value, grade=Grade.CHECK)


def a_document(
    kind: DocumentType,
    fields: Mapping[str, Given] | None = None,
    *,
    confidence: float = 0.98,
    faults: Sequence[QualityIssue] = (),
    quality: QualityGrade = QualityGrade.GOOD,
    page: int = 1,
    pages: int = 1,
) -> Document:
    """A paper with those fields; `reading` gives it its id."""
    sheets = tuple(Page(page=page + at, width=1000, height=700) for at in range(pages))
    cells = {name: _cell(value) for name, value in (fields or {}).items()}
    return Document(
        id="",
        type=kind,
        confidence=confidence,
        pages=sheets,
        quality=Quality(quality, tuple(faults)),
        fields=cells,
    )


def _cell(value: Given) -> Cell:
    if isinstance(value, Field):
        return value
    if isinstance(value, list | tuple):
        if value and isinstance(value[0], Mapping):
            return tuple({name: _one(cell) for name, cell in row.items()} for row in value)
        return tuple(_one(part) for part in value)
    return a_field(value)


def _one(value: Value | Field) -> Field:
    return value if isinstance(value, Field) else a_field(value)


def a_fault(fault: QualityFault, box: Box | None = None, page: int = 1) -> QualityIssue:
    return QualityIssue(fault, page, box)


def a_reading(number: int, *documents: Document, name: str | None = None) -> Reading:
    """File number `number` with those papers in it."""
    file = name or f"photo{number}.jpg"
    named = tuple(replace(document, id=f"f{number}.d{at}") for at, document in enumerate(documents, 1))
    return Reading(
        file=file,
        sha256=hashlib.sha256(f"{number}{file}".encode()).hexdigest(),
        media_type="image/jpeg",
        status=ReadingStatus.READ,
        page_count=1,
        documents=named,
    )


def unread(rule: str = "quarantined") -> Document:
    """What stands for a file that nobody has read: not yet, or no reader could."""
    finding = Finding(rule=rule, outcome=Outcome.HUMAN, field=None, detail="")
    page = Page(page=1, width=0, height=0)
    return Document(id="", type=DocumentType.OTHER, confidence=0.0, pages=(page,), findings=(finding,))


def a_refusal(number: int, code: str, message: str, remedy: str, *, name: str) -> Reading:
    return Reading(
        file=name,
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        media_type="",
        status=ReadingStatus.REFUSED,
        reason=Refusal(code, message, remedy),
    )


def files(*documents: Document | Sequence[Document]) -> list[Reading]:
    """One file for each paper, or for each group of papers in one picture."""
    groups = [group if isinstance(group, list | tuple) else [group] for group in documents]
    return [a_reading(number, *group) for number, group in enumerate(groups, 1)]


def portrait(name: str = MOTHER, number: str = MOTHER_ID, **more: Given) -> Document:
    sex = "M" if int(number[16]) % 2 else "F"
    born = f"{number[6:10]}-{number[10:12]}-{number[12:14]}"
    fields: dict[str, Given] = {
        "side": "portrait",
        "name": name,
        "sex": sex,
        "birth_date": born,
        "id_number": number,
    }
    return a_document(DocumentType.ID_CARD, {**fields, **more})


def emblem(valid_to: Given = "2039-05-20", valid_from: str = "2019-05-20", **more: Given) -> Document:
    fields: dict[str, Given] = {
        "side": "emblem",
        "authority": "示范市公安局东城分局",
        "valid_from": valid_from,
        "valid_to": valid_to,
    }
    return a_document(DocumentType.ID_CARD, {**fields, **more})


def both_faces(name: str = MOTHER, number: str = MOTHER_ID, **more: Given) -> Document:
    fields = {**portrait(name, number).fields, **emblem().fields, "side": "both", **more}
    return a_document(DocumentType.ID_CARD, fields)  # type: ignore[arg-type]


def bank_card(holder: str | None = None, kind: str = "debit", **more: Given) -> Document:
    fields: dict[str, Given] = {"bank_name": "示范银行", "card_number": CARD_NUMBER, "card_kind": kind}
    if holder:
        fields["holder_name"] = holder
    return a_document(DocumentType.BANK_CARD, {**fields, **more})


CATEGORY_ROWS = (
    {"name": "诊察费", "amount": "39.00"},
    {"name": "西药费", "amount": "388.50"},
    {"name": "检查费", "amount": "12.44"},
)
DRUG_ROWS = (
    {"name": "阿莫西林胶囊", "amount": "388.50"},
    {"name": "对乙酰氨基酚片", "amount": "51.44"},
)


def bill(
    patient: Given = MOTHER,
    number: Given = "0012345678",
    day: Given = "2026-04-05",
    rows: Sequence[Mapping[str, str]] = CATEGORY_ROWS,
    **more: Given,
) -> Document:
    fields: dict[str, Given] = {
        "bill_code": "31060126",
        "bill_number": number,
        "patient_name": patient,
        "visit_date": day,
        "issue_date": day,
        "hospital_name": "示范市第一人民医院",
        "total": "439.94",
        "total_cn": "肆佰叁拾玖元玖角肆分",
        "pool_paid": "0.00",
        "account_paid": "0.00",
        "cash_paid": "439.94",
        "items": rows,
    }
    return a_document(DocumentType.INV_OUTPATIENT, {**fields, **more})


def record(patient: Given = MOTHER, day: Given = "2026-04-05", **more: Given) -> Document:
    fields: dict[str, Given] = {
        "hospital_name": "示范市第一人民医院",
        "patient_name": patient,
        "visit_date": day,
        "diagnoses": ["急性上呼吸道感染"],
    }
    return a_document(DocumentType.OP_RECORD, {**fields, **more})


def fee_list(patient: Given = MOTHER, **more: Given) -> Document:
    fields: dict[str, Given] = {"patient_name": patient, "total": "439.94", "items": DRUG_ROWS}
    return a_document(DocumentType.FEE_LIST, {**fields, **more})


STAY_NUMBER = "ZY1029384"


def stay_bill(patient: Given = MOTHER, number: Given = "0055512345", **more: Given) -> Document:
    """An inpatient bill that prints what the social insurance paid."""
    fields: dict[str, Given] = {
        "bill_code": "31060126",
        "bill_number": number,
        "patient_name": patient,
        "inpatient_number": STAY_NUMBER,
        "hospital_name": "示范市第一人民医院",
        "admission_date": "2026-04-01",
        "discharge_date": "2026-04-05",
        "issue_date": "2026-04-05",
        "total": "6642.50",
        "pool_paid": "3800.00",
        "account_paid": "0.00",
        "cash_paid": "2842.50",
        "items": [{"name": "床位费", "amount": "280.00"}, {"name": "西药费", "amount": "6362.50"}],
    }
    return a_document(DocumentType.INV_INPATIENT, {**fields, **more})


def discharge(patient: Given = MOTHER, **more: Given) -> Document:
    fields: dict[str, Given] = {
        "hospital_name": "示范市第一人民医院",
        "patient_name": patient,
        "inpatient_number": STAY_NUMBER,
        "admission_date": "2026-04-01",
        "discharge_date": "2026-04-05",
        "discharge_diagnoses": ["支气管肺炎"],
        "stamped": True,
    }
    return a_document(DocumentType.DISCHARGE, {**fields, **more})


def stay_list(patient: Given = MOTHER, **more: Given) -> Document:
    """The whole list of costs of a stay."""
    fields: dict[str, Given] = {
        "patient_name": patient,
        "inpatient_number": STAY_NUMBER,
        "period_from": "2026-04-01",
        "period_to": "2026-04-05",
        "total": "6642.50",
        "items": DRUG_ROWS,
    }
    return a_document(DocumentType.FEE_LIST, {**fields, **more})


def a_paper(kind: DocumentType, /, **fields: Given) -> Document:
    return a_document(kind, fields)


def adult_papers() -> list[Document]:
    """All an adult needs for a simple illness."""
    return [portrait(), emblem(), bank_card(), bill(), record(), fee_list()]


def judge(
    readings: Sequence[Reading],
    facts: Mapping[str, object] | Facts | None = None,
    cannot: Sequence[CannotGet] = (),
    claim_types: Sequence[ClaimType] = (ClaimType.OUTPATIENT_MEDICAL,),
    locale: str = "zh-CN",
) -> Assessment:
    """Of an outpatient claim, or of others; the cause is an illness unless facts or claim types speak of it."""
    known = {} if "event.cause" in assumed(claim_types) else {"event.cause": "disease"}
    given = facts if isinstance(facts, Facts) else facts_from({**known, **(facts or {})})
    return assess(readings, claim_types=claim_types, facts=given, today=TODAY, cannot=cannot, locale=locale)


def asks(assessment: Assessment) -> dict[str, ItemState]:
    """What is asked for: keys (with the scope where it is a later visit) and states."""
    return {label_of(item): item.state for item in assessment.items if item.state.is_ask}


def in_review(assessment: Assessment) -> set[str]:
    return {label_of(item) for item in assessment.items if item.state is ItemState.IN_REVIEW}


def state(assessment: Assessment, key: str) -> ItemState:
    return item(assessment, key).state


def item(assessment: Assessment, key: str) -> ChecklistItem:
    return next(each for each in assessment.items if label_of(each) == key)


def question_keys(assessment: Assessment) -> list[str]:
    return [question.key for question in assessment.questions]


def label_of(each: ChecklistItem) -> str:
    role, _, number = each.person.partition(":")
    whose = f"/{each.person}" if number not in ("", "1") else ""
    whose = "/policyholder" if role == "policyholder" else whose
    return each.key + whose + ("" if each.scope in ("claim", "visit:1") else f"@{each.scope}")
