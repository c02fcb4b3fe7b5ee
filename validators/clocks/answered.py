"""Whether what a message asked for has come: the end of the pause that it made.

An item has come when it no longer stands as it was asked: it is met or in our hands, or something was sent for it, were
it the wrong thing. So the clock goes on rather too early than too late.

>>> card = {"key": "insured_id", "person": "insured", "scope": "claim", "state": "missing", "ask": {}, "documents": []}
>>> asked = {"items": [card], "questions": [{"key": "event.cause"}]}
>>> is_answered(asked, {"items": [card | {"state": "unreadable", "documents": ["doc_1"]}], "questions": []})
True
>>> is_answered(asked, {"items": [card], "questions": []}), is_answered(asked, {"items": [], "questions": asked["questions"]})
(False, False)
"""

from collections.abc import Mapping
from typing import Any

from storage.model.checklist import ItemState

_STANDS_BY = ("key", "person", "scope", "state", "ask", "documents")


def is_answered(asked: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Nothing of what the one assessment asked for stands unchanged in the other; both as JSON."""
    open_items = [_standing(item) for item in found["items"]]
    open_questions = {question["key"] for question in found["questions"]}
    items = [_standing(item) for item in asked["items"] if ItemState(item["state"]).is_ask]
    questions = {question["key"] for question in asked["questions"]}
    return not questions & open_questions and not any(item in open_items for item in items)


def _standing(item: Mapping[str, Any]) -> list[Any]:
    return [item[name] for name in _STANDS_BY]
