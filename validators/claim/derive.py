"""Facts that the papers prove, and what may be presumed, so that nobody is asked for what we hold.

Papers prove by what may be used without a look; presumptions and their sources are data in `presumptions.toml`.

>>> facts = derive(Facts(), (), (), dt.date(2026, 4, 10))
>>> facts.get("insured.capacity"), facts.get("insured.is_minor")
('full', None)
"""

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from storage.model.document_type import DocumentType
from validators.facts.conditions import parse
from validators.facts.load import Facts
from validators.fields import identity_number
from validators.papers.bills import distinct, is_inpatient, is_medical
from validators.papers.cards import Card
from validators.papers.kinds import BILLS, PATIENT_PAPERS, holder_fields
from validators.papers.names import Match, compare, is_plain
from validators.papers.paper import Paper, as_date, of_types
from validators.papers.visits import day_of
from validators.tables.current import tables

_DATA = Path(__file__).with_name("presumptions.toml")

_BIRTHS = (
    (DocumentType.ID_CARD, "name", "birth_date"),
    (DocumentType.HUKOU, "name", "birth_date"),
    (DocumentType.BIRTH_CERT, "child_name", "birth_at"),
    (DocumentType.DEATH_CERT, "name", "birth_date"),
)
_OF_HOSPITALS = (DocumentType.INV_OUTPATIENT, DocumentType.INV_INPATIENT, DocumentType.DISCHARGE)

Step = Callable[[Facts, Sequence[Paper], Sequence[Card], dt.date], Facts]


def derive(facts: Facts, papers: Sequence[Paper], cards: Sequence[Card], today: dt.date) -> Facts:
    """The facts with all that follows; what was given is never overruled."""
    steps: tuple[Step, ...] = (_name, _birth, _age, _settled, _proven, _told, _hospital, treated, _presumed)
    for step in steps:
        facts = step(facts, papers, cards, today)
    return facts


def hint_of(papers: Sequence[Paper]) -> str:
    """What the papers speak of that only the customer can confirm: `traffic`, or nothing."""
    rule = _data()["hint"]["traffic"]
    texts = [
        text
        for paper in of_types(papers, rule["papers"])
        for name in rule["fields"]
        for text in _surely(paper, name)
    ]
    return "traffic" if any(re.search(rule["says"], text) for text in texts) else ""


def is_self_paid(bill: Paper) -> bool:
    """The bill says that no social insurance took part."""
    kind = bill.auto("insurance_kind")
    return isinstance(kind, str) and any(word in kind for word in ("自费", "非医保", "无医保"))


def patient_names(papers: Sequence[Paper]) -> tuple[str, ...]:
    """Every plain name that a medical paper gives its patient, surely read."""
    return _plain_names(of_types(papers, PATIENT_PAPERS))


def age_at(birth: dt.date, today: dt.date) -> int:
    """Whole years.

    >>> age_at(dt.date(2018, 3, 1), dt.date(2026, 2, 28))
    7
    """
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def is_same_person(first: str, second: str) -> bool:
    return compare(first, second) in (Match.SAME, Match.VARIANT)


def _plain_names(papers: Sequence[Paper]) -> tuple[str, ...]:
    read = [paper.auto(field) for paper in papers for field in holder_fields(paper.type)]
    return tuple(name for name in dict.fromkeys(read) if isinstance(name, str) and is_plain(name))


def _name(facts: Facts, papers: Sequence[Paper], cards: Sequence[Card], today: dt.date) -> Facts:
    if facts.get("waiver.person") == "policyholder":
        return facts
    names = patient_names(papers)
    if not names:
        portraits = [portrait for card in cards for portrait in card.portraits]
        names = _plain_names(portraits)
    if names and all(is_same_person(names[0], name) for name in names):
        return facts.learned("insured.name", names[0], "papers agree")
    return facts


def _birth(facts: Facts, papers: Sequence[Paper], cards: Sequence[Card], today: dt.date) -> Facts:
    insured = facts.text("insured.name")
    for card in cards:
        if insured and card.name and is_same_person(insured, card.name):
            facts = facts.proven("insured.birth", _birth_on(card), "identity card")
    return facts.learned(
        "insured.birth", birth_of(insured, papers) if insured else None, "paper that names him"
    )


def birth_of(name: str, papers: Sequence[Paper]) -> dt.date | None:
    """As cards, pages of the register, birth and death certificates of that person say it, surely read and all alike."""
    days = {
        day
        for kind, whose, when in _BIRTHS
        for paper in of_types(papers, [kind])
        if (day := _birth_in(paper, when)) and is_same_person(str(paper.auto(whose) or ""), name)
    }
    return days.pop() if len(days) == 1 else None


def _birth_in(paper: Paper, name: str) -> dt.date | None:
    number = paper.auto("id_number")
    return as_date(paper.auto(name)) or (
        identity_number.birth_date(number) if isinstance(number, str) else None
    )


def _birth_on(card: Card) -> dt.date | None:
    days = (_birth_in(portrait, "birth_date") for portrait in card.portraits)
    return next((day for day in days if day), None)


def _age(facts: Facts, papers: Sequence[Paper], cards: Sequence[Card], today: dt.date) -> Facts:
    birth = facts.date("insured.birth")
    if birth:
        years = age_at(birth, today)
        return facts.learned("insured.age", years, "birth").learned("insured.is_minor", years < 18, "birth")
    ages = {age for paper in of_types(papers, PATIENT_PAPERS) if (age := _printed_age(paper)) is not None}
    if not ages or not (max(ages) <= 14 or min(ages) >= 19):
        return facts
    printed = min(ages)
    return facts.learned("insured.age", printed, "printed age").learned(
        "insured.is_minor", printed < 18, "printed age"
    )


