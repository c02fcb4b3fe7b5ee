"""Random claims of every claim type: papers good and bad, in doubt, of wrong persons; facts known and unknown."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import strategies as st

from storage.model.checklist import ChecklistItem, ItemState
from storage.model.claim import ClaimType
from storage.model.document import Document, QualityFault
from storage.model.document_type import DocumentType as T
from storage.model.extraction import Field, Grade
from storage.model.reading import Reading
from tests.validators.builders import (
    CHILD,
    DRUG_ROWS,
    FATHER,
    FATHER_ID,
    MOTHER,
    TODAY,
    a_document,
    a_fault,
    a_field,
    a_paper,
    a_reading,
    bank_card,
    bill,
    both_faces,
    discharge,
    doubtful,
    emblem,
    fee_list,
    portrait,
    record,
    stay_bill,
    stay_list,
)
from validators.claim.dossier import Dossier
from validators.facts.load import facts_from
from validators.items.basis import Key, Known, basis_of
from validators.items.consistency import open_questions
from validators.items.of_claim import items_of
from validators.lists.checklist import assumed, supported
from validators.papers.paper import papers_in

BLUR = a_fault(QualityFault.BLUR)


def _blurred(paper: Document, *hidden: str) -> Document:
    fields = {**paper.fields, **{name: a_field(None) for name in hidden}}
    return a_document(paper.type, fields, faults=[BLUR])  # type: ignore[arg-type]


GOOD: dict[str, Document] = {
    "card": both_faces(),
    "portrait": portrait(),
    "emblem": emblem(),
    "fathers card": both_faces(FATHER, FATHER_ID),
    "account": bank_card(),
    "bill": bill(),
    "drug bill": bill(number="0012345680", rows=DRUG_ROWS),
    "record": record(chief_complaint="发热1天"),
    "list": fee_list(),
    "discharge": discharge(),
    "stay bill": stay_bill(),
    "stay list": stay_list(),
    "certificate": a_paper(T.DIAGNOSIS_CERT, patient_name=MOTHER, diagnoses=["乳腺癌"]),
    "pathology": a_paper(T.PATHOLOGY, patient_name=MOTHER, impression="癌", report_date="2026-04-03"),
    "imaging": a_paper(T.IMAGING_REPORT, patient_name=MOTHER, report_date="2026-04-03"),
    "disability": a_paper(T.DISABILITY_REPORT, subject_name=MOTHER, grade="九级"),
    "death": a_paper(T.DEATH_CERT, name=MOTHER, death_date="2026-03-20"),
    "cancelled": a_paper(T.HUKOU_CANCEL, name=MOTHER),
    "cremation": a_paper(T.CREMATION, name=MOTHER),
    "marriage": a_paper(T.MARRIAGE_CERT, holder_name=MOTHER, spouse_name=FATHER),
    "birth": a_paper(T.BIRTH_CERT, child_name=CHILD, mother_name=MOTHER, father_name=FATHER),
    "statement": a_paper(T.SI_SETTLEMENT, patient_name=MOTHER),
    "own page": a_paper(T.HUKOU, page_kind="member", name=MOTHER, relation="妻"),
    "fathers page": a_paper(T.HUKOU, page_kind="member", name=FATHER, relation="户主"),
    "school": a_paper(T.ACCIDENT_PROOF),
    "letter": a_paper(T.POA),
}
BAD: dict[str, Document] = {
    "old emblem": emblem("2026-03-31", "2006-03-31"),
    "credit card": bank_card(kind="credit"),
    "card of a stranger": bank_card("李建国"),
    "strangers record": record("李建国"),
    "strangers discharge": a_paper(T.DISCHARGE, patient_name="李建国", discharge_diagnoses=["肺炎"]),
    "strangers death": a_paper(T.DEATH_CERT, name="李建国", death_date="2026-03-20"),
    "part 2": a_paper(T.DEATH_CERT, name=MOTHER, death_date="2026-03-20", part="2"),
    "blurred card": _blurred(both_faces(), "id_number"),
    "blurred discharge": _blurred(discharge(), "discharge_diagnoses"),
    "blurred record": _blurred(record(), "patient_name"),
    "hidden bill": _blurred(bill(), "total", "bill_number"),
    "doubtful record": record(doubtful("李建国")),
    "doubtful stay bill": stay_bill(total=doubtful("6642.50")),
    "page 1": stay_list(page_number=1, page_count=2),
    "register": a_paper(T.HUKOU, page_kind="member", name=CHILD, relation="孙子"),
    "slip": a_paper(T.PAYMENT_SLIP),
    "daily": a_paper(T.DAILY_LIST),
    "other": a_paper(T.OTHER),
    "nothing": a_paper(T.IRRELEVANT),
    "dark": a_document(T.UNREADABLE, faults=[BLUR]),
    "unsure": a_document(T.OP_RECORD, record().fields, confidence=0.5),  # type: ignore[arg-type]
}
POOL = {**GOOD, **BAD}
REMEDIES = {
    ("bank_card", "payee"): ("account",),
    ("medical_record", "insured"): ("record",),
    ("discharge", "insured"): ("discharge",),
}
NUMBERS = {name: at for at, name in enumerate(POOL, 1)}
BILLS = {"bill", "drug bill", "stay bill", "hidden bill", "doubtful stay bill"}
TYPES = st.lists(st.sampled_from(supported()), min_size=1, max_size=2, unique=True)
CHOICES = st.sets(st.sampled_from(sorted(POOL)), max_size=10)
FACTS = st.fixed_dictionaries(
    {"insured.name": st.just(MOTHER)},
    optional={
        "insured.birth": st.sampled_from(["1990-03-07", "2018-03-01"]),
        "event.cause": st.sampled_from(["disease", "accident"]),
        "event.scene": st.sampled_from(["animal", "traffic", "school"]),
        "event.date": st.sampled_from(["2026-03-01", "2025-03-01"]),
        "traffic.handling": st.sampled_from(["police_general", "self_agreement"]),
        "traffic.insured_was_driving": st.booleans(),
        "treat.kind": st.sampled_from(["outpatient", "inpatient"]),
        "si.settled": st.booleans(),
        "disease.group": st.sampled_from(["cancer", "stroke", "other"]),
        "death.place": st.sampled_from(["hospital", "home"]),
        "beneficiary.designated": st.sampled_from(["named", "none", "statutory"]),
        "beneficiary.heirs": st.sampled_from([f"丈夫{FATHER}，儿子{CHILD}8岁", "说不清"]),
        "beneficiaries": st.just([{"name": FATHER}, {"name": CHILD, "birth": "2018-03-01"}]),
        "waiver.trigger": st.sampled_from(["illness", "disability", "death"]),
        "waiver.person": st.sampled_from(["insured", "policyholder"]),
        "product.claim_form": st.just("paper"),
        "product.death_proof_policy": st.just("all_three"),
        "product.disease_evidence": st.just(True),
        "lookup.payee_account": st.sampled_from(["pending", "failed"]),
        "agent.present": st.booleans(),
    },
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim judged: its items by key, person and scope, and all that its conditions hang on."""

    dossier: Dossier
    items: Mapping[Key, ChecklistItem]
    questions: frozenset[str]
    claim_types: tuple[ClaimType, ...]
    known: Known

    @property
    def asks(self) -> set[Key]:
        return {key for key, item in self.items.items() if item.state.is_ask}

    @property
    def in_our_hands(self) -> set[Key]:
        """In review, or looked up: named the first time, and perhaps asked for after."""
        ours = (ItemState.IN_REVIEW, ItemState.LOOKUP_PENDING)
        return {key for key, item in self.items.items() if item.state in ours}

    @property
    def data(self) -> dict[str, Any]:
        """As it is kept with the claim."""
        items = [
            {
                "key": item.key,
                "person": item.person,
                "scope": item.scope,
                "state": item.state.value,
                "accepts": list(item.accepts),
                "documents": list(item.documents),
            }
            for item in self.items.values()
        ]
        basis = basis_of(self.claim_types, self.known, self.dossier, TODAY)
        return {"items": items, "basis": basis, "questions": [{"key": name} for name in sorted(self.questions)]}


