"""The files of one upload on their way into the original store, and the one transaction that records them.

A file that is too large is left out and the others go on; what the whole upload may not have ends it. Nothing is visible before
`commit`, which makes every file safe, then records all of them at once. What was made safe and then could not be recorded is
taken back, by whoever put it there and under the database's lock: nobody else may have recorded it meanwhile.

>>> tally = Tally()
>>> tally.write(b"abc")
>>> tally.commit().size
3
"""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from extractors.errors import refused as refused_file
from extractors.limits import Limits
from intake.caller import Caller
from intake.errors import Refused, refused
from intake.idempotency import digest_of
from intake.upload.admission import Place
from intake.upload.multipart import Begins, Ends, Piece
from intake.upload.receipt import NotTaken, Receipt
from intake.upload.recording import Arrived, Upload, record_submission
from storage.errors import NotFound, StoreUnavailable, TransientError
from storage.originals import Stored
from workers.bootstrap import Services


class Sink(Protocol):
    """What takes the bytes of a file: an `Intake` of the store, or a `Tally`."""

    def write(self, data: bytes) -> None: ...

    def commit(self) -> Stored: ...

    def abort(self) -> None: ...

    @property
    def named(self) -> str | None: ...

    def take_back(self) -> None: ...


class Tally:
    """Takes bytes only to know them again: for a request that may be a repeat."""

    def __init__(self) -> None:
        self._digest, self._size = hashlib.sha256(), 0

    def write(self, data: bytes) -> None:
        self._digest.update(data)
        self._size += len(data)

    def commit(self) -> Stored:
        return Stored(self._digest.hexdigest(), self._size)

    def abort(self) -> None:
        """There is nothing to give up."""

    @property
    def named(self) -> None:
        """Nothing was made visible."""

    def take_back(self) -> None:
        """There is nothing to take back."""


@dataclass(slots=True)
class _File:
    name: str
    sink: Sink
    size: int = 0
    is_too_large: bool = False


class Delivery:
    """One upload. Every method blocks on the disk and belongs in a thread; one at a time."""

    def __init__(self, services: Services, caller: Caller, place: Place, *, is_lone: bool) -> None:
        """`is_lone`: there will be one file, so that one too large ends it."""
        self._services = services
        self._caller = caller
        self._place = place
        self._is_lone = is_lone
        self._files: list[_File] = []
        self._is_recorded = False

    def take(self, pieces: Sequence[Piece]) -> None:
        """The next pieces of the body. Raises Refused, StoreFull, StoreUnavailable."""
        for piece in pieces:
            match piece:
                case Begins(name):
                    self._begin(name)
                case Ends():
                    pass
                case bytes():
                    self._write(piece)

    def commit(self) -> Receipt:
        """Makes every file safe and records the submission. Raises Refused, Conflict, StoreFull, StoreUnavailable."""
        if not self._files:
            raise refused("no_files")
        if all(file.is_too_large for file in self._files):
            raise file_too_large()
        arrived = tuple(self._arrived(file) for file in self._files)
        upload = Upload(
            claim_id=self._place.claim_id,
            files=arrived,
            most_originals=self._services.settings.most_originals,
            once=self._place.once.of(_digest(self._place.claim_id, arrived)) if self._place.once else None,
        )
        with self._services.store.write(tenant=self._place.tenant) as uow:
            self._demand_all_there(arrived)
            receipt = record_submission(uow, self._caller, upload)
        self._is_recorded = True
        return receipt

    def abort(self) -> None:
        """Gives up what was not recorded; nothing of it stays."""
        for file in self._files:
            with suppress(TransientError):
                file.sink.abort()
        if not self._is_recorded:
            with suppress(TransientError):
                self._take_back()

    def _take_back(self) -> None:
        named = {file.sink.named: file.sink for file in self._files if file.sink.named}
        if not named:
            return
        with self._services.store.write(tenant=self._place.tenant) as uow:
            for sha256, sink in named.items():
                if sha256 and uow.originals.by_sha256(self._place.claim_id, sha256) is None:
                    sink.take_back()

    def _demand_all_there(self, arrived: Sequence[Arrived | NotTaken]) -> None:
        """Another upload of the same bytes may have put the file there, and have taken it back. Raises StoreUnavailable."""
        place, originals = self._place, self._services.store.originals
        for file in arrived:
            if isinstance(file, Arrived) and not place.is_repeat:
                try:
                    originals.stored_at(place.tenant, place.claim_id, file.stored.sha256)
                except NotFound:
                    raise StoreUnavailable(
                        "Another upload of the same file broke off at this moment."
                    ) from None

    def _begin(self, name: str) -> None:
        settings = self._services.settings
        if len(self._files) >= settings.most_files:
            raise refused("too_many_files", f" (at most {settings.most_files})")
        if len(self._files) >= self._place.room and not self._place.is_repeat:
            raise refused("too_many_originals")
        self._files.append(_File(name, self._sink()))

    def _sink(self) -> Sink:
        place = self._place
        if place.is_repeat:
            return Tally()
        return self._services.store.originals.receive(place.tenant, place.claim_id, place.seal)

    def _write(self, data: bytes) -> None:
        file = self._files[-1]
        file.size += len(data)
        if file.size > Limits.default().file_bytes and not file.is_too_large:
            file.is_too_large = True
            file.sink.abort()
            if self._is_lone:
                raise file_too_large()
        if not file.is_too_large:
            file.sink.write(data)

    def _arrived(self, file: _File) -> Arrived | NotTaken:
        if file.is_too_large:
            return NotTaken(name=file.name, refusal=refused_file("too_large").refusal)
        return Arrived(file.name, file.sink.commit())


def _digest(claim_id: str, files: Sequence[Arrived | NotTaken]) -> str:
    """What the upload asks for: these names with these bytes, for this claim."""
    said = [f"{file.name}|{file.stored.sha256 if isinstance(file, Arrived) else ''}" for file in files]
    return digest_of(b"submission", claim_id.encode(), *(line.encode() for line in said))


def file_too_large() -> Refused:
    """The refusal of an upload that has nothing else."""
    return refused("file_too_large", f" (at most {Limits.default().file_bytes} bytes)")
