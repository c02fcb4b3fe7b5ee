"""Whom the message speaks to, and how it names the others.

>>> from validators.facts.load import Facts
>>> import datetime as dt
>>> audience = audience_of(Dossier.gather((), Facts(), dt.date(2026, 4, 10)))
>>> audience.role, audience.surname
('unknown', '')
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from validators.claim.derive import is_same_person
from validators.claim.dossier import Dossier
from validators.claim.people import needs_guardian
from validators.facts.load import Facts
from validators.fields import identity_number
from validators.papers.names import is_plain, mask, surname
from validators.wording import Wording


@dataclass(frozen=True, slots=True)
class Audience:
    """The role of the reader in the words' table, the surname and sex where known; the names of further beneficiaries,
    masked, by role."""

    role: str
    surname: str
    sex: str
    pays_other: bool
    others: Mapping[str, str] = field(default_factory=dict)

    def whose(self, person: str, words: Wording, *, is_discreet: bool = False) -> str:
        """Your, the child's, the payee's …; a further beneficiary by name, as far as it may be written. Discreet: for
        a text that others may see."""
        person, _, number = person.partition(":")
        if number not in ("", "1"):
            name = self.others.get(f"{person}:{number}")
            return words.say(f"whose.others.{person}" if name else f"whose.others.{person}_unnamed", name=name)
        if person in ("payee", "account") and self.pays_other:
            return words.say(f"whose.others.{person}")
        said = words.part("whose", self.role)
        return str(said.get(f"{person}_discreet" if is_discreet else person, said[person]))


def audience_of(dossier: Dossier) -> Audience:
    """Who reads: the insured, a guardian, an agent, the family of a dead person; unknown while nobody's age is."""
    role = _role(dossier.facts)
    person = {"carer": "guardian", "unknown": "insured", "family": "claimant"}.get(role, role)
    names = dossier.people.of(person)
    name = names[0] if len(names) == 1 and is_plain(names[0]) and role != "unknown" else None
    payees = dossier.people.of("payee")
    pays_other = bool(payees and names) and not any(is_same_person(a, b) for a in payees for b in names)
    others = {
        who: mask(given[0])
        for who, given in dossier.people.names.items()
        if who.startswith("beneficiary:") and given
    }
    return Audience(role, surname(name) if name else "", _sex(name, dossier), pays_other, others)


def _role(facts: Facts) -> str:
    if facts.get("agent.present") is True:
        return "agent"
    if facts.get("insured.is_dead") is True:
        return "family"
    if needs_guardian(facts):
        return "guardian" if facts.get("insured.is_minor") is True else "carer"
    return "unknown" if facts.get("insured.is_minor") is None else "insured"


def _sex(name: str | None, dossier: Dossier) -> str:
    """By the identity card of that person; `unknown` if it does not say."""
    for card in dossier.cards:
        if not name or not card.name or not is_same_person(name, card.name):
            continue
        for portrait in card.portraits:
            number = portrait.auto("id_number")
            by_number = identity_number.sex(number) if isinstance(number, str) else None
            sex = portrait.auto("sex") or by_number
            if sex in ("M", "F"):
                return str(sex)
    return "unknown"
