"""The lease of an original: taken and counted before the work begins, renewed while it lasts, lost when it is not.

The owner names one attempt, not a worker: `wrk_….…`. Whoever no longer holds the lease can settle nothing.

>>> worker_of("wrk_0123456789ab.c0ffee00")
'wrk_0123456789ab'
"""

import secrets
import threading
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self

import structlog

from storage.errors import TransientError
from storage.model.submission import Original
from workers.bootstrap import Services
from workers.steps.case import keep_state

if TYPE_CHECKING:
    from storage.sealing import Seal

_RENEWALS_A_LEASE = 3
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Lease:
    """An attempt under way: `original` as it is while being read, and what opens its bytes."""

    original: Original
    owner: str
    seal: "Seal"


def begin(services: Services, original_id: str) -> Lease | None:
    """Begins an attempt; None when somebody else reads it, it is settled, or its attempts are used up.

    Raises NotFound, TransientError.
    """
    owner = f"{services.name}.{secrets.token_hex(4)}"
    settings = services.settings
    with services.store.write() as uow:
        until = uow.now + settings.lease
        original = uow.originals.lease(original_id, owner, until, settings.read_attempts)
        if original is None:
            return None
        details = {"attempt": original.attempts}
        uow.audit.append(original.claim_id, services.actor, "reading.begun", original_id, details)
        keep_state(uow, original.claim_id)
        return Lease(original, owner, uow.claims.seal(original.claim_id))


def worker_of(owner: str) -> str:
    """The worker that began the attempt."""
    return owner.partition(".")[0]


class Renewing:
    """Renews the lease from a thread of its own, three times a lease, for as long as the block runs."""

    def __init__(self, services: Services, lease: Lease) -> None:
        self._services = services
        self._lease = lease
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="lease", daemon=True)
        self.is_lost = False

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over.set()
        self._thread.join()

    def _run(self) -> None:
        pause = self._services.settings.lease_seconds / _RENEWALS_A_LEASE
        while not self.is_lost and not self._is_over.wait(pause):
            self._renew()

    def _renew(self) -> None:
        original = self._lease.original
        try:
            with self._services.store.write() as uow:
                until = uow.now + self._services.settings.lease
                self.is_lost = not uow.originals.renew(original.id, self._lease.owner, until)
        except TransientError as error:
            _log.warning("lease.not_renewed", original=original.id, code=error.code)
        if self.is_lost:
            _log.warning("lease.lost", original=original.id, claim=original.claim_id)
