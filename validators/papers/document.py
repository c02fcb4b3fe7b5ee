"""Rules within one paper: V02, V03, V06, V13, V14, V25. What `claims read` shows beside the fields.

They judge only what was read; a second look at the ink was the extractors' task (A7). A finding for a person is
never told to the customer.

>>> from storage.model.document import Page
>>> page = Page(page=1, width=100, height=100)
>>> paper = Document(id="f1.d1", type=DocumentType.BANK_CARD, confidence=1, pages=(page,))
>>> validate_document(paper, today=dt.date(2026, 4, 10))
()
"""

import datetime as dt
from collections.abc import Callable, Iterator

from storage.model.document import Document
from storage.model.document_type import DocumentType
from storage.model.extraction import Grade
from storage.model.finding import Finding, Outcome
from storage.model.money import parse_capitals, to_fen
from validators.fields import card_number, identity_number
from validators.papers.pages import missing_pages
from validators.papers.paper import Paper, as_date
from validators.tables.current import tables
from validators.tables.regions import region_of

Rule = Callable[[Paper, dt.date], Iterator[Finding]]

_PAST_DATES = (
    "issue_date",
    "visit_date",
    "admission_date",
    "discharge_date",
    "report_date",
    "valid_from",
    "birth_date",
    "period_from",
    "sign_date",
    "occurred_at",
)
_BEFORE_BIRTH = dt.timedelta(days=10)
_NUMBERED = (DocumentType.ID_CARD, DocumentType.ID_TEMP, DocumentType.HMT_PERMIT, DocumentType.FPR_CARD)


def validate_document(document: Document, *, today: dt.date) -> tuple[Finding, ...]:
    """All findings within this paper, in the order of the rules."""
    return findings_within(Paper(document, 0), today)


def findings_within(paper: Paper, today: dt.date) -> tuple[Finding, ...]:
    """The same of a paper of a claim."""
    rules: tuple[Rule, ...] = (_expired, _number, _bank_card, _capitals, _pages, _dates)
    return tuple(finding for rule in rules for finding in rule(paper, today))


def _expired(paper: Paper, today: dt.date) -> Iterator[Finding]:
    """V02: the card is no longer valid."""
    end = paper.date("valid_to")
    if paper.type is not DocumentType.DRV_LICENSE and end and end < today:
        yield _finding("V02", Outcome.ASK, "valid_to", f"有效期到 {end},已经过了。", paper)


def _number(paper: Paper, today: dt.date) -> Iterator[Finding]:
    """V03: only a failed check digit, or a printed birth or sex that contradicts it, counts (A4)."""
    number = paper.text("id_number")
    if paper.type not in _NUMBERED or not number or not _is_read(paper, "id_number"):
        return
    if len(identity_number.compact(number)) == 15:
        yield _finding("V03", Outcome.WARN, "id_number", "号码是旧的 15 位。", paper)
    elif not identity_number.is_valid(number):
        yield _finding("V03", Outcome.HUMAN, "id_number", "身份证号码的校验位对不上。", paper)
    else:
        yield from _number_agrees(paper, number)
        yield from _region(paper, identity_number.compact(number))


def _number_agrees(paper: Paper, number: str) -> Iterator[Finding]:
    birth, sex = paper.date("birth_date"), paper.text("sex")
    if birth and birth != identity_number.birth_date(number):
        yield _finding("V03", Outcome.HUMAN, "birth_date", "出生日期与身份证号码不一致。", paper)
    if sex and sex != identity_number.sex(number):
        yield _finding("V03", Outcome.HUMAN, "sex", "性别与身份证号码不一致。", paper)


def _region(paper: Paper, number: str) -> Iterator[Finding]:
    """A4: a region that nobody knows, or that was gone before the birth, is worth a warning; 9 begins foreigners' numbers."""
    region, birth = region_of(number[:6]), identity_number.birth_date(number)
    if region is None and not number.startswith(("8", "9")):
        yield _finding("V03", Outcome.WARN, "id_number", "身份证号码的地区代码未知。", paper)
    elif region and region.until and birth and region.until < birth.year:
        detail = f"身份证号码的地区代码({region.name})在出生之前,{region.until} 年已撤销。"
        yield _finding("V03", Outcome.WARN, "id_number", detail, paper)


