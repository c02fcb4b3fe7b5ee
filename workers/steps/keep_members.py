"""The files inside an archive or a mail become originals of the same claim, each with the one they came in as parent.

Their bytes are made safe first, as those of an upload are; then one transaction records all of them and settles the
file they came in. Whoever is killed in between leaves files that nothing records, and the next attempt records them:
the same bytes have one name, so nothing is doubled.

>>> import inspect
>>> list(inspect.signature(settle_opened).parameters)
['services', 'lease', 'opened', 'trace']
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.formats.found_files import Unopened
from extractors.formats.members import Member, Unpacked
from extractors.inside import Holder
from extractors.inside import opened as opened_reading
from storage.errors import NotFound, StoreFull, StoreUnavailable
from storage.model.audit import Detail
from storage.model.ids import IdKind, new_id
from storage.model.reading import Reading
from storage.model.submission import Original
from workers.bootstrap import Services
from workers.steps.leases import Lease
from workers.steps.settle import enter_read

if TYPE_CHECKING:
    from storage.originals import Stored
    from storage.unit_of_work import UnitOfWork

_UNKNOWN_TYPE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file whose bytes are safe, and not recorded yet."""

    name: str
    stored: "Stored"


@dataclass(frozen=True, slots=True)
class Opened:
    """What was in it, in its order."""

    media_type: str
    inside: Sequence[Kept | Unopened]


def holder_of(original: Original, media_type: str) -> Holder:
    return Holder(name=original.name, sha256=original.sha256, media_type=media_type)


def keep_members(services: Services, lease: Lease, unpacked: Unpacked) -> Opened:
    """Makes the bytes of all of them safe, as far as the claim has room. Raises StoreFull, StoreUnavailable."""
    size = sum(len(one.content) for one in unpacked.found if isinstance(one, Member))
    if services.store.originals.free_bytes() - size < services.settings.free_bytes:
        raise StoreFull("There is too little room left for originals.")
    with services.store.read() as uow:
        room = _room(services, uow, lease.original.claim_id)
    return Opened(unpacked.media_type, tuple(_kept(services, lease, unpacked, room)))


def settle_opened(services: Services, lease: Lease, opened: Opened, trace: str) -> Reading | None:
    """Records them and settles the original. None when the lease was lost: then nothing is recorded.

    Raises TransientError.
    """
    original = lease.original
    with services.store.write() as uow:
        if not uow.originals.renew(original.id, lease.owner, uow.now + services.settings.lease):
            return None
        room = _room(services, uow, original.claim_id)
        inside: list[str | Unopened] = []
        for one in opened.inside:
            if isinstance(one, Unopened):
                inside.append(one)
            elif _is_recorded(services, uow, original, one):
                inside.append(one.name)
            elif room > 0:
                room -= 1
                _record(services, uow, (original, one), trace)
                inside.append(one.name)
            else:
                inside.append(Unopened(one.name, "too_many_files"))
        reading = opened_reading(holder_of(original, opened.media_type), inside)
        enter_read(services, uow, lease, (reading, trace))
    return reading


def _room(services: Services, uow: "UnitOfWork", claim_id: str) -> int:
    return services.settings.most_originals - uow.originals.next_number(claim_id) + 1


def _kept(services: Services, lease: Lease, unpacked: Unpacked, room: int) -> Iterator[Kept | Unopened]:
    original, originals = lease.original, services.store.originals
    for one in unpacked.found:
        if isinstance(one, Unopened):
            yield one
        elif room <= 0:
            yield Unopened(one.name, "too_many_files")
        else:
            room -= 1
            with originals.receive(original.tenant, original.claim_id, lease.seal) as intake:
                intake.write(one.content)
                yield Kept(one.name, intake.commit())


def _is_recorded(services: Services, uow: "UnitOfWork", parent: Original, one: Kept) -> bool:
    """The claim has those bytes already. A paper of them that was set aside and came again counts again."""
    known = uow.originals.by_sha256(parent.claim_id, one.stored.sha256)
    if known is None:
        return False
    for paper in uow.documents.of_original(known.id):
        if paper.withdrawn_at:
            uow.documents.reinstate(paper.id)
            uow.audit.append(parent.claim_id, services.actor, "document.reinstated", paper.id)
    return True


def _record(services: Services, uow: "UnitOfWork", found: tuple[Original, Kept], trace: str) -> None:
    parent, one = found
    _demand_there(services, parent, one)
    original = Original(
        id=new_id(IdKind.ORIGINAL),
        tenant=parent.tenant,
        claim_id=parent.claim_id,
        submission_id=parent.submission_id,
        number=uow.originals.next_number(parent.claim_id),
        sha256=one.stored.sha256,
        size=one.stored.size,
        media_type=_UNKNOWN_TYPE,
        name=one.name,
        received_at=uow.now,
        parent_id=parent.id,
    )
    uow.originals.add(original)
    details: dict[str, Detail] = {"sha256": original.sha256, "size": original.size, "parent": parent.id}
    uow.audit.append(parent.claim_id, services.actor, "original.received", original.id, details)
    uow.outbox.add("look_at_original", original.id, trace)
    uow.outbox.add("read_original", original.id, trace)


def _demand_there(services: Services, parent: Original, one: Kept) -> None:
    """An upload of the same bytes may have put the file there, and have taken it back. Raises StoreUnavailable."""
    try:
        services.store.originals.stored_at(parent.tenant, parent.claim_id, one.stored.sha256)
    except NotFound:
        raise StoreUnavailable("An upload of the same file broke off at this moment.") from None
