"""An item in the customer's words: name, why, how to photograph, where to get it, what else will do.

>>> Phrase(short="储蓄卡", name="您的储蓄卡").lines[0]
'您的储蓄卡'
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from storage.model.checklist import ChecklistItem
from storage.model.document_type import DocumentType
from validators.claim import further
from validators.claim.dossier import Dossier
from validators.message.audience import Audience
from validators.message.file_name import printable
from validators.wording import Wording, filled

_PARTS = ("short", "name", "why", "how", "where", "also")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """All a customer is told of one item; `why` and `how` alone, and all `lines_below` the name with their labels.

    `discreet` is the short name for a text that others may see: no illness, no death."""

    short: str
    name: str
    discreet: str = ""
    why: str = ""
    how: str = ""
    lines_below: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        return (self.name, *self.lines_below)


def phrase(item: ChecklistItem, dossier: Dossier, audience: Audience, words: Wording) -> Phrase:
    """The item's own words, with those of its reason before them."""
    own = words.part("item", wording_key(item, dossier, words))
    reason = words.part("reason", item.reason)
    values = _values(item, own, dossier, audience, words)
    said = {part: filled(str(reason.get(part, own.get(part, ""))), values) for part in _PARTS}
    below = tuple(
        words.say(f"label.{part}") + said[part] for part in ("why", "how", "where", "also") if said[part]
    )
    day = values["day"]
    return Phrase(
        short=said["short"] + day,
        name=words.sentence(said["name"]) + day,
        discreet=_discreet(item, own, values, audience, words) + day,
        why=said["why"],
        how=said["how"],
        lines_below=below,
    )


def _discreet(
    item: ChecklistItem, own: Mapping[str, str], values: Mapping[str, str], audience: Audience, words: Wording
) -> str:
    """The short name, with the words that an item has for eyes of others."""
    reason = words.part("reason", item.reason)
    whose = audience.whose(item.person, words, is_discreet=True)
    plain = filled(str(own.get("discreet", own["short"])), {"whose": whose})
    again = {**values, "whose": whose, "item": plain}
    if values["sides"]:
        again["item"] = words.say("reason.side_missing.short", **again)
    return filled(str(reason.get("short", plain)), again)


def wording_key(item: ChecklistItem, dossier: Dossier, words: Wording) -> str:
    """The item's key, or the key of its kind for children, unknown ages, cancers of the blood, while no bill is in."""
    is_minor = dossier.facts.get("insured.is_minor")
    takes_register = DocumentType.HUKOU in item.accepts
    variants: dict[str, bool] = {
        "insured_id_child": takes_register and is_minor is True,
        "insured_id_any": takes_register and is_minor is None,
        "guardian_id_adult": is_minor is not True,
        "fee_list_stay": item.scope.startswith("stay"),
        "bill_stay": item.scope.startswith("stay"),
        "fee_list_no_bill": not any(visit.bills for visit in dossier.visits),
        "beneficiary_id_child": takes_register,
        "pathology_marrow": dossier.facts.get("disease.group") == "blood_cancer",
    }
    if item.key.startswith(further.PREFIX):
        return "further"
    return next((key for key, holds in variants.items() if holds and key.startswith(item.key)), item.key)


def _values(
    item: ChecklistItem, own: Mapping[str, str], dossier: Dossier, audience: Audience, words: Wording
) -> dict[str, str]:
    whose = audience.whose(item.person, words)
    joint = words.say("list_joint")
    sides = words.say("sides_joint").join(words.say(f"side.{side}") for side in item.ask.sides)
    paper = words.say(f"type.{item.details['paper']}") if "paper" in item.details else ""
    named = {"whose": whose, "paper": paper, "sides": sides}
    short = words.say("reason.side_missing.short", **named) if sides else filled(str(own["short"]), named)
    base = {"whose": whose, "item": short, "sides": sides, "paper": paper}
    base["which"] = _which(item, dossier, words)
    base["pages"] = joint.join(str(page) for page in item.ask.pages)
    base["count"] = item.details.get("count", "")
    base["name"] = item.details.get("name", "")
    base["expected"] = item.details.get("expected", "")
    base["field"] = what_is_hidden(item.details, words)
    base["date"] = words.date(item.details["date"]) if "date" in item.details else ""
    return {**base, "day": "".join(_day(item, words))}


def _which(item: ChecklistItem, dossier: Dossier, words: Wording) -> str:
    """Which picture to take again, where there are several of the kind."""
    again = [paper for paper in dossier.papers if paper.id in item.ask.documents]
    if not again or len(dossier.of_type(again[0].type)) < 2:
        return ""
    names = dict.fromkeys(printable(paper.name) for paper in again)
    return words.say("which.file", file=words.say("list_joint").join(names))


def what_is_hidden(details: Mapping[str, str], words: Wording) -> str:
    """What people call the field, any writing where it has no name of its own, and where it stands, if known."""
    known: Mapping[str, str] = words.words["field"]
    field = known.get(details.get("field", ""), known["any"])
    if "spot" not in details:
        return field
    spot = words.say(f"spot.{details['spot']}")
    place = words.say("spot.on_page", page=details["spot_page"], spot=spot) if "spot_page" in details else spot
    return words.say("spot.at", place=place, field=field)


def _day(item: ChecklistItem, words: Wording) -> Iterator[str]:
    if "day" in item.details:
        yield words.say("day_of_visit", date=words.date(item.details["day"], "short"))
