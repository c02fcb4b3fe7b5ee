"""The law of one message: whatever is asked later was asked, or named as with us, the first time, unless something is new.

New is: a fact, a name, a visit or stay that the ask hangs on; a paper that came since and is at fault, or went; a card
that has run out; another version of the list. An ask without any of these could have been made before: it is our miss.
Works on assessments as they are kept, so that what is in force can be held against what is found now.

>>> card = {"key": "insured_id", "person": "insured", "scope": "claim", "accepts": ["id_card"], "documents": []}
>>> basis = {"lists": [], "implies": {}, "rows": {"insured_id": ["held"]}, "facts": {"held": "None"}, "occasions": [],
...          "known": {"insured_id|insured|claim": {}}, "people": {}, "papers": []}
>>> before, after = ({"items": [{**card, "state": state}], "basis": basis} for state in ("satisfied", "missing"))
>>> late_asks(before, after), late_asks(after, after)
((('insured_id', 'insured', 'claim'),), ())
"""

from collections.abc import Collection, Mapping
from typing import Any

from storage.model.checklist import ItemState
from validators.items.basis import Key

Data = Mapping[str, Any]
"""An assessment as JSON, with its basis."""

OURS = (ItemState.IN_REVIEW, ItemState.LOOKUP_PENDING)
LATE = "late"
"""The reason of an item that is asked too late: nobody hears of it before a person has decided."""


def late_asks(before: Data, after: Data) -> tuple[Key, ...]:
    """The items that are asked for after and could have been before; none where it is not known what that hung on."""
    if not may_be_compared(before, after):
        return ()
    return tuple(key for key in asked_anew(before, after) if not is_explained(before, after, key))


def may_be_compared(before: Data, after: Data) -> bool:
    """Both tell what they hung on, and the same versions of the lists held."""
    return "basis" in before and "basis" in after and before["basis"]["lists"] == after["basis"]["lists"]


def asked_anew(before: Data, after: Data) -> tuple[Key, ...]:
    """Asks that nobody heard of: neither by their name nor within what was asked of that person for that occasion."""
    then, now = items_by_key(before), items_by_key(after)
    said = {key for key, item in then.items() if _state(item).is_ask or _state(item) in OURS}
    implies = after.get("basis", {}).get("implies", {})
    return tuple(
        key
        for key, item in now.items()
        if _state(item).is_ask
        and key not in said
        and not any(_holds(then[one], item) or implies.get(one[0]) == key[0] for one in said)
    )


def is_explained(before: Data, after: Data, key: Key) -> bool:
    """Something that the ask hangs on is known now and was not, or is known to be otherwise; or papers came or went."""
    then, now = before["basis"], after["basis"]
    is_of_other_occasions = key[2] != "claim" and then["occasions"] != now["occasions"]
    if is_of_other_occasions or then["people"] != now["people"] or _knows_more(then, now, key):
        return True
    found = items_by_key(after).get(key)
    return found is not None and _by_papers(_counterpart(before, found), found, then["papers"], now["papers"])


def held_back(data: Data, late: Collection[Key], questions: Collection[str] = ()) -> dict[str, Any]:
    """The assessment as its claimant may see it: what is asked too late is with us until a person has decided."""
    asked = [(one, (one["key"], one["person"], one["scope"]) in late) for one in data["deficiencies"]]
    kept = [item | {"state": ItemState.IN_REVIEW.value, "reason": LATE} for item in data["items"]]
    names = [one["name"] for one, is_late in asked if is_late]
    return {
        **data,
        "items": [new if _key(item) in late else item for item, new in zip(data["items"], kept, strict=True)],
        "deficiencies": [one for one, is_late in asked if not is_late],
        "questions": [one for one in data["questions"] if one["key"] not in questions],
        "under_review": list(dict.fromkeys((*data["under_review"], *names))),
    }


def items_by_key(data: Data) -> dict[Key, Mapping[str, Any]]:
    """The items of an assessment, by key, person and scope."""
    return {_key(item): item for item in data["items"]}


def _key(item: Mapping[str, Any]) -> Key:
    return item["key"], item["person"], item["scope"]


def _state(item: Mapping[str, Any]) -> ItemState:
    return ItemState(item["state"])


def _holds(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    is_same = (one["person"], one["scope"]) == (other["person"], other["scope"])
    return is_same and set(other["accepts"]) <= set(one["accepts"])


def _knows_more(then: Data, now: Data, key: Key) -> bool:
    """A row that was not there for this person, but for others, was not for want of knowing the person."""
    names, name = now["rows"].get(key[0], ()), "|".join(key)
    if any(then["facts"].get(one, "None") != now["facts"].get(one, "None") for one in names):
        return True
    if name in then["known"]:
        return bool(then["known"][name] != now["known"].get(name))
    return any(known.split("|")[0] == key[0] for known in then["known"])


def _counterpart(before: Data, item: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The same item, or the one of another claim type that it had been one with."""
    whose = (item["person"], item["scope"], set(item["accepts"]))
    alike = [one for one in before["items"] if (one["person"], one["scope"], set(one["accepts"])) == whose]
    return items_by_key(before).get(_key(item)) or next(iter(alike), None)


def _by_papers(
    before: Mapping[str, Any] | None, after: Mapping[str, Any], then: list[str], now: list[str]
) -> bool:
    """A paper that came since is at fault; one that served is gone; or one that served has run out since."""
    is_about_a_new_one = bool(set(after["documents"]) - set(then)) and _state(after) is not ItemState.MISSING
    if before is None or not _state(before).is_done:
        return is_about_a_new_one
    is_gone = bool(set(before["documents"]) - set(now))
    return is_about_a_new_one or is_gone or _state(after) is ItemState.EXPIRED
