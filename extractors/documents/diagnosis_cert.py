"""疾病诊断证明书: with labels, in a ruled form, or told as a story (兹证明…经诊断为…).

>>> rest_days("建议休息两周,不适随诊"), rest_days("全休叁天"), rest_days("注意休息")
(14, 3, None)
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors import values
from extractors.fields import make
from extractors.layout.labels import Labels
from extractors.layout.paper import Paper, Parse, person_name, present
from extractors.layout.script import simplified
from extractors.medical import shapes
from extractors.medical.diagnoses import labelled, unlabelled
from extractors.medical.diagnosis_rows import diagnosis_rows
from extractors.medical.letterhead import hospital
from extractors.medical.lookalikes import doubted, one_name
from extractors.medical.shapes import above_parts, signed_name, without_seal_word
from extractors.medical.stamps import stamped
from extractors.medical.stub import without_stub
from extractors.medical.told import Story, rest_line
from extractors.medical.visits import (
    department,
    doctor_name,
    free_text,
    number_only,
    shown_age,
    signed_day,
    visit_day,
)
from extractors.page import ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Cell, Field, Fields, Grade

TYPE = DocumentType.DIAGNOSIS_CERT


_SHORT: Mapping[str, Parse] = {
    "patient_name": person_name,
    "sex": values.sex,
    "age": shown_age,
    "department": department,
    "visit_number": number_only,
    "doctor": doctor_name,
    "issue_date": visit_day,
}
_NUMERALS = {
    char: number
    for number, chars in enumerate(["半", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆"])
    for char in chars
}
_NUMERALS |= dict(zip("七柒八捌九玖十拾", (7, 7, 8, 8, 9, 9, 10, 10), strict=True))
_COUNT = r"\(?(\d{1,3}|[半一二三四五六七八九十两壹贰叁肆伍陆柒捌玖拾廿]{1,4})\)?"
_REST = re.compile(
    rf"(?:(?<!半)休息?|病假|休假|休养|卧床|休学|停课)[^,。;\d一二三四五六七八九十(]{{0,6}}?{_COUNT}\s*(?:\([^()]{{1,4}}\)\s*)?(?:个)?(半)?"
    r"(天|日|周|星期|月)(半)?(?!\s*(?:至|到|或|-|~)\s*[\d半一二三四五六七八九十两])"
)
_LENGTH = {"天": 1, "日": 1, "周": 7, "星期": 7, "月": 30}


def extract(pages: Sequence[ReadPage]) -> Fields:
    """All fields of the certificate."""
    if not pages:
        return {}
    paper = Paper(pages, Labels.load("diagnosis_cert"), choose=without_stub)
    story = Story.of(paper.lines)
    found = {**shapes.person(paper.lines), **_told(story, paper), **paper.fields(_SHORT)}
    found["advice"] = free_text(paper, "advice") or story.advice() or rest_line(paper.lines)
    found["rest_days"] = _rest(paper, found["advice"])
    found["hospital_name"] = hospital([without_seal_word(line) for line in paper.lines]) or paper.field(
        "hospital_name", values.text
    )
    found["issue_date"] = found.get("issue_date") or signed_day(paper)
    found["doctor"] = found.get("doctor") or signed_name(paper)
    found["patient_name"] = one_name(found.get("patient_name"), pages, paper.labels)
    fields: dict[str, Cell] = {**present(found), "stamped": stamped(pages)}
    listed = diagnosis_rows(paper.lines, paper.labels) or labelled(paper.form) or story.diagnoses()
    listed = listed or unlabelled(paper.form.loose)
    if listed:
        fields["diagnoses"] = doubted(listed, paper.lines)
    return paper.restored(fields)


def rest_days(text: str) -> int | None:
    """How many days of rest a doctor's advice names; a month counts as thirty."""
    match = _REST.search(_ticked("".join(simplified(text).split())))
    if match is None:
        return None
    length = _LENGTH[match[3]]
    is_half = bool(match[2] or match[4])
    if is_half and (length % 2 or match[1] == "半"):
        return None
    if match[1] == "半":
        return length // 2 if length > 1 else None
    count = int(match[1]) if match[1].isdigit() else _number(match[1])
    return count * length + (length // 2 if is_half else 0) or None


def _ticked(text: str) -> str:
    """What is ticked of several to choose from, behind the word before them: 休息:□1天 ☑7天; nothing where none is."""
    if not re.search(r"[□☐]", text):
        return text
    ticked = re.search(r"[☑☒✓√■]([^□☐☑☒✓√■]+)", text)
    return re.split(r"[□☐☑☒✓√■]", text)[0] + ticked[1] if ticked else ""


def _number(words: str) -> int:
    head, ten, tail = words.replace("拾", "十").replace("廿", "二十").partition("十")
    if not ten:
        return _NUMERALS[head]
    return (_NUMERALS[head] if head else 1) * 10 + (_NUMERALS[tail] if tail else 0)


def _rest(paper: Paper, advice: Field | None) -> Field | None:
    """From its own label, else from the advice."""
    for lines in paper.form.found("rest"):
        text = "".join(line.text for line in lines)
        days = rest_days("休息" + text) or (int(text) if text.isdigit() else None)
        if days:
            return make(days, lines)
        if days := _days_between(text):
            return make(days, lines, is_doubtful=True)
    told = str(advice.value) if advice and advice.value else ""
    if advice and (days := rest_days(told)):
        return replace(advice, value=days)
    if advice and (days := _days_between(told) if "休" in told else None):
        return replace(advice, value=days, grade=Grade.CHECK)
    line = rest_line(paper.lines)
    days = rest_days(str(line.value)) if line else None
    return replace(line, value=days) if line and days else None


def _days_between(text: str) -> int | None:
    """The days of a period, its first and its last one counted."""
    start, end = values.period(text)
    if start is None or end is None or end == "long_term":
        return None
    days = (dt.date.fromisoformat(end) - dt.date.fromisoformat(start)).days + 1
    return days if days > 0 else None


def _told(story: Story, paper: Paper) -> dict[str, Field | None]:
    department = story.department() or shapes.department(above_parts(paper, paper.form.loose))
    return {**story.person(), "department": department, "visit_number": story.visit_number()}
