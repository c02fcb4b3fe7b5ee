"""The law of one message for questions: one that is put later was put the first time, unless something is new.

A question hangs on what the rows that wait for its answer hang on; one that no row waits for, on the papers and facts
that contradict each other. New is what is new for an ask, see `late`.

>>> basis = {"lists": [], "rows": {"school_proof": ["event.scene"]}, "facts": {"event.scene": "None"}, "known": {},
...          "occasions": [], "people": {}, "papers": []}
>>> before, after = ({"items": [], "basis": basis, "questions": put} for put in ([], [{"key": "event.scene"}]))
>>> late_questions(before, after), late_questions(after, after)
(('event.scene',), ())
"""

from collections.abc import Collection, Sequence

from storage.model.checklist import ItemState
from validators.facts.known import catalogue
from validators.items.late import OURS, Data, may_be_compared

_SERVED = (ItemState.SATISFIED, ItemState.SATISFIED_WITH_WARNING)


def late_questions(before: Data, after: Data) -> tuple[str, ...]:
    """The questions that are put after and could have been before; none where it is not known what they hung on."""
    if not may_be_compared(before, after):
        return ()
    put = {one["key"] for one in before["questions"]}
    later = [one["key"] for one in after["questions"] if one["key"] not in put]
    return tuple(name for name in later if not is_question_explained(before, after, name))


def is_question_explained(before: Data, after: Data, name: str) -> bool:
    """Something that the question hangs on is known now and was not, or papers came or went, or a person had it."""
    then, now = before["basis"], after["basis"]
    if then["people"] != now["people"] or then["occasions"] != now["occasions"]:
        return True
    rows = {key for key, names in now["rows"].items() if any(_is_put_as(one, name) for one in names)}
    names = {name, *(one for key in rows for one in now["rows"][key])}
    if any(then["facts"].get(one, "None") != now["facts"].get(one, "None") for one in names):
        return True
    if _spots(then, rows) != _spots(now, rows) or _was_with_us(before, rows):
        return True
    return then["papers"] != now["papers"] and (not rows or _was_judged_by_papers(before, rows))


def _is_put_as(fact: str, name: str) -> bool:
    kind = catalogue().get(fact)
    return fact == name or (kind is not None and kind.asks_as == name)


def _spots(basis: Data, rows: Collection[str]) -> dict[str, object]:
    return {spot: told for spot, told in basis["known"].items() if spot.split("|")[0] in rows}


def _was_with_us(before: Data, rows: Collection[str]) -> bool:
    return any(state in OURS for state in _states(before, rows))


def _was_judged_by_papers(before: Data, rows: Collection[str]) -> bool:
    """Papers decided it, so other papers may bring the question: one at fault, one gone, one that serves on condition."""
    return any(state.is_ask or state in _SERVED for state in _states(before, rows))


def _states(before: Data, rows: Collection[str]) -> Sequence[ItemState]:
    return [ItemState(item["state"]) for item in before["items"] if item["key"] in rows]
