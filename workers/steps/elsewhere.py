"""Looks for what a claim's papers are known by in the other claims of the tenant, and leaves its own marks there.

Marks are kept before others are looked for, so that of two claims assessed at once at least the later sees the earlier.
Where the key of another claim is gone, nothing of it is seen.

>>> import inspect
>>> list(inspect.signature(sightings_in).parameters)
['services', 'claim_id', 'readings']
"""

from collections.abc import Sequence

from storage.errors import NotFound, SealBroken
from storage.model.records import StoredReading
from storage.model.sighting import Mark, Sighting, Trace
from validators.rules.marks import marks_of
from validators.rules.sightings import candidates_of, exact_sightings, same_pictures
from workers.bootstrap import Services


def sightings_in(services: Services, claim_id: str, readings: Sequence[StoredReading]) -> tuple[Sighting, ...]:
    """What other claims have too. Raises NotFound, TransientError."""
    known = [mark for stored in readings for mark in marks_of(stored)]
    _keep(services, claim_id, known)
    with services.store.read() as uow:
        traces = uow.marks.elsewhere(claim_id, known)
    return (*exact_sightings(traces), *_pictures(services, traces, readings))


def _keep(services: Services, claim_id: str, known: Sequence[Mark]) -> None:
    """Only where something changed does it wait for other writers."""
    with services.store.read() as uow:
        if uow.marks.are_kept(claim_id, known):
            return
    with services.store.write() as uow:
        uow.marks.keep(claim_id, known)


def _pictures(services: Services, traces: Sequence[Trace], readings: Sequence[StoredReading]) -> list[Sighting]:
    mine = {stored.original.id: stored for stored in readings}
    found: list[Sighting] = []
    with services.store.read() as uow:
        for own, other in candidates_of(traces):
            try:
                stored = uow.readings.of_original(other)
            except (NotFound, SealBroken):
                continue
            found.extend(same_pictures(mine[own], stored) if stored else ())
    return found