def judged(claim_types: Sequence[ClaimType], facts: Mapping[str, object], files: Sequence[Reading]) -> Judged:
    """As `assess`, without the message."""
    given = facts_from(facts)
    for name, value in assumed(tuple(claim_types), TODAY).items():
        given = given.learned(name, value, "claim type")
    dossier = Dossier.gather(papers_in(files), given, TODAY)
    found = items_of(claim_types, dossier, TODAY)
    items = {(item.key, item.person, item.scope): item for item in found.items}
    questions = frozenset((*open_questions(dossier), *found.questions))
    return Judged(dossier, items, questions, tuple(claim_types), found.known)


def readings(names: Collection[str]) -> list[Reading]:
    """Each paper has its number, whatever else is in the claim."""
    return [a_reading(NUMBERS[name], POOL[name]) for name in sorted(names, key=NUMBERS.__getitem__)]


def remedy(item: ChecklistItem) -> tuple[str, ...]:
    """The good papers that an obedient customer sends for it; none where the pool holds none."""
    if item.key == "insured_id":
        return item.ask.sides or ("card",)
    if item.key == "fee_list":
        return ("stay list",) if item.scope.startswith("stay") else ("list",)
    return REMEDIES.get((item.key, item.person), ())


def unsure(reading: Reading) -> Reading:
    """Every value of it is for a person to look at."""
    return replace(reading, documents=tuple(_unsure(document) for document in reading.documents))


def _unsure(document: Document) -> Document:
    cells = {
        name: replace(cell, grade=Grade.CHECK) if isinstance(cell, Field) and cell.value is not None else cell
        for name, cell in document.fields.items()
    }
    return replace(document, fields=cells)
