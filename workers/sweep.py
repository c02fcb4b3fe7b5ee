"""Puts back on its way whatever does not move: the database is the truth, so a lost message or worker loses nothing.

Every round, one after the other and whatever happens in one of them: leases of workers that are gone, originals that
nobody reads, look-ups to be tried again, claims whose assessment or message is due, messages that did not leave, clocks
that are near their end or over; now and then the leftovers of broken-off uploads, and the audit roots of days that are
over.

>>> import inspect
>>> list(inspect.signature(Sweep).parameters)
['services', 'backlog']
"""

import datetime as dt
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import structlog

from storage.errors import TransientError
from storage.model.claim import Claim
from storage.model.ids import IdKind, new_id
from storage.model.records import MessageState
from storage.model.submission import Original, OriginalState
from workers.actors import READ
from workers.alive import is_gone
from workers.bootstrap import Services
from workers.clock_watch import watch_clocks
from workers.clocks import Due, decide
from workers.daily_roots import make_daily_roots
from workers.patience import Patience
from workers.steps.case import Case
from workers.steps.leases import worker_of

if TYPE_CHECKING:
    from storage.unit_of_work import UnitOfWork

MOST_ORIGINALS, MOST_CLAIMS, MOST_ROWS = 200, 50, 1000
_GRACE = 4.0
_HOUR = 3600.0
_LEFTOVERS_AFTER = dt.timedelta(hours=1)
_LONG_AGO = dt.timedelta(minutes=10)
_SOON = dt.timedelta(minutes=5)
_log = structlog.get_logger()


class Sweep:
    """One at a time for an installation. `backlog` says how many messages a queue has; raises `BrokerUnavailable`."""

    def __init__(self, services: Services, backlog: Callable[[str], int]) -> None:
        self._services = services
        self._backlog = backlog
        self._readings = Patience(grace=0.0, pause=30.0, most=600.0)
        self._look_up_patience = Patience(grace=0.0, pause=30.0, most=600.0)
        self._others = Patience(grace=_GRACE, pause=30.0, most=_HOUR)
        self._after: str | None = None
        self._seen: set[str] = set()
        self._next_hour = 0.0

    def round(self) -> None:
        """One round. Raises nothing that the next round could mend."""
        works = (self._free_leases, self._stuck_originals, self._look_ups, self._some_claims, self._every_hour)
        for work in works:
            try:
                work()
            except TransientError as error:
                _log.warning("sweep.put_off", code=error.code)
            except Exception:  # a door: a fault in one work must not stop the others
                _log.exception("sweep.broke")

    def _free_leases(self) -> None:
        """A worker that was killed gives nothing back; whoever lives does it, without waiting for the lease to end."""
        with self._services.store.read() as uow:
            reading = uow.originals.in_state(OriginalState.READING, MOST_ORIGINALS)
            places = {beat.worker: str(beat.details.get("place")) for beat in uow.beats.all()}
        for original in reading:
            if is_gone(places.get(worker_of(original.lease_owner or ""), "")):
                self._free(original)

    def _free(self, original: Original) -> None:
        with self._services.store.write() as uow:
            if uow.originals.give_back(original.id, original.lease_owner or "", counted=True):
                uow.outbox.add("read_original", original.id, new_id(IdKind.TRACE))
                _log.warning("lease.freed", original=original.id, claim=original.claim_id)

    def _stuck_originals(self) -> None:
        with self._services.store.read() as uow:
            now = uow.now
            asked = {row.subject for row in uow.outbox.take(now + _SOON, MOST_ROWS)}
            stuck = [one for one in uow.originals.stuck(now, MOST_ORIGINALS) if one.id not in asked]
        is_queue_empty = bool(stuck) and self._backlog(READ) == 0
        for original in stuck:
            is_forgotten = original.state is OriginalState.READING or now - original.received_at > _LONG_AGO
            if is_queue_empty or is_forgotten:
                self._ask("read_original", original.id, self._readings)
        self._readings.keep_only({f"read_original {original.id}" for original in stuck})

    def _look_ups(self) -> None:
        """What insurers' systems did not answer yet, when it is time to ask again."""
        if self._services.look_ups is None:
            return
        with self._services.store.read() as uow:
            due = uow.look_ups.due(uow.now, MOST_CLAIMS)
        for claim_id in due:
            self._ask("look_up", claim_id, self._look_up_patience)
        self._look_up_patience.keep_only({f"look_up {claim_id}" for claim_id in due})

    def _some_claims(self) -> None:
        """The next page of all claims, from the first again after the last."""
        with self._services.store.read() as uow:
            page = uow.claims.page(self._after, MOST_CLAIMS)
            living = [claim for claim in page if not claim.state.is_ended]
            due = [step for claim in living for step in _due_steps(self._services, uow, claim)]
        for step, subject in due:
            self._ask(step, subject, self._others)
            self._seen.add(f"{step} {subject}")
        watch_clocks(self._services, page)
        self._after = page[-1].id if len(page) == MOST_CLAIMS else None
        if self._after is None:
            self._others.keep_only(self._seen)
            self._seen = set()

    def _ask(self, step: str, subject: str, patience: Patience) -> None:
        if patience.is_time(f"{step} {subject}", time.monotonic()):
            trace = new_id(IdKind.TRACE)
            with self._services.store.write() as uow:
                uow.outbox.add(step, subject, trace)
            _log.info("sweep.asked", step=step, subject=subject, trace=trace)

    def _every_hour(self) -> None:
        if time.monotonic() >= self._next_hour:
            self._services.store.originals.sweep(_LEFTOVERS_AFTER)
            make_daily_roots(self._services)
            self._next_hour = time.monotonic() + _HOUR


def _due_steps(services: Services, uow: "UnitOfWork", claim: Claim) -> Iterator[tuple[str, str]]:
    case = Case.load(uow, claim.id)
    if case.current is None and case.is_settled:
        yield "assess_claim", claim.id
    if decide(case.standing(uow), services.pace) is not Due.NOT_YET:
        yield "compose_message", claim.id
    if case.message is not None and case.message.state is MessageState.COMPOSED:
        yield "deliver_message", case.message.id
