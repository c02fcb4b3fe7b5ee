"""All that is known of a claim, gathered once, for every requirement to look into.

>>> Dossier.gather((), Facts(), dt.date(2026, 4, 10)).visits[0].number
1
"""

import datetime as dt
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from storage.model.document_type import DocumentType
from storage.model.finding import Finding
from validators.claim.derive import derive, is_of_stay
from validators.claim.heirs import with_heirs
from validators.claim.people import People, who_is_who
from validators.facts.load import Facts
from validators.papers.bills import distinct, is_medical
from validators.papers.cards import Card, pair
from validators.papers.document import before_birth, findings_within
from validators.papers.kinds import BILLS, PATIENT_PAPERS, holder_fields
from validators.papers.names import Match, compare
from validators.papers.paper import Paper, of_types
from validators.papers.stays import ANCHORS, Stay, stays_of
from validators.papers.visits import Visit, visits_of

T = TypeVar("T")

_SAME = (Match.SAME, Match.VARIANT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """`facts` hold what was given and what follows; `given` only what was given; `bills` are those that count."""

    papers: tuple[Paper, ...]
    by_type: Mapping[DocumentType, tuple[Paper, ...]]
    cards: tuple[Card, ...]
    given: Facts
    facts: Facts
    people: People
    bills: tuple[Paper, ...]
    visits: tuple[Visit, ...]
    stays: tuple[Stay, ...]
    findings: Mapping[str, tuple[Finding, ...]]
    today: dt.date
    known: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)
    """What was worked out of it once."""

    @classmethod
    def gather(cls, papers: Sequence[Paper], given: Facts, today: dt.date) -> "Dossier":
        """The steps, in order: cards, facts, people, findings, visits and stays."""
        cards = pair(papers)
        facts = with_heirs(derive(given, papers, cards, today), papers, cards)
        people = who_is_who(facts, papers, cards)
        findings = {paper.id: _findings(paper, facts, people, today) for paper in papers}
        bills = _counted(papers, people)
        visits = visits_of([bill for bill in bills if not is_of_stay(bill)], facts.records("visits"))
        beside = [paper for paper in of_types(papers, ANCHORS) if paper.type not in BILLS]
        stays = stays_of([*bills, *beside], facts.records("stays"))
        return cls(
            papers=tuple(papers),
            by_type={kind: of_types(papers, [kind]) for kind in {paper.type for paper in papers}},
            cards=cards,
            given=given,
            facts=facts,
            people=people,
            bills=bills,
            visits=visits,
            stays=stays,
            findings=findings,
            today=today,
        )

    def occasions(self, scope: str) -> Sequence[Visit]:
        """The visits or stays that a row of that scope speaks of."""
        found: Sequence[Visit] = self.stays if scope.startswith("stay") else self.visits
        return [one for one in found if one.bills] if scope.endswith("bill") else found

    def once(self, key: Hashable, work: Callable[[], T]) -> T:
        """The result of that work, done at the first call with that key only: a claim does not change while judged."""
        if key not in self.known:
            self.known[key] = work()
        found: T = self.known[key]
        return found

    def of_type(self, kind: DocumentType) -> tuple[Paper, ...]:
        return self.by_type.get(kind, ())


def _counted(papers: Sequence[Paper], people: People) -> tuple[Paper, ...]:
    """Each bill once, without those of other people and of other trades."""
    bills = [bill for bill in of_types(papers, BILLS) if bill.is_sure and not is_foreign(bill, people)]
    return distinct(bills)


def holder_of(paper: Paper) -> str | None:
    """The name of the person the paper is about."""
    return next((name for field in holder_fields(paper.type) if (name := paper.text(field))), None)


def is_foreign(bill: Paper, people: People) -> bool:
    """A bill of another person or of another trade."""
    if bill.type is DocumentType.TAX_INVOICE and is_medical(bill) is False:
        return True
    name = holder_of(bill)
    matches = [compare(name, own) for own in people.of("insured")] if name else []
    return bool(matches) and all(match is Match.DIFFERENT for match in matches)


def _findings(paper: Paper, facts: Facts, people: People, today: dt.date) -> tuple[Finding, ...]:
    ours = findings_within(paper, today)
    born = facts.date("insured.birth") if paper.type in PATIENT_PAPERS else None
    is_about = all(compare(holder_of(paper) or own, own) in _SAME for own in people.of("insured"))
    early = before_birth(paper, born) if born and is_about else ()
    return tuple(dict.fromkeys((*paper.document.findings, *ours, *early)))
