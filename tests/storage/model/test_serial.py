"""Readings go to JSON and back without loss."""

import json
from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st

from storage.model.checklist import Ask, Assessment, ChecklistItem, ItemState, Question
from storage.model.claim import ClaimType
from storage.model.document import Document, Page, Quality, QualityFault, QualityGrade, QualityIssue
from storage.model.document_type import DocumentType
from storage.model.extraction import Box, Cell, Field, Grade, Source
from storage.model.finding import Finding, Outcome
from storage.model.message import Message
from storage.model.reading import Reading, ReadingStatus, Refusal
from storage.model.serial import assessment_to_data, cell_to_data, reading_from_data, reading_to_data

texts = st.text(max_size=12)
names = st.text("abcdefgh_value", min_size=1, max_size=8) | st.sampled_from(["value", "grade", "page"])
small = st.integers(0, 10_000)
boxes = st.none() | st.builds(Box, small, small, small, small)
scores = st.floats(0, 1, allow_nan=False)


@st.composite
def fields(draw: st.DrawFn) -> Field:
    value = draw(st.none() | st.text(max_size=8) | st.integers(-5, 500) | st.booleans())
    return Field(
        value=value,
        raw=draw(texts),
        confidence=draw(scores),
        grade=Grade.UNREAD if value is None else draw(st.sampled_from([Grade.AUTO, Grade.CHECK])),
        source=draw(st.sampled_from(Source)),
        page=draw(st.integers(1, 9)),
        box=draw(boxes),
        repaired=draw(st.booleans()),
    )


rows = st.dictionaries(names, fields(), min_size=1, max_size=3).map(MappingProxyType)
cells = (
    fields()
    | st.lists(fields(), min_size=1, max_size=3).map(tuple)
    | st.lists(rows, min_size=1, max_size=3).map(tuple)
)
pages = st.builds(Page, st.integers(1, 9), small, small, boxes)
issues = st.builds(QualityIssue, st.sampled_from(QualityFault), st.integers(1, 9), boxes)
qualities = st.builds(Quality, st.sampled_from(QualityGrade), st.lists(issues, max_size=2).map(tuple))
findings = st.builds(
    Finding,
    rule=texts,
    outcome=st.sampled_from(Outcome),
    field=st.none() | texts,
    detail=texts,
    documents=st.lists(texts, max_size=2).map(tuple),
)
documents = st.builds(
    Document,
    id=texts,
    type=st.sampled_from(DocumentType),
    confidence=scores,
    pages=st.lists(pages, max_size=2).map(tuple),
    quality=qualities,
    fields=st.dictionaries(names, cells, max_size=3).map(MappingProxyType),
    findings=st.lists(findings, max_size=2).map(tuple),
    member=st.none() | texts,
)
readings = st.builds(
    Reading,
    file=texts,
    sha256=texts,
    media_type=texts,
    status=st.sampled_from(ReadingStatus),
    reason=st.none() | st.builds(Refusal, texts, texts, texts),
    page_count=small,
    seconds=st.floats(0, 999, allow_nan=False),
    documents=st.lists(documents, max_size=2).map(tuple),
)


@given(readings)
def test_a_reading_survives_json_and_comes_back_equal(reading: Reading) -> None:
    assert reading_from_data(json.loads(json.dumps(reading_to_data(reading)))) == reading


def test_a_field_has_exactly_the_keys_of_the_contract() -> None:
    total = Field(
        value="439.94",
        raw="￥439.94",
        confidence=0.991,
        grade=Grade.AUTO,
        source=Source.OCR,
        page=1,
        box=Box(812, 1033, 964, 1071),
    )
    assert cell_to_data(total) == {
        "value": "439.94",
        "raw": "￥439.94",
        "confidence": 0.991,
        "grade": "auto",
        "source": "ocr",
        "page": 1,
        "box": [812, 1033, 964, 1071],
    }


def test_a_table_is_an_array_of_rows_of_field_objects() -> None:
    amount = Field(
        value="12.00", raw="12", confidence=1.0, grade=Grade.AUTO, source=Source.XML, page=1, box=None
    )
    cell: Cell = ({"amount": amount}, {"amount": amount})
    data = cell_to_data(cell)
    assert isinstance(data, list)
    assert [row["amount"]["value"] for row in data] == ["12.00", "12.00"]


def test_a_file_name_that_is_no_utf8_survives() -> None:
    reading = Reading(file="bad\udcff.jpg", sha256="", media_type="", status=ReadingStatus.READ)
    assert reading_from_data(json.loads(json.dumps(reading_to_data(reading)))) == reading


def test_an_assessment_has_exactly_the_keys_of_the_contract() -> None:
    item = ChecklistItem(
        key="id_front",
        state=ItemState.WRONG_SIDE_OR_PAGE,
        person="insured",
        scope="claim",
        accepts=(DocumentType.ID_CARD,),
        claim_types=(ClaimType.OUTPATIENT_MEDICAL,),
        documents=("f1.d1",),
        ask=Ask(sides=("emblem",)),
        reason="other_side",
    )
    message = Message(locale="zh-CN", tone="standard", subject="s", text="t", sms="m", fingerprint="f")
    assessment = Assessment(
        claim_types=(ClaimType.OUTPATIENT_MEDICAL,),
        is_complete=False,
        items=(item,),
        questions=(Question("event.scene", "怎么受伤的?", ("traffic",)),),
        message=message,
        findings=(),
        totals={"billed": "439.94"},
    )
    data = json.loads(json.dumps(assessment_to_data(assessment)))
    assert list(data) == ["claim_type", "complete", "items", "questions", "message", "findings", "totals"]
    assert data["items"][0] == {
        "key": "id_front",
        "state": "wrong_side_or_page",
        "person": "insured",
        "scope": "claim",
        "accepts": ["id_card"],
        "documents": ["f1.d1"],
        "ask": {"sides": ["emblem"], "pages": [], "documents": []},
        "claim_types": ["outpatient_medical"],
        "reason": "other_side",
    }
    assert data["questions"] == [{"key": "event.scene", "text": "怎么受伤的?", "answers": ["traffic"]}]


def test_a_message_of_before_there_were_renderings_is_still_one() -> None:
    body = {"locale": "zh-CN", "tone": "standard", "subject": "s", "text": "t", "sms": "m", "fingerprint": "f"}
    message = Message(**body)
    assert (message.html, message.wechat, message.email, message.sms_segments) == ("", {}, {}, 0)
