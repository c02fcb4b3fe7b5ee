"""Held-back claims: papers of one story each, what the insurer knows, and what must be asked for.

What must be asked follows the outpatient list with the common module: C2, C4, C5, OM1 to OM3, V05 and V14.

>>> [(claim.name, [ask.accepts[0].value for ask in claim.asks]) for claim in claims(5)]
[('complete', []), ('card_and_page', ['bank_card', 'fee_list']), ('child', ['birth_cert'])]
"""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from storage.model.checklist import ItemState
from storage.model.document_type import DocumentType
from tests.specimens.claims import MadeClaim
from tests.specimens.others import cast
from tests.specimens.others.bank_card import rural_holder
from tests.specimens.others.fee_list import outpatient_slip
from tests.specimens.others.fee_pages import outpatient_pages
from tests.specimens.others.fees import Charge, charge
from tests.specimens.others.id_card import a4_copy_both
from tests.specimens.others.inv_outpatient import ebill_print_grey, national_ebill
from tests.specimens.others.inv_slip import kiosk_slip
from tests.specimens.others.op_record import bilingual, flowing_brackets, table_header
from tests.specimens.others.visit import ILLNESSES, OF_CHILDREN, Visit

TODAY = date(2026, 4, 10)
_UNTESTED = ("西药费", "中成药费", "治疗费", "卫生材料费")
"""Categories that call for no report of an examination."""
_FOR_ADULTS = ("左氧氟沙星", "阿托伐他汀", "银杏叶", "甲钴胺")


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that the message must ask for, and no other: any of `accepts`, in this state."""

    accepts: tuple[DocumentType, ...]
    state: ItemState
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldBackClaim:
    name: str
    claim: MadeClaim
    asks: tuple[Ask, ...]


def claims(seed: int) -> tuple[HeldBackClaim, ...]:
    return complete(seed), card_and_page(seed), child(seed)


def complete(seed: int) -> HeldBackClaim:
    """An adult with a chest infection who hands in everything."""
    rng = random.Random(seed)
    at = _visit(rng, cast.person(rng, age=(30, 58), on=TODAY), 5)
    papers = (
        a4_copy_both(rng, at.patient),
        rural_holder(rng, at.patient),
        national_ebill(rng, at),
        flowing_brackets(rng, at),
        outpatient_slip(rng, at),
    )
    return HeldBackClaim("complete", MadeClaim(facts=_facts(at), papers=papers), ())


def card_and_page(seed: int) -> HeldBackClaim:
    """The card is somebody else's, and of the list's three pages the second is not there."""
    rng = random.Random(seed + 1)
    at = _visit(rng, cast.person(rng, age=(30, 58), on=TODAY), 10)
    pages = outpatient_pages(rng, at, 3)
    papers = (
        a4_copy_both(rng, at.patient),
        rural_holder(rng, _stranger(rng, at.patient)),
        ebill_print_grey(rng, at),
        table_header(rng, at),
        pages[0],
        pages[2],
    )
    asks = (
        Ask((DocumentType.BANK_CARD,), ItemState.WRONG_PERSON),
        Ask((DocumentType.FEE_LIST,), ItemState.WRONG_SIDE_OR_PAGE, pages=(2,)),
    )
    return HeldBackClaim("card_and_page", MadeClaim(facts=_facts(at), papers=papers), asks)


def child(seed: int) -> HeldBackClaim:
    """A child of eight whose mother claims; nothing says that she is the mother."""
    rng = random.Random(seed + 2)
    small = cast.person(rng, age=(7, 9), on=TODAY)
    mother = replace(_stranger(rng, small), address=small.address)
    at = replace(_visit(rng, small, 4, leave_out=_FOR_ADULTS), illness=OF_CHILDREN)
    papers = (
        a4_copy_both(rng, small),
        a4_copy_both(rng, mother),
        rural_holder(rng, mother),
        kiosk_slip(rng, at),
        bilingual(rng, at),
        outpatient_slip(rng, at),
    )
    facts = _facts(at) | {"claimant.role": "guardian", "claimant.name": mother.name}
    facts |= {"payee.role": "guardian", "payee.name": mother.name}
    proofs = (DocumentType.BIRTH_CERT, DocumentType.HUKOU, DocumentType.RELATION_PROOF)
    return HeldBackClaim("child", MadeClaim(facts=facts, papers=papers), (Ask(proofs, ItemState.MISSING),))


def _visit(rng: random.Random, patient: cast.Person, count: int, leave_out: tuple[str, ...] = ()) -> Visit:
    day = TODAY - timedelta(days=rng.randint(3, 20))
    return Visit(
        patient, cast.hospital(rng), day, ILLNESSES[0], cast.name(rng), _charges(rng, count, leave_out)
    )


def _charges(rng: random.Random, count: int, leave_out: tuple[str, ...]) -> tuple[Charge, ...]:
    every = (line for line in charge(rng, 99, outpatient=True) if line.category in _UNTESTED)
    lines = [line for line in every if not line.name.startswith(leave_out)]
    return tuple(sorted(rng.sample(lines, count), key=lines.index))


def _stranger(rng: random.Random, other: cast.Person) -> cast.Person:
    """A woman in whose name no character of the other's stands."""
    while True:
        found = cast.person(rng, age=(32, 44), on=TODAY)
        if found.sex == "F" and not set(found.name) & set(other.name):
            return found


def _facts(at: Visit) -> dict[str, Any]:
    return {
        "insured.name": at.patient.name,
        "insured.birth": at.patient.birth,
        "claimant.role": "insured",
        "event.cause": "disease",
        "si.settled": False,
        "other_payer.paid": False,
    }