def _printed_age(paper: Paper) -> int | None:
    """Whole years as printed; months and days count as 0."""
    text = paper.auto("age")
    if not isinstance(text, str) or not text:
        return None
    return int(text) if text.isdigit() and int(text) <= 130 else 0 if text[-1] in "月天" else None


def _settled(facts: Facts, papers: Sequence[Paper], cards: Sequence[Card], today: dt.date) -> Facts:
    bills = distinct(of_types(papers, BILLS))
    paid = [bill.money("pool_paid") for bill in bills]
    if any(amount is not None and amount > 0 for amount in paid):
        return facts.proven("si.settled", True, "bill")
    if bills and all(amount == 0 or is_self_paid(bill) for bill, amount in zip(bills, paid, strict=True)):
        return facts.learned("si.settled", False, "bill")
    return facts


def _proven(facts: Facts, papers: Sequence[Paper], cards: Sequence[Card], today: dt.date) -> Facts:
    seen = {paper.type for paper in papers if paper.is_sure}
    for rule in _data()["proof"]:
        if seen & rule["papers"]:
            learn = facts.proven if rule.get("decides") else facts.learned
            facts = learn(rule["fact"], rule["value"], "paper")
    return facts


def _told(facts: Facts, papers: Sequence[Paper], cards: Sequence[Card], today: dt.date) -> Facts:
    """What the words of papers say that were surely read: how somebody was hurt, which illness it is, when."""
    for rule in _data()["words"]:
        texts = [
            text
            for paper in of_types(papers, rule["papers"])
            for name in rule["fields"]
            for text in _surely(paper, name)
        ]
        said = [text for text in texts if re.search(rule["says"], text)]
        sure = [text for text in said if not re.search(rule["unless"], text)]
        if sure:
            facts = _said(facts, rule)
        elif said and rule.get("is_for_a_person"):
            facts = facts.doubted(rule["fact"])
    days = {day for paper in papers if (day := as_date(paper.auto("occurred_at")))}
    return facts.learned("event.date", days.pop(), "accident paper") if len(days) == 1 else facts


def _said(facts: Facts, rule: Mapping[str, Any]) -> Facts:
    """With what words tell: perhaps more closely than what is known; against it, a person looks where they decide."""
    name, value, origin = rule["fact"], rule["value"], "words of a paper"
    if rule.get("narrows") is not None and facts.get(name) == rule["narrows"]:
        facts = Facts({**facts.values, name: value}, facts.origins, facts.torn)
    return (facts.proven if rule.get("decides") else facts.learned)(name, value, origin)


def _hospital(facts: Facts, papers: Sequence[Paper], cards: Sequence[Card], today: dt.date) -> Facts:
    """Grade and owner, where every hospital of bills and summaries is in the table and they are alike."""
    named = [(paper.auto("hospital_name"), day_of(paper) or today) for paper in of_types(papers, _OF_HOSPITALS)]
    listed = {tables().hospitals.find(str(name), day) for name, day in named}
    for fact, values in (
        ("treat.hospital_grade", {one.grade if one else None for one in listed}),
        ("treat.hospital_ownership", {one.ownership if one else None for one in listed}),
    ):
        facts = facts.learned(fact, values.pop() if len(values) == 1 else None, "table of hospitals")
    return facts


def treated(facts: Facts, papers: Sequence[Paper], cards: Sequence[Card], today: dt.date) -> Facts:
    """Whether there were visits, stays, or both: as the claim says and as bills and summaries show."""
    kind = facts.get("treat.kind")
    has_stay = any(paper.is_sure and is_of_stay(paper) for paper in papers)
    bills = of_types(papers, [DocumentType.INV_OUTPATIENT, DocumentType.TAX_INVOICE])
    has_visit = any(bill.is_sure and _is_of_visit(bill) for bill in bills)
    if kind is None and not has_stay and not has_visit:
        return facts
    is_visit = has_visit or kind in ("outpatient", "emergency", "pharmacy")
    is_stay = has_stay or kind == "inpatient"
    return facts.learned("treat.outpatient", is_visit, "bills").learned("treat.inpatient", is_stay, "bills")


def is_of_stay(paper: Paper) -> bool:
    """It shows that somebody stayed in hospital."""
    if paper.type is DocumentType.TAX_INVOICE:
        return is_inpatient(paper) is True
    return paper.type in (DocumentType.INV_INPATIENT, DocumentType.DISCHARGE, DocumentType.ADMISSION)


def _is_of_visit(bill: Paper) -> bool:
    if bill.type is DocumentType.INV_OUTPATIENT:
        return True
    return is_inpatient(bill) is not True and is_medical(bill) is True


def _surely(paper: Paper, name: str) -> list[str]:
    return [field.value for field in paper.fields(name) if field.is_auto and isinstance(field.value, str)]


def _presumed(facts: Facts, papers: Sequence[Paper], cards: Sequence[Card], today: dt.date) -> Facts:
    seen = {paper.type for paper in papers}
    for rule in _data()["presumption"]:
        holds = parse(rule["when"]).evaluate(facts.get).value if "when" in rule else True
        against = seen & rule["unless_papers"]
        if holds and not against:
            facts = facts.learned(rule["fact"], rule["value"], f"presumed: {rule['source']}")
    return facts


@cache
def _data() -> Mapping[str, Any]:
    """With codes of papers made into types, once for all claims."""
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    for rule in (data["hint"]["traffic"], *data["proof"], *data["words"], *data["presumption"]):
        for key in ("papers", "unless_papers"):
            rule[key] = frozenset(DocumentType(code) for code in rule.get(key, ()))
    return data
