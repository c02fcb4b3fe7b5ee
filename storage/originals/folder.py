"""Originals in a folder: `{root}/{tenant}/{claim}/{sha256}`, sealed, read-only, for their owner only.

Files come in under `{root}/.incoming`, in the same file system, and get their name by a hard link when they are whole
and safe on the disk: a crash at any moment leaves the whole original or none.

>>> import tempfile
>>> from storage.sealing import Seal
>>> seal = Seal(b"k" * 32, "clm_1")
>>> with tempfile.TemporaryDirectory() as root:
...     store = FolderStore(Path(root))
...     with store.receive("main", "clm_1", seal) as intake:
...         intake.write(b"a paper")
...         stored = intake.commit()
...     store.read("main", "clm_1", stored.sha256, seal), stored.size
(b'a paper', 7)
"""

import datetime as dt
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from storage.errors import NotFound
from storage.originals.disk import Disk
from storage.originals.folders import SafeFolders
from storage.originals.incoming import Incoming, Place, told_plainly
from storage.originals.rules import checked_chunks, context_of, demand_name, is_part, is_sha256
from storage.sealing import Seal

_INCOMING = ".incoming"


class FolderStore:
    """The port on a folder. Every file of it belongs to this store; the folder is made when it is needed."""

    def __init__(self, root: Path, disk: Disk | None = None) -> None:
        self._root = root
        self._disk = disk or Disk()
        self._folders = SafeFolders(self._disk, root)

    def receive(self, tenant: str, claim_id: str, seal: Seal) -> Incoming:
        """As the port says."""
        demand_name(tenant, claim_id)
        place = Place(self._draft(), self._root / tenant / claim_id, self._folders)
        return Incoming(self._disk, place, seal, context_of(tenant, claim_id))

    def open(self, tenant: str, claim_id: str, sha256: str, seal: Seal) -> Iterator[bytes]:
        """As the port says."""
        file = self._file(tenant, claim_id, sha256)
        return _checked(file, seal, context_of(tenant, claim_id), sha256)

    def read(self, tenant: str, claim_id: str, sha256: str, seal: Seal) -> bytes:
        """As the port says."""
        return b"".join(self.open(tenant, claim_id, sha256, seal))

    def verify(self, tenant: str, claim_id: str, sha256: str, seal: Seal) -> None:
        """As the port says."""
        for _ in self.open(tenant, claim_id, sha256, seal):
            pass

    def stored_at(self, tenant: str, claim_id: str, sha256: str) -> dt.datetime:
        """As the port says."""
        with self._file(tenant, claim_id, sha256) as file, told_plainly():
            seconds = os.fstat(file.fileno()).st_mtime
        return dt.datetime.fromtimestamp(seconds, dt.UTC)

    def names(self, tenant: str, claim_id: str) -> Iterator[str]:
        """As the port says."""
        demand_name(tenant, claim_id)
        return (entry.name for entry in _entries(self._root / tenant / claim_id) if is_sha256(entry.name))

    def claims(self, tenant: str) -> Iterator[str]:
        """As the port says."""
        demand_name(tenant, tenant)
        return (entry.name for entry in _entries(self._root / tenant) if is_part(entry.name))

    def sweep(self, older_than: dt.timedelta) -> int:
        """As the port says."""
        latest = time.time() - older_than.total_seconds()
        swept = 0
        for entry in _entries(self._root / _INCOMING):
            with told_plainly(), suppress(FileNotFoundError):
                if entry.stat(follow_symlinks=False).st_mtime < latest:
                    self._disk.remove(Path(entry.path))
                    swept += 1
        return swept

    def free_bytes(self) -> int:
        """As the port says."""
        with told_plainly():
            self._folders.make(self._root)
            return shutil.disk_usage(self._root).free

    def check(self) -> None:
        """As the port says: a file is made, named and removed."""
        draft = self._draft()
        name = draft.with_suffix(".linked")
        with told_plainly():
            self._folders.make(draft.parent)
            try:
                self._disk.close(self._disk.create(draft))
                self._disk.link(draft, name)
            finally:
                self._disk.remove(name)
                self._disk.remove(draft)

    def _draft(self) -> Path:
        return self._root / _INCOMING / token_hex(16)

    def _file(self, tenant: str, claim_id: str, sha256: str) -> BinaryIO:
        demand_name(tenant, claim_id, sha256)
        with told_plainly():
            try:
                return (self._root / tenant / claim_id / sha256).open("rb")
            except FileNotFoundError:
                raise NotFound("original", sha256) from None


def _checked(file: BinaryIO, seal: Seal, context: str, sha256: str) -> Iterator[bytes]:
    with file, told_plainly():
        yield from checked_chunks(seal, file, context, sha256)


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """What is in a folder; nothing if it is not there."""
    with told_plainly():
        try:
            with os.scandir(folder) as entries:
                yield from entries
        except FileNotFoundError:
            return