def _bank_card(paper: Paper, today: dt.date) -> Iterator[Finding]:
    """V06."""
    if paper.type is not DocumentType.BANK_CARD:
        return
    number = paper.text("card_number")
    if number and not card_number.is_valid(number):
        yield _finding("V06", Outcome.WARN, "card_number", "卡号的校验位对不上。", paper)
    if paper.auto("card_kind") == "credit":
        yield _finding("V06", Outcome.ASK, "card_kind", "这是信用卡,收款要用储蓄卡。", paper)
    elif number:
        yield from _issue(paper, card_number.compact(number), today)


def _issue(paper: Paper, number: str, today: dt.date) -> Iterator[Finding]:
    """What the first digits say of issuer and kind; unknown digits are no more than a warning (A12)."""
    issue = tables().cards.find(number, today)
    if issue is None:
        yield _finding("V06", Outcome.WARN, "card_number", "卡号的开头不在发卡行表里。", paper)
    elif issue.kind == "credit":
        yield _finding("V06", Outcome.WARN, "card_kind", f"按卡号开头,这是{issue.issuer}的信用卡。", paper)


def _capitals(paper: Paper, today: dt.date) -> Iterator[Finding]:
    """V13: the amount in capitals is the amount in figures."""
    capitals, figures = paper.text("total_cn"), paper.text("total")
    if not capitals or not figures or not _is_read(paper, "total"):
        return
    written = parse_capitals(capitals)
    if written is None:
        yield _finding("V13", Outcome.WARN, "total_cn", "大写金额没有读懂。", paper)
    elif written != to_fen(figures):
        outcome = Outcome.HUMAN if _is_read(paper, "total_cn") else Outcome.WARN
        yield _finding("V13", outcome, "total", "大写金额与小写金额不一致。", paper)


def _pages(paper: Paper, today: dt.date) -> Iterator[Finding]:
    """V14: pages are asked for by their printed numbers only (A2)."""
    missing = missing_pages((paper,))
    if missing and missing.pages:
        numbers = "、".join(str(page) for page in missing.pages)
        outcome = Outcome.ASK if missing.is_sure else Outcome.HUMAN
        detail = f"这份共 {missing.count} 页,这个文件里没有第 {numbers} 页。"
        yield _finding("V14", outcome, "page_number", detail, paper)


def _dates(paper: Paper, today: dt.date) -> Iterator[Finding]:
    """V25: no paper is dated after today."""
    for name, day in _past_days(paper):
        if day > today:
            yield _finding("V25", Outcome.HUMAN, name, f"日期 {day} 在今天之后。", paper)


def before_birth(paper: Paper, born: dt.date) -> Iterator[Finding]:
    """V25: no paper about somebody is dated before the birth; a mother's stay may begin some days earlier."""
    for name, day in _past_days(paper):
        if day < born - _BEFORE_BIRTH:
            yield _finding("V25", Outcome.HUMAN, name, f"日期 {day} 早于出生日期。", paper)


def _past_days(paper: Paper) -> tuple[tuple[str, dt.date], ...]:
    """The days on it that must be over, surely read, with the names of their fields; two rules ask for them."""
    return paper.once("past days", _all_past_days)


def _all_past_days(paper: Paper) -> tuple[tuple[str, dt.date], ...]:
    days = ((name, as_date(paper.auto(name))) for name in _PAST_DATES)
    return tuple((name, day) for name, day in days if day)


def _is_read(paper: Paper, name: str) -> bool:
    field = paper.field(name)
    return field is not None and field.grade is Grade.AUTO


def _finding(rule: str, outcome: Outcome, field: str, detail: str, paper: Paper) -> Finding:
    return Finding(rule=rule, outcome=outcome, field=field, detail=detail, documents=(paper.id,))
