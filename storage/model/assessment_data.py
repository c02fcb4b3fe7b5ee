"""An assessment as the contract's JSON (`claims check --json`, without its files).

>>> from storage.model.message import Message
>>> message = Message(locale="zh-CN", tone="standard", subject="", text="", sms="", fingerprint="")
>>> whole = Assessment(claim_types=(), is_complete=True, items=(), questions=(), message=message, findings=(),
...                    totals={})
>>> assessment_to_data(whole)["complete"]
True
"""

from dataclasses import asdict

from storage.model.checklist import Assessment, ChecklistItem, Question
from storage.model.serial import Data, finding_to_data


def assessment_to_data(assessment: Assessment) -> Data:
    return {
        "claim_type": [one.value for one in assessment.claim_types],
        "complete": assessment.is_complete,
        "items": [_item(item) for item in assessment.items],
        "questions": [_question(question) for question in assessment.questions],
        "message": asdict(assessment.message),
        "findings": [finding_to_data(finding) for finding in assessment.findings],
        "totals": dict(assessment.totals),
    }


def _item(item: ChecklistItem) -> Data:
    return {
        "key": item.key,
        "state": item.state.value,
        "person": item.person,
        "scope": item.scope,
        "accepts": [type.value for type in item.accepts],
        "documents": list(item.documents),
        "ask": {key: list(value) for key, value in asdict(item.ask).items()},
        "claim_types": [one.value for one in item.claim_types],
        "reason": item.reason,
    }


def _question(question: Question) -> Data:
    return {"key": question.key, "text": question.text, "answers": list(question.answers)}
