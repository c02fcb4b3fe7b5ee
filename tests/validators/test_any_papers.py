"""Whatever papers with whatever values come in: an answer, never an exception, and never an ask out of doubt."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.model.checklist import ItemState
from storage.model.document import QualityFault, QualityGrade
from storage.model.document_type import DocumentType
from storage.model.extraction import Box, Grade
from tests.validators.builders import a_document, a_fault, a_field, bill, files, judge, portrait, record
from validators.message.verdicts import verdict_of_reading

NAMES = [
    "side",
    "name",
    "id_number",
    "birth_date",
    "sex",
    "valid_from",
    "valid_to",
    "authority",
    "card_number",
    "card_kind",
    "holder_name",
    "total",
    "total_cn",
    "bill_code",
    "bill_number",
    "invoice_number",
    "patient_name",
    "visit_date",
    "issue_date",
    "pool_paid",
    "cash_paid",
    "page_number",
    "page_count",
    "relation",
    "page_kind",
    "child_name",
    "mother_name",
    "age",
    "insurance_kind",
    "seller_name",
    "kind",
    "title",
]
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 400),
    st.text(max_size=12),
    st.sampled_from(
        [
            "portrait",
            "emblem",
            "both",
            "张悦",
            "王强",
            "张*",
            "2026-04-05",
            "2030-13-45",
            "long_term",
            "12.00",
            "子",
        ]
    ),
)
FIELDS = st.builds(
    lambda value, grade: a_field(value, grade=grade), VALUES, st.sampled_from([Grade.AUTO, Grade.CHECK])
)
TABLES = st.lists(st.fixed_dictionaries({}, optional={"name": FIELDS, "amount": FIELDS}), max_size=3)
FAULTS = st.builds(a_fault, st.sampled_from(QualityFault), st.sampled_from([None, Box(0, 0, 400, 300)]))
DOCUMENTS = st.builds(
    lambda kind, fields, rows, sure, faults, grade: a_document(
        kind, {**fields, **({"items": rows} if rows else {})}, confidence=sure, faults=faults, quality=grade
    ),
    st.sampled_from(DocumentType),
    st.dictionaries(st.sampled_from(NAMES), FIELDS, max_size=8),
    TABLES,
    st.sampled_from([0.4, 0.98]),
    st.lists(FAULTS, max_size=2),
    st.sampled_from(QualityGrade),
)
FACTS = st.sampled_from(
    [{}, {"insured.name": "张悦", "insured.birth": "1990-03-07"}, {"insured.birth": "2018-03-01"}]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(DOCUMENTS, max_size=6), FACTS)
def test_any_papers_give_an_assessment_with_a_message(documents, facts):
    assessment = judge(files(*documents), facts)
    assert assessment.message.subject and assessment.message.text and assessment.message.sms
    assert len(assessment.message.fingerprint) == 64
    assert len(assessment.verdicts) == len(documents)
    assert all(verdict_of_reading(reading) for reading in files(*documents))
    assert assessment.is_complete == (
        not assessment.questions and all(item.state.is_done for item in assessment.items)
    )


@settings(max_examples=100, deadline=None)
@given(st.lists(DOCUMENTS, max_size=5), FACTS)
def test_unreadable_is_only_said_where_a_fault_was_measured(documents, facts):
    readings = files(*documents)
    papers = {document.id: document for reading in readings for document in reading.documents}
    for item in judge(readings, facts).items:
        if item.state is ItemState.UNREADABLE:
            faults = {issue.fault.value for one in item.ask.documents for issue in papers[one].quality.issues}
            assert item.reason in faults & {"blur", "glare", "cut", "dark", "small"}


def test_three_hundred_papers_are_judged_within_seconds():
    many = [bill(number=f"{at:010}") for at in range(150)] + [
        portrait(f"张{chr(0x4E00 + at)}") for at in range(75)
    ]
    start = time.monotonic()
    judge(files(*many, *(record() for _ in range(75))))
    assert time.monotonic() - start < 10
