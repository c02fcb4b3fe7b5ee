"""Made-up claims: papers about the same people, with the facts an insurer would know.

>>> claim = adult_outpatient(7)
>>> [paper.type.value for paper in claim.papers]
['id_card', 'bank_card', 'inv_outpatient', 'op_record', 'fee_list']
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from storage.model.document_type import DocumentType
from tests.specimens.papers import layouts
from tests.specimens.people import DEPARTMENTS, HOSPITALS, Cast, Person, make_person
from tests.specimens.sheet import Specimen

TODAY = dt.date(2026, 4, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeClaim:
    """`facts` is what the insurer knows beforehand, flat with dots."""

    facts: Mapping[str, Any]
    papers: tuple[Specimen, ...]

    def without(self, *types: DocumentType) -> "MadeClaim":
        kept = tuple(paper for paper in self.papers if paper.type not in types)
        return MadeClaim(facts=self.facts, papers=kept)

    def plus(self, *papers: Specimen) -> "MadeClaim":
        return MadeClaim(facts=self.facts, papers=self.papers + papers)


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when the treatment was, so that every paper tells the same story."""

    seed: int
    hospital: str
    department: str
    day: dt.date

    def paper(self, type: DocumentType, layout: str, person: Person) -> Specimen:
        """That paper about `person`."""
        cast = Cast(self.seed, person, self.hospital, self.department, self.day)
        made = layouts()[type][layout](cast)
        return replace(made, name=f"claim-{self.seed}/{type.value}.{layout}.{person.id_number[-6:]}")


def scene(seed: int) -> Scene:
    rng = Random(seed)
    day = TODAY - dt.timedelta(days=rng.randint(3, 20))
    return Scene(seed, rng.choice(HOSPITALS[:6]), rng.choice(DEPARTMENTS[:6]), day)


def facts_of(insured: Person, **more: Any) -> dict[str, Any]:
    """What an insurer usually knows of an illness of an insured who claims for himself."""
    return {
        "insured.name": insured.name,
        "insured.birth": insured.birth,
        "claimant.role": "insured",
        "event.cause": "disease",
        "si.settled": False,
        "other_payer.paid": False,
        **more,
    }


def adult_outpatient(seed: int) -> MadeClaim:
    """A complete claim: both faces of the ID, the insured's own debit card, a bill, its list and the record."""
    insured = make_person(Random(seed), ages=(26, 60))
    at = scene(seed)
    wanted = (
        DocumentType.ID_CARD,
        DocumentType.BANK_CARD,
        DocumentType.INV_OUTPATIENT,
        DocumentType.OP_RECORD,
        DocumentType.FEE_LIST,
    )
    papers = tuple(at.paper(type, _COMPLETE[type], insured) for type in wanted)
    return MadeClaim(facts=facts_of(insured), papers=papers)


_COMPLETE = {
    DocumentType.ID_CARD: "both_in_one",
    DocumentType.BANK_CARD: "flat",
    DocumentType.INV_OUTPATIENT: "ebill",
    DocumentType.OP_RECORD: "plain",
    DocumentType.FEE_LIST: "outpatient",
}
"""The layouts of the claim that `make run` draws."""
