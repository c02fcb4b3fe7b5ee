"""A reading as the contract's JSON (`claims read --json`), and back; an assessment as that of `claims check --json`.

>>> from storage.model.reading import Refusal
>>> reason = Refusal("empty_file", "这个文件是空的。", "请重新选择文件再传一次。")
>>> reading = Reading(file="a.jpg", sha256="", media_type="", status=ReadingStatus.REFUSED, reason=reason)
>>> reading_to_data(reading)["reason"]["code"]
'empty_file'
>>> reading_from_data(reading_to_data(reading)) == reading
True
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from storage.model.checklist import Assessment, ChecklistItem, Question
from storage.model.document import Document, Page, Quality, QualityFault, QualityGrade, QualityIssue
from storage.model.document_type import DocumentType
from storage.model.extraction import Box, Cell, Field, Grade, Row, Source
from storage.model.finding import Finding, Outcome
from storage.model.message import Message
from storage.model.reading import Reading, ReadingStatus, Refusal

Data = dict[str, Any]
"""What `json.dumps` takes: strings, numbers, booleans, null, lists and dicts."""


def reading_to_data(reading: Reading) -> Data:
    """`members` is there only for an archive or a mail whose files became originals."""
    data: Data = {
        "file": reading.file,
        "sha256": reading.sha256,
        "media_type": reading.media_type,
        "status": reading.status.value,
        "reason": _refusal_to_data(reading.reason),
        "page_count": reading.page_count,
        "seconds": reading.seconds,
        "documents": [document_to_data(document) for document in reading.documents],
    }
    return {**data, "members": list(reading.members)} if reading.members else data


def reading_from_data(data: Mapping[str, Any]) -> Reading:
    reason = data["reason"]
    return Reading(
        file=data["file"],
        sha256=data["sha256"],
        media_type=data["media_type"],
        status=ReadingStatus(data["status"]),
        reason=None if reason is None else Refusal(reason["code"], reason["message"], reason["remedy"]),
        page_count=data["page_count"],
        seconds=data["seconds"],
        documents=tuple(document_from_data(document) for document in data["documents"]),
        members=tuple(data.get("members", ())),
    )


def assessment_to_data(assessment: Assessment) -> Data:
    return {
        "claim_type": [claim_type.value for claim_type in assessment.claim_types],
        "complete": assessment.is_complete,
        "items": [_item_to_data(item) for item in assessment.items],
        "questions": [_question_to_data(question) for question in assessment.questions],
        "message": _message_to_data(assessment.message),
        "findings": [finding_to_data(finding) for finding in assessment.findings],
        "totals": dict(assessment.totals),
    }


def document_to_data(document: Document) -> Data:
    """`member` is there only for what came out of an archive or a mail."""
    data: Data = {
        "id": document.id,
        "type": document.type.value,
        "confidence": document.confidence,
        "pages": [_page_to_data(page) for page in document.pages],
        "quality": _quality_to_data(document.quality),
        "fields": {name: cell_to_data(cell) for name, cell in document.fields.items()},
        "findings": [finding_to_data(finding) for finding in document.findings],
    }
    return data if document.member is None else {**data, "member": document.member}


def document_from_data(data: Mapping[str, Any]) -> Document:
    return Document(
        id=data["id"],
        type=DocumentType(data["type"]),
        confidence=data["confidence"],
        pages=tuple(_page_from_data(page) for page in data["pages"]),
        quality=_quality_from_data(data["quality"]),
        fields=MappingProxyType({name: cell_from_data(cell) for name, cell in data["fields"].items()}),
        findings=tuple(finding_from_data(finding) for finding in data["findings"]),
        member=data.get("member"),
    )


def cell_to_data(cell: Cell) -> Data | list[Data]:
    """A field is an object, a list an array of them, a table an array of rows of them."""
    if isinstance(cell, Field):
        return _field_to_data(cell)
    return [_field_to_data(one) if isinstance(one, Field) else _row_to_data(one) for one in cell]


def cell_from_data(data: Any) -> Cell:
    if isinstance(data, Mapping):
        return _field_from_data(data)
    found = [_field_from_data(one) if _is_field(one) else _row_from_data(one) for one in data]
    return tuple(found)  # type: ignore[return-value]


def finding_to_data(finding: Finding) -> Data:
    """`documents` is there only where the finding spans several."""
    data: Data = {
        "rule": finding.rule,
        "outcome": finding.outcome.value,
        "field": finding.field,
        "detail": finding.detail,
    }
    return {**data, "documents": list(finding.documents)} if finding.documents else data


def finding_from_data(data: Mapping[str, Any]) -> Finding:
    return Finding(
        rule=data["rule"],
        outcome=Outcome(data["outcome"]),
        field=data["field"],
        detail=data["detail"],
        documents=tuple(data.get("documents", ())),
    )


def _item_to_data(item: ChecklistItem) -> Data:
    return {
        "key": item.key,
        "state": item.state.value,
        "person": item.person,
        "scope": item.scope,
        "accepts": [type.value for type in item.accepts],
        "documents": list(item.documents),
        "ask": {
            "sides": list(item.ask.sides),
            "pages": list(item.ask.pages),
            "documents": list(item.ask.documents),
        },
        "claim_types": [claim_type.value for claim_type in item.claim_types],
        "reason": item.reason,
    }


def _question_to_data(question: Question) -> Data:
    return {"key": question.key, "text": question.text, "answers": list(question.answers)}


def _message_to_data(message: Message) -> Data:
    return {
        "locale": message.locale,
        "tone": message.tone,
        "subject": message.subject,
        "text": message.text,
        "sms": message.sms,
        "fingerprint": message.fingerprint,
        "sms_segments": message.sms_segments,
        "html": message.html,
        "wechat": dict(message.wechat),
        "email": dict(message.email),
    }


def _refusal_to_data(reason: Refusal | None) -> Data | None:
    if reason is None:
        return None
    return {"code": reason.code, "message": reason.message, "remedy": reason.remedy}


def _field_to_data(field: Field) -> Data:
    data: Data = {
        "value": field.value,
        "raw": field.raw,
        "confidence": field.confidence,
        "grade": field.grade.value,
        "source": field.source.value,
        "page": field.page,
        "box": _box_to_data(field.box),
    }
    return {**data, "repaired": True} if field.repaired else data


def _field_from_data(data: Mapping[str, Any]) -> Field:
    return Field(
        value=data["value"],
        raw=data["raw"],
        confidence=data["confidence"],
        grade=Grade(data["grade"]),
        source=Source(data["source"]),
        page=data["page"],
        box=_box_from_data(data["box"]),
        repaired=data.get("repaired", False),
    )


def _is_field(data: Mapping[str, Any]) -> bool:
    return isinstance(data.get("grade"), str)


def _row_to_data(row: Row) -> Data:
    return {name: _field_to_data(field) for name, field in row.items()}


def _row_from_data(data: Mapping[str, Any]) -> Row:
    return MappingProxyType({name: _field_from_data(field) for name, field in data.items()})


def _page_to_data(page: Page) -> Data:
    return {
        "page": page.page,
        "width": page.width,
        "height": page.height,
        "box": _box_to_data(page.box),
    }


def _page_from_data(data: Mapping[str, Any]) -> Page:
    return Page(data["page"], data["width"], data["height"], _box_from_data(data["box"]))


def _quality_to_data(quality: Quality) -> Data:
    issues = [
        {"fault": issue.fault.value, "page": issue.page, "box": _box_to_data(issue.box)}
        for issue in quality.issues
    ]
    return {"grade": quality.grade.value, "issues": issues}


def _quality_from_data(data: Mapping[str, Any]) -> Quality:
    issues = tuple(
        QualityIssue(QualityFault(issue["fault"]), issue["page"], _box_from_data(issue["box"]))
        for issue in data["issues"]
    )
    return Quality(QualityGrade(data["grade"]), issues)


def _box_to_data(box: Box | None) -> list[int] | None:
    return None if box is None else [int(edge) for edge in box]


def _box_from_data(data: Any) -> Box | None:
    return None if data is None else Box(*data)
