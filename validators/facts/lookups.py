"""What the insurer's own systems know, looked up before anybody is asked.

A look-up that has not answered in time is `pending`: nothing is asked for meanwhile, and whoever runs it asks it again.
Only `failed` and `not_found` let the row behind it ask the customer. What a look-up tells counts as proven: if it
contradicts what is known, a person decides.

>>> found = look_up(Nothing(), ["policy"], Facts(), seconds=1)
>>> with_look_ups(Facts(), found).get("lookup.policy")
'failed'
"""

import queue
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from storage.model.checklist import ChecklistItem, ItemState
from validators.facts.known import Facts, facts_from

LOOK_UPS = ("payee_account", "policy", "group_list")
"""The names there are: of rows that a look-up may meet, and of facts that the insurer knows (`known_from`)."""
AWAITED = "lookup"
"""The detail of an item in state `lookup_pending` that names what it waits for."""

VERIFIED, FOUND, PENDING, FAILED, NOT_FOUND = "verified", "found", "pending", "failed", "not_found"


@dataclass(frozen=True, slots=True)
class Found:
    """The state of one look-up, and the facts it tells, in JSON's types."""

    name: str
    state: str
    facts: Mapping[str, object] = field(default_factory=dict)


class LookUps(Protocol):
    """A way to the insurer's systems, by the name that its answers are kept under. It may be slow, and may raise anything."""

    source: str

    def find(self, name: str, facts: Facts) -> Found:
        """What is known under that name for this claim."""


class Nothing:
    """No system is connected: whatever is looked up fails at once, and the customer is asked."""

    source = "nothing"

    def find(self, name: str, facts: Facts) -> Found:
        return Found(name, FAILED)


def awaited(items: Iterable[ChecklistItem]) -> tuple[str, ...]:
    """The look-ups that these items wait for."""
    names = [item.details.get(AWAITED, "") for item in items if item.state is ItemState.LOOKUP_PENDING]
    return tuple(name for name in LOOK_UPS if any(name in each.split(",") for each in names))


def look_up(port: LookUps, names: Sequence[str], facts: Facts, *, seconds: float) -> tuple[Found, ...]:
    """All of them at once, in the order given; those that are late are pending."""
    answers: queue.SimpleQueue[Found] = queue.SimpleQueue()
    for name in names:
        threading.Thread(target=_ask, args=(port, name, facts, answers), daemon=True).start()
    until, got = time.monotonic() + seconds, dict[str, Found]()
    while len(got) < len(names):
        try:
            answer = answers.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            break
        got[answer.name] = answer
    return tuple(got.get(name) or Found(name, PENDING) for name in names)


def with_look_ups(facts: Facts, found: Sequence[Found]) -> Facts:
    """The facts with what was found. FactsInvalid where a system tells something that is no fact."""
    for one in found:
        state = {f"lookup.{one.name}": one.state}
        facts = Facts({**facts.values, **state}, facts.origins, facts.torn)
        for name, value in facts_from(one.facts).values.items():
            facts = facts.proven(name, value, f"look-up: {one.name}")
    return facts


def _ask(port: LookUps, name: str, facts: Facts, answers: queue.SimpleQueue[Found]) -> None:
    try:
        answers.put(port.find(name, facts))
    except Exception:  # a door: the insurer's system behind the port may raise anything
        answers.put(Found(name, FAILED))
