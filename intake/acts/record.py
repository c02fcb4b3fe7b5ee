"""The trace that an act leaves: an entry in the claim's audit chain and, with the same name, an event.

>>> named("org_01m3250v00abcdefghjkmnpqrs"), named("clm_01m3250v00abcdefghjkmnpqrs"), named("fee_list")
({'original': 'org_01m3250v00abcdefghjkmnpqrs'}, {}, {'item': 'fee_list'})
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from intake.caller import Caller
from storage.model.audit import Detail
from storage.model.ids import IdKind, is_id
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
    uow.events.add(deed.claim_id, deed.action, {**named(deed.subject), **deed.details})


def enter(uow: UnitOfWork, caller: Caller, deed: Deed) -> None:
    """Writes the audit entry only."""
    uow.audit.append(deed.claim_id, caller.actor, deed.action, deed.subject, dict(deed.details))


def named(subject: str) -> dict[str, str]:
    """The subject under its noun, as an event tells it; an event names its claim by itself."""
    kind = next((kind for kind in IdKind if is_id(subject, kind)), None)
    if kind is IdKind.CLAIM:
        return {}
    return {kind.name.lower() if kind else "item": subject}
