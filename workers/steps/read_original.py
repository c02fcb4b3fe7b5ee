"""Reads one original: leased, opened from the store, read in the isolated child, its papers validated, settled.

A ZIP or a mail is not read itself: the files in it become originals, which are read as any other.

What a file does to its reader is counted; what our machinery fails at is not. A file that lost its readers, or whose
bytes are damaged, is quarantined: a person looks, and the customer is not asked for it.

>>> import inspect
>>> list(inspect.signature(read_original).parameters)
['services', 'reader', 'original_id', 'trace']
"""

import time
from dataclasses import dataclass
from typing import Protocol

import structlog

from extractors.errors import EngineUnavailable, ReaderLost, RefusedFile
from extractors.formats import media
from extractors.formats.members import Unpacked
from extractors.inside import refused_whole
from storage.errors import NotFound, OriginalDamaged, TransientError
from storage.model.reading import Reading
from storage.model.submission import Original
from workers.bootstrap import Services
from workers.pipeline import validated
from workers.steps.keep_members import Opened, holder_of, keep_members, settle_opened
from workers.steps.leases import Lease, Renewing, begin
from workers.steps.settle import give_back, quarantine, settle_read

_PAUSES = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds between the tries to keep a reading while the store does not answer: the lease lasts longer."""
_log = structlog.get_logger()


class PaperReader(Protocol):
    """What reads a file: the isolated child, or a thread that owns one."""

    def attempt(self, content: bytes, *, name: str, file_number: int) -> Reading:
        """Raises `EngineUnavailable` or `ReaderLost`."""
        ...

    def unpack(self, content: bytes) -> Unpacked | None:
        """The files inside it; None for a file that holds no others. Raises `RefusedFile`, and as `attempt`."""
        ...


@dataclass(frozen=True, slots=True)
class _Failure:
    """Why there is no reading. A `wait` (seconds) is given where the file is not to blame: it is not counted."""

    code: str
    wait: float | None = None
    is_final: bool = False


def read_original(services: Services, reader: PaperReader, original_id: str, trace: str) -> None:
    """One attempt, if the original is free. Raises NotFound, TransientError."""
    lease = begin(services, original_id)
    if lease is None:
        _quarantine_exhausted(services, original_id, trace)
        return
    with Renewing(services, lease):
        _patiently_end(services, lease, _result(services, reader, lease), trace)


def _result(services: Services, reader: PaperReader, lease: Lease) -> Reading | Opened | _Failure:
    original = lease.original
    try:
        content = services.store.originals.read(original.tenant, original.claim_id, original.sha256, lease.seal)
        return _read(services, reader, lease, content)
    except EngineUnavailable as error:
        return _Failure(error.code, services.vitals.engine_failed(error.code))
    except ReaderLost as error:
        return _Failure(error.code, 0.0 if services.vitals.is_stopping else None)
    except (OriginalDamaged, NotFound) as error:
        return _Failure("original_missing" if isinstance(error, NotFound) else error.code, is_final=True)
    except TransientError as error:
        return _Failure(error.code, _PAUSES[-1])
    except Exception:  # the door: a fault of ours must not stop the next file; twice and a person looks
        _log.exception("reading.broke", original=original.id, claim=original.claim_id)
        return _Failure("unexpected")


def _read(services: Services, reader: PaperReader, lease: Lease, content: bytes) -> Reading | Opened:
    """Raises what the reader and the store raise."""
    original = lease.original
    try:
        unpacked = reader.unpack(content)
    except RefusedFile as error:
        return refused_whole(holder_of(original, media.holder_of(content)), error.refusal)
    if unpacked is not None:
        return keep_members(services, lease, unpacked)
    reading = reader.attempt(content, name=original.name, file_number=original.number)
    return validated(reading, services.today())


def _patiently_end(services: Services, lease: Lease, result: Reading | Opened | _Failure, trace: str) -> None:
    """Tries again while the store does not answer: what was read is dear."""
    for pause in _PAUSES:
        try:
            return _end(services, lease, result, trace)
        except TransientError as error:
            _log.warning("reading.not_kept", original=lease.original.id, code=error.code, wait=pause)
            time.sleep(pause)
    return _end(services, lease, result, trace)


def _end(services: Services, lease: Lease, result: Reading | Opened | _Failure, trace: str) -> None:
    original = lease.original
    if isinstance(result, Opened):
        _tell(original, settle_opened(services, lease, result, trace))
        return
    if isinstance(result, Reading):
        _tell(original, result if settle_read(services, lease, result, trace) else None)
        return
    is_counted = result.wait is None
    if result.is_final or (is_counted and original.attempts >= services.settings.read_attempts):
        quarantine(services, original, lease.owner, code=result.code, trace=trace)
        return
    give_back(services, lease, trace, is_counted=is_counted, wait=result.wait or 0.0)
    failed = {"code": result.code, "attempt": original.attempts, "wait": result.wait}
    _log.warning("reading.failed", original=original.id, claim=original.claim_id, **failed)


def _tell(original: Original, kept: Reading | None) -> None:
    """In the log: what was kept; nothing when the lease was lost."""
    event = "original.read" if kept else "reading.dropped"
    told = {"status": kept.status.value, "documents": len(kept.documents)} if kept else {}
    _log.info(event, original=original.id, claim=original.claim_id, **told)


def _quarantine_exhausted(services: Services, original_id: str, trace: str) -> None:
    """All attempts were begun and none came to an end: the file kills whatever reads it."""
    with services.store.read() as uow:
        original = uow.originals.get(original_id)
        is_exhausted = uow.originals.exhausted(original_id, uow.now)
    if is_exhausted:
        quarantine(services, original, None, code="attempts_used_up", trace=trace)
