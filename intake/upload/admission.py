"""Whether an upload may come in, settled before its first byte is read.

>>> Place(claim_id="clm_1", tenant="main", seal=None, once=None, room=3, is_repeat=False).room
3
"""

from dataclasses import dataclass

from intake.acts.give_consent import check_consent
from intake.acts.reach import claim_of, living_claim
from intake.caller import Caller
from intake.errors import refused
from intake.idempotency import Once
from storage.errors import StoreFull
from storage.sealing import Seal
from workers.bootstrap import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the files of an upload go. `room`: how many more originals the claim takes.

    `is_repeat`: the idempotency key was used before, so the body is only compared, and nothing is written.
    """

    claim_id: str
    tenant: str
    seal: Seal
    once: Once | None
    room: int
    is_repeat: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What the head of an upload says: how many bytes will come (0: it does not say), and its idempotency key."""

    size: int
    once: Once | None


def admit(services: Services, caller: Caller, claim_id: str, upload: Announced) -> Place:
    """Raises NotFound, Conflict (`claim_ended`, `consent_required`), Refused `too_many_originals`, StoreFull,
    StoreUnavailable."""
    once = upload.once
    with services.store.read(tenant=caller.tenant) as uow:
        claim_of(uow, caller, claim_id)
        is_repeat = once is not None and once.is_known(uow)
        if not is_repeat:
            living_claim(uow, caller, claim_id)
            check_consent(uow, claim_id)
        place = Place(
            claim_id=claim_id,
            tenant=caller.tenant,
            seal=uow.claims.seal(claim_id),
            once=once,
            room=services.settings.most_originals - uow.originals.next_number(claim_id) + 1,
            is_repeat=is_repeat,
        )
    if not place.is_repeat:
        _check_room(services, place, upload.size)
    return place


def _check_room(services: Services, place: Place, size: int) -> None:
    if place.room <= 0:
        raise refused("too_many_originals")
    if services.store.originals.free_bytes() - size < services.settings.free_bytes:
        raise StoreFull("There is too little room left for originals.")
