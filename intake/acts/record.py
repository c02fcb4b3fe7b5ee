"""The trace that an act leaves: an entry in the claim's audit chain and, with the same name, an event.

>>> import inspect
>>> list(inspect.signature(record).parameters)[:3]
['uow', 'caller', 'deed']
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from intake.caller import Caller
from storage.model.audit import Detail
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What was done to what. `details` hold ids, codes, counts and digests, never what a person said or is called."""

    claim_id: str
    action: str
    subject: str
    details: Mapping[str, Detail] = field(default_factory=dict)


def record(uow: UnitOfWork, caller: Caller, deed: Deed) -> None:
    """Writes the entry and the event into the open transaction."""
    enter(uow, caller, deed)
    uow.events.add(deed.claim_id, deed.action, {"subject": deed.subject, **deed.details})


def enter(uow: UnitOfWork, caller: Caller, deed: Deed) -> None:
    """Writes the audit entry only."""
    uow.audit.append(deed.claim_id, caller.actor, deed.action, deed.subject, dict(deed.details))
