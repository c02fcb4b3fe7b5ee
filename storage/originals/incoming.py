"""One file on its way into a folder store: sealed and hashed while it is written, named only when it is safe.

>>> with told_plainly():
...     raise OSError(errno.ENOSPC, "No space left on device")
Traceback (most recent call last):
    ...
storage.errors.StoreFull: There is no room left for originals. Make room on the disk, then try again.
"""

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from storage.errors import StoreFull, StoreUnavailable
from storage.originals import Stored
from storage.originals.disk import Disk
from storage.originals.folders import SafeFolders
from storage.sealed_streams import SealingWriter
from storage.sealing import Seal

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the bytes go first, the folder where they get their name, and who makes folders."""

    draft: Path
    folder: Path
    folders: SafeFolders


class Incoming:
    """The port's `Intake` on a folder."""

    def __init__(self, disk: Disk, place: Place, seal: Seal, context: str) -> None:
        self._disk = disk
        self._place = place
        self._digest = hashlib.sha256()
        self._size = 0
        self._is_over = False
        self._name: Path | None = None
        with told_plainly():
            place.folders.make(place.draft.parent)
            self._file: int | None = disk.create(place.draft)
        with self._given_up_on_error():
            self._writer = SealingWriter(seal, self._put, context)

    def write(self, data: bytes) -> None:
        """As the port says."""
        with self._given_up_on_error():
            self._writer.write(data)
        self._digest.update(data)
        self._size += len(data)

    def commit(self) -> Stored:
        """As the port says."""
        stored = Stored(self._digest.hexdigest(), self._size)
        with self._given_up_on_error():
            self._writer.finish()
            self._make_safe()
            self._publish(self._place.folder / stored.sha256)
        self._is_over = True
        return stored

    def abort(self) -> None:
        """As the port says. What cannot be removed now is swept later."""
        if self._is_over:
            return
        self._is_over = True
        if self._file is not None:
            with suppress(OSError):
                self._disk.close(self._file)
        with suppress(OSError):
            self._disk.remove(self._place.draft)

    @property
    def named(self) -> str | None:
        """As the port says."""
        return self._name.name if self._name else None

    def take_back(self) -> None:
        """As the port says."""
        if self._name is None:
            return
        with told_plainly():
            self._disk.remove(self._name)
            self._disk.sync_folder(self._name.parent)
        self._name = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.abort()

    def _put(self, sealed: bytes) -> None:
        if self._is_over or self._file is None:
            raise ValueError("This file was committed or given up.")
        self._disk.write(self._file, sealed)

    def _make_safe(self) -> None:
        """The bytes are on the disk before anything names them."""
        assert self._file is not None
        self._disk.protect(self._file)
        self._disk.sync(self._file)
        file, self._file = self._file, None
        self._disk.close(file)

    def _publish(self, name: Path) -> None:
        """Names the file. A name that is there already holds the same bytes: they stay, these go.

        The folder is synced then too: who gave that name may have crashed before it was safe.
        """
        self._place.folders.make(name.parent)
        with suppress(FileExistsError):
            self._disk.link(self._place.draft, name)
            self._name = name
        self._disk.remove(self._place.draft)
        self._disk.sync_folder(name.parent)

    @contextmanager
    def _given_up_on_error(self) -> Iterator[None]:
        try:
            with told_plainly():
                yield
        except BaseException:  # a door: whatever happened, no draft stays behind
            self.abort()
            raise


@contextmanager
def told_plainly() -> Iterator[None]:
    """What the operating system said, as StoreFull or StoreUnavailable."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise StoreFull("There is no room left for originals.") from None
        reason = os.strerror(error.errno) if error.errno else "unknown reason"
        raise StoreUnavailable(f"The folder of originals does not work: {reason}.") from None
