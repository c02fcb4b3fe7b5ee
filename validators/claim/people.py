"""Who is who in a claim: the names each role may have, from facts first, then from the papers.

>>> who_is_who(Facts(), (), ()).of("insured")
()
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from validators.claim.derive import age_at, is_same_person
from validators.facts.load import Facts
from validators.facts.values import Record
from validators.papers.cards import Card
from validators.papers.paper import Paper

_GUARDIAN_ROLES = (None, "guardian", "policyholder")


@dataclass(frozen=True, slots=True)
class People:
    """The possible names of each role; none means that nobody knows yet."""

    names: Mapping[str, tuple[str, ...]]

    def of(self, person: str) -> tuple[str, ...]:
        return self.names.get(person, ())

    def is_other(self, name: str, person: str) -> bool:
        """Somebody who has a role of his own in this claim, and not this one."""
        if any(is_same_person(name, own) for own in self.of(person)):
            return False
        return any(is_same_person(name, other) for names in self.names.values() for other in names)


def who_is_who(facts: Facts, papers: Sequence[Paper], cards: Sequence[Card]) -> People:
    """The roles of the claim with their names."""
    insured = _known(facts.text("insured.name"))
    guardian = _guardian(facts, cards) if needs_guardian(facts) else ()
    beneficiaries = _beneficiaries(facts, cards)
    first = beneficiaries.get("beneficiary:1", ())
    payee = _known(facts.text("payee.name")) or first or _payee_by_role(facts, insured, guardian)
    agent = _known(facts.text("agent.name")) or _claimant_as(facts, "agent")
    return People(
        {
            "insured": insured,
            "guardian": guardian,
            "payee": payee,
            "agent": agent,
            "claimant": _known(facts.text("claimant.name")) or first or guardian or insured,
            "policyholder": _known(facts.text("policyholder.name")),
            **beneficiaries,
        }
    )


def count_of_beneficiaries(facts: Facts) -> int:
    """How many there are; at least the one who claims."""
    return max(1, len(facts.records("beneficiaries")))


def beneficiary_record(facts: Facts, person: str) -> Record:
    """What the claim says of `beneficiary:2`; nothing of anybody else."""
    role, _, number = person.partition(":")
    records = facts.records("beneficiaries")
    at = int(number) - 1 if role == "beneficiary" and number else len(records)
    return records[at] if at < len(records) else {}


def patient_role(facts: Facts) -> str:
    """Whom medical papers and proofs of a death are about: a waiver may hang on the policyholder."""
    return "policyholder" if facts.get("waiver.person") == "policyholder" else "insured"


def needs_guardian(facts: Facts) -> bool:
    return facts.get("insured.is_minor") is True or facts.get("insured.capacity") in ("limited", "none")


def _beneficiaries(facts: Facts, cards: Sequence[Card]) -> dict[str, tuple[str, ...]]:
    """As the claim names them; one alone is the claimant, else the one adult who shows his card."""
    if facts.get("insured.is_dead") is not True:
        return {}
    named = [record.get("name") for record in facts.records("beneficiaries")]
    if named:
        return {f"beneficiary:{at}": _known(str(name) if name else None) for at, name in enumerate(named, 1)}
    shown = other_adults(facts, cards)
    only = _known(facts.text("claimant.name")) or (shown if len(shown) == 1 else ())
    return {"beneficiary:1": only}


def _known(name: str | None) -> tuple[str, ...]:
    return (name,) if name else ()


def _claimant_as(facts: Facts, role: str) -> tuple[str, ...]:
    return _known(facts.text("claimant.name")) if facts.get("claimant.role") == role else ()


def _payee_by_role(facts: Facts, insured: tuple[str, ...], guardian: tuple[str, ...]) -> tuple[str, ...]:
    role = facts.text("payee.role")
    if role and role not in ("insured", "guardian"):
        return _claimant_as(facts, role)
    if role:
        return guardian if role == "guardian" else insured
    if facts.get("insured.is_minor") is None:
        return ()
    return guardian if needs_guardian(facts) else insured


def _guardian(facts: Facts, cards: Sequence[Card]) -> tuple[str, ...]:
    """The claimant who is a guardian; else the adults other than the insured who show their cards."""
    claimant = facts.text("claimant.name")
    if claimant and facts.get("claimant.role") in _GUARDIAN_ROLES:
        return (claimant,)
    return other_adults(facts, cards)


def other_adults(facts: Facts, cards: Sequence[Card]) -> tuple[str, ...]:
    """Those who show their cards and are not the insured."""
    insured = facts.text("insured.name")
    others = [card for card in cards if card.name and not (insured and is_same_person(card.name, insured))]
    return tuple(dict.fromkeys(card.name for card in others if card.name and _is_adult(card)))


def _is_adult(card: Card) -> bool:
    day = card.portraits[0].date("birth_date") if card.portraits else None
    start = next((emblem.date("valid_from") for emblem in card.emblems if emblem.date("valid_from")), None)
    return day is None or start is None or age_at(day, start) >= 16
