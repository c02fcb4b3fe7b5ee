"""Who inherits where the policy names nobody (domain DE5, DE6, ST5): as the customer tells it, or as papers show it.

The customer's own words stay as they are; what follows from them are the `beneficiaries` of the claim, whoever claims first.
A child's heirs are its parents, so where a birth certificate or the register names both, nobody is asked.

>>> from validators.facts.load import facts_from
>>> known = facts_from({"insured.is_dead": True, "beneficiary.designated": "statutory", "beneficiary.heirs": "妻子张悦，母亲李桂兰"})
>>> [record["name"] for record in with_heirs(known, (), ()).records("beneficiaries")]
['张悦', '李桂兰']
>>> sorted(with_heirs(facts_from({**known.values, "beneficiary.heirs": "说不清"}), (), ()).torn)
['beneficiary.heirs']
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from storage.model.document_type import DocumentType
from validators.claim.derive import age_at, birth_of, is_same_person
from validators.claim.kin import Heir, heirs_in
from validators.claim.people import other_adults
from validators.facts.load import Facts
from validators.facts.values import Record
from validators.papers.cards import Card
from validators.papers.names import is_plain
from validators.papers.paper import Paper, of_types
from validators.papers.register import CHILD, COUPLE

__all__ = ["is_young", "with_heirs"]

BY_LAW = ("statutory", "none", "predeceased", "forfeited")
"""The designations of a beneficiary under which the heirs of the first order are asked for."""
_TOLD = ("beneficiary.heirs", "beneficiary.parents")


def with_heirs(facts: Facts, papers: Sequence[Paper], cards: Sequence[Card]) -> Facts:
    """The facts with the beneficiaries that follow; words that are not plain are left to a person."""
    is_open = facts.get("insured.is_dead") is True and facts.get("beneficiary.designated") in BY_LAW
    if not is_open or facts.records("beneficiaries"):
        return facts
    for name in _TOLD:
        words = facts.text(name)
        if words:
            rows = _rows(heirs_in(words) or (), facts, cards)
            return facts.learned("beneficiaries", rows, "customer") if rows else facts.unclear(name)
    parents = list(_parents(facts, papers)) if facts.get("insured.is_minor") is True else []
    both = _claimant_first(parents, facts) if len(parents) == 2 else None
    return facts.learned("beneficiaries", both, "papers")


def is_young(record: Record, papers: Sequence[Paper], today: dt.date) -> bool:
    """A minor, by the birth or age that is told, or by a paper of that name; who is not said to be one is of age."""
    birth, age, name = record.get("birth"), record.get("age"), record.get("name")
    if not isinstance(birth, dt.date) and isinstance(age, int):
        return age < 18
    if not isinstance(birth, dt.date):
        birth = birth_of(str(name), papers) if name else None
    return isinstance(birth, dt.date) and age_at(birth, today) < 18


def _rows(heirs: Sequence[Heir], facts: Facts, cards: Sequence[Card]) -> tuple[Record, ...]:
    """Whoever writes "I" is the claimant, else the one adult who shows his card and is none of the others."""
    told = [heir.name for heir in heirs if heir.name]
    shown = [one for one in other_adults(facts, cards) if not any(is_same_person(one, name) for name in told)]
    writer = facts.text("claimant.name") or (shown[0] if len(shown) == 1 else None)
    rows = [_record(heir, heir.name or writer) for heir in heirs]
    return _claimant_first(
        [row for row in rows if "name" not in row] + [row for row in rows if "name" in row], facts
    )


def _record(heir: Heir, name: str | None) -> Record:
    told = {"name": name, "relation": heir.kin, "birth": heir.birth, "age": heir.age}
    return {key: value for key, value in told.items() if value not in (None, "")}


def _claimant_first(rows: Sequence[Record], facts: Facts) -> tuple[Record, ...]:
    """In the order told but for him. Who told only of the others is not added: he may be a guardian."""
    claimant = facts.text("claimant.name")
    return tuple(
        sorted(rows, key=lambda row: not (claimant and is_same_person(str(row.get("name", "")), claimant)))
    )


def _parents(facts: Facts, papers: Sequence[Paper]) -> Iterator[Record]:
    """Both parents of the insured child, surely read: by the birth certificate, else by the register's pages."""
    child = facts.text("insured.name")
    for paper in of_types(papers, [DocumentType.BIRTH_CERT]):
        names = [paper.auto(field) for field in ("mother_name", "father_name")]
        told = paper.auto("child_name")
        if isinstance(told, str) and child and is_same_person(told, child) and all(map(_is_name, names)):
            yield from ({"name": name, "relation": "parent"} for name in names)
            return
    yield from _parents_in_register(child, of_types(papers, [DocumentType.HUKOU]))


def _parents_in_register(child: str | None, pages: Sequence[Paper]) -> Iterator[Record]:
    """Householder and spouse, where the child is the householder's."""
    read = {str(page.auto("name")): str(page.auto("relation")) for page in pages if _is_name(page.auto("name"))}
    own = [relation for name, relation in read.items() if child and is_same_person(name, child)]
    if own and own[0] in CHILD:
        both = sorted(name for name, relation in read.items() if relation in COUPLE)
        yield from ({"name": name, "relation": "parent"} for name in both)


def _is_name(value: object) -> bool:
    return isinstance(value, str) and is_plain(value)
