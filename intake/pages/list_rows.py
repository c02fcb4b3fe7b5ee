"""What is still needed and what is asked, as the page shows it: from the latest assessment.

>>> split_line("去哪拿：收费窗口、自助机。", load_wording("zh-CN"))
('去哪拿：', '收费窗口、自助机。')
>>> split_line("没有小标题的一句话", load_wording("zh-CN"))
('', '没有小标题的一句话')
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from intake.pages.rows import Rows
from storage.model.document_type import DocumentType
from validators.facts.known import catalogue
from validators.facts.offers import offers
from validators.message.samples import file_of, sample_of
from validators.wording import Wording, load_wording

_ACCOUNT = "event.account"
_LONG = (_ACCOUNT, "beneficiary.heirs", "beneficiary.parents")
_HEADS = ("why", "how", "where", "also")


@dataclass(frozen=True, slots=True, kw_only=True)
class AskRow:
    """A material to hand in. `lines` are pairs of a small heading and a sentence; `sample` is a picture of such a paper."""

    mark: str
    key: str
    person: str
    scope: str
    name: str
    lines: tuple[tuple[str, str], ...]
    sample: "Sample | None"
    is_said: bool


@dataclass(frozen=True, slots=True)
class Sample:
    """The file of a sample picture, and what people call such a paper."""

    file: str
    paper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRow:
    """A question, and what is to be known besides. `kind` is choice, date, line or lines; `has_account` adds room for a few
    words of one's own."""

    mark: str
    key: str
    text: str
    below: tuple[str, ...]
    kind: str
    answers: tuple[str, ...]
    typed: str
    is_faulty: bool
    has_account: bool


def ask_rows(rows: Rows) -> tuple[AskRow, ...]:
    """In the order of the message."""
    if rows.assessment is None:
        return ()
    return tuple(_ask_row(data, rows) for data in rows.assessment.data["deficiencies"])


def _ask_row(data: Mapping[str, object], rows: Rows) -> AskRow:
    key, person, scope = str(data["key"]), str(data["person"]), str(data["scope"])
    lines, words = data["lines"], load_wording(rows.claim.locale)
    return AskRow(
        mark=_mark("ask", key, person, scope),
        key=key,
        person=person,
        scope=scope,
        name=str(data["name"]),
        lines=tuple(split_line(str(line), words) for line in lines) if isinstance(lines, Iterable) else (),
        sample=_sample(key, person, scope, rows),
        is_said=any(
            one.key == key and one.person in (None, person) and one.scope in (None, scope)
            for one in rows.cannots
        ),
    )


def _sample(key: str, person: str, scope: str, rows: Rows) -> Sample | None:
    items = rows.assessment.data["items"] if rows.assessment else ()
    names = (
        tuple(one["accepts"])
        for one in items
        if (one["key"], one["person"], one["scope"]) == (key, person, scope)
    )
    kind = sample_of(map(DocumentType, next(names, ())), rows.claim.locale)
    return Sample(file_of(kind), load_wording(rows.claim.locale).say(f"type.{kind}")) if kind else None


def question_rows(rows: Rows, typed: Mapping[str, str], faulty: frozenset[str]) -> tuple[QuestionRow, ...]:
    """Those that are open, with what the claimant had typed where an answer has to be given again."""
    asked = [one for one in _asked(rows) if not _is_just_answered(str(one["key"]), rows)]
    keys = [str(one["key"]) for one in asked]
    offered = offers(rows.claim.locale)
    with_account = [key for key in keys if key in offered and offered[key].has_account]
    is_told = _ACCOUNT in keys or _ACCOUNT in rows.claim.facts
    last = with_account[-1] if with_account and not is_told else None
    lines = {str(one["key"]): str(one["text"]).splitlines() for one in asked}
    return tuple(
        QuestionRow(
            mark=_mark("question", one["key"]),
            key=one["key"],
            text=lines[one["key"]][0],
            below=tuple(lines[one["key"]][1:]),
            kind=_kind(one["key"], one["answers"]),
            answers=tuple(one["answers"]),
            typed=typed.get(one["key"], ""),
            is_faulty=one["key"] in faulty,
            has_account=one["key"] == last,
        )
        for one in asked
    )


def _asked(rows: Rows) -> Iterable[Mapping[str, Any]]:
    return rows.assessment.data["questions"] if rows.assessment else ()


def _is_just_answered(key: str, rows: Rows) -> bool:
    """It became known after the assessment that asks for it; the next one is under way."""
    latest = rows.assessment
    return latest is not None and latest.revision < rows.claim.revision and key in rows.claim.facts


def split_line(line: str, words: Wording) -> tuple[str, str]:
    """The small heading of a line, with its colon, and the rest."""
    heads = (words.say(f"label.{part}") for part in _HEADS)
    head = next((head for head in heads if line.startswith(head)), "")
    return head.strip(), words.sentence(line.removeprefix(head))


def _kind(key: str, answers: Iterable[str]) -> str:
    if list(answers):
        return "choice"
    if key in _LONG:
        return "lines"
    fact = catalogue().get(key)
    return "date" if fact and fact.kind == "date" else "line"


def _mark(*parts: str) -> str:
    """A name for one element of the page that stays the same while the list changes around it."""
    return "m" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
