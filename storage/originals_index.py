"""What is known of each original beside its bytes, and who is reading it.

A lease is taken by compare-and-set and counted before the work begins, so a file that kills its reader runs out of
attempts. Whoever lost the lease can no longer settle: an `owner` names one attempt, not one worker.

>>> OriginalsIndex.__name__
'OriginalsIndex'
"""

import datetime as dt

import sqlalchemy as sa

from storage.errors import Conflict, NotFound
from storage.model.reading import Reading
from storage.model.submission import Original, OriginalState
from storage.original_rows import find, to_row
from storage.readings import Readings
from storage.tables import originals
from storage.transaction import Transaction

_LEFT = {"lease_owner": None, "lease_until": None}
_RECEIVED, _READING = OriginalState.RECEIVED.value, OriginalState.READING.value


class OriginalsIndex:
    """The originals of one tenant."""

    def __init__(self, here: Transaction, readings: Readings) -> None:
        self._here = here
        self._readings = readings

    def add(self, original: Original) -> None:
        """Raises NotFound for the claim or for a parent that is not in it, Conflict for bytes or a number that the claim
        has already."""
        parent = original.parent_id
        if parent is not None and self.get(parent).claim_id != original.claim_id:
            raise NotFound("original", parent)
        self._here.insert(originals, **to_row(original, self._here.seal(original.claim_id)))

    def get(self, id: str) -> Original:
        """Raises NotFound."""
        found = self._some(originals.c.id == id)
        if not found:
            raise NotFound("original", id)
        return found[0]

    def of_claim(self, claim_id: str) -> list[Original]:
        """In the order of their numbers."""
        return self._some(originals.c.claim_id == claim_id)

    def by_sha256(self, claim_id: str, sha256: str) -> Original | None:
        found = self._some(originals.c.claim_id == claim_id, originals.c.sha256 == sha256)
        return found[0] if found else None

    def next_number(self, claim_id: str) -> int:
        """The number of the next original of the claim. Raises NotFound."""
        self._here.must_have(claim_id)
        return self._here.last(originals.c.number, claim_id) + 1

    def lease(self, id: str, owner: str, until: dt.datetime, most_attempts: int) -> Original | None:
        """Begins an attempt and counts it; None when it is settled, being read or out of attempts. Raises NotFound."""
        self._here.change(self._update(id, _unsettled()).values(attempts_allowed=most_attempts))
        free = (_unsettled(), ~_leased(self._here.now), originals.c.attempts < most_attempts)
        begun = self._update(id, *free).values(
            state=_READING, attempts=originals.c.attempts + 1, lease_owner=owner, lease_until=until
        )
        changed = self._here.change(begun)
        found = self.get(id)
        return found if changed else None

    def exhausted(self, id: str, now: dt.datetime) -> bool:
        """Not settled, nobody reads it, and the attempts that the last `lease` allowed are used up. Raises NotFound."""
        self.get(id)
        used_up = (originals.c.attempts > 0, originals.c.attempts >= originals.c.attempts_allowed)
        return bool(self._some(originals.c.id == id, _unsettled(), ~_leased(now), *used_up))

    def renew(self, id: str, owner: str, until: dt.datetime) -> bool:
        """False when the lease is no longer the owner's."""
        return bool(self._here.change(self._held(id, owner).values(lease_until=until)))

    def give_back(self, id: str, owner: str, *, counted: bool) -> bool:
        """Back to received; an attempt that is not counted is taken back. False when the lease is not the owner's."""
        attempts = originals.c.attempts - (0 if counted else 1)
        return bool(
            self._here.change(self._held(id, owner).values(state=_RECEIVED, attempts=attempts, **_LEFT))
        )

    def settle(
        self, id: str, owner: str | None, state: OriginalState, reading: Reading | None, media_type: str
    ) -> bool:
        """Ends the reading, once: the reading and its documents are kept with it. False when it is not the owner's.

        Without an owner (nobody is left to read it) only what nobody holds is settled. Raises NotFound.
        """
        original = self.get(id)
        held = (
            self._update(id, _unsettled(), ~_leased(self._here.now)) if owner is None else self._held(id, owner)
        )
        if not self._here.change(held.values(state=state.value, media_type=media_type, **_LEFT)):
            return False
        if reading is not None:
            self._readings.keep(original, reading)
        return True

    def retry(self, id: str) -> None:
        """From quarantined to received, as if it had never been tried. Raises NotFound, Conflict in any other state."""
        quarantined = originals.c.state == OriginalState.QUARANTINED.value
        again = self._update(id, quarantined).values(state=_RECEIVED, attempts=0, **_LEFT)
        if not self._here.change(again):
            found = self.get(id)
            raise Conflict(
                "not_quarantined", f"{id} is {found.state.value}.", "Only what is quarantined can be retried."
            )
        self._readings.forget(id)

    def stuck(self, now: dt.datetime, most: int, older_than: int = 30) -> list[Original]:
        """Received more than `older_than` seconds ago, or being read by nobody; the oldest first."""
        before = now - dt.timedelta(seconds=older_than)
        waiting = sa.and_(originals.c.state == _RECEIVED, originals.c.received_at <= before)
        dropped = sa.and_(originals.c.state == _READING, originals.c.lease_until <= now)
        return self._first(sa.or_(waiting, dropped), most)

    def in_state(self, state: OriginalState, most: int) -> list[Original]:
        """The oldest first."""
        return self._first(originals.c.state == state.value, most)

    def _first(self, which: sa.ColumnElement[bool], most: int) -> list[Original]:
        oldest = sa.select(originals).where(which).order_by(originals.c.received_at, originals.c.id)
        return find(self._here, oldest.limit(most))

    def _some(self, *which: sa.ColumnElement[bool]) -> list[Original]:
        return find(self._here, sa.select(originals).where(*which).order_by(originals.c.number))

    def _update(self, id: str, *which: sa.ColumnElement[bool]) -> sa.Update:
        return sa.update(originals).where(originals.c.id == id, originals.c.tenant == self._here.tenant, *which)

    def _held(self, id: str, owner: str) -> sa.Update:
        return self._update(id, originals.c.state == _READING, originals.c.lease_owner == owner)


def _unsettled() -> sa.ColumnElement[bool]:
    return originals.c.state.in_([_RECEIVED, _READING])


def _leased(now: dt.datetime) -> sa.ColumnElement[bool]:
    return sa.and_(originals.c.state == _READING, originals.c.lease_until > now)
