"""A reader child's scratch folder: its own, gone with it, and swept by the next one when its owner was killed.

The owner holds a lock on a file in it (flock(2)), which the kernel drops with the process; so a folder whose lock is
free belongs to nobody, whatever process has the old number now.

>>> scratch = Scratch()
>>> scratch.path.is_dir(), scratch.remove(), scratch.path.exists()
(True, None, False)
"""

import contextlib
import fcntl
import os
import shutil
import tempfile
import time
from pathlib import Path

_PREFIX = "claims-reader-"
_LOCK = "owner.lock"
_NEW_SECONDS = 60.0
"""Younger than this, a folder may be one whose owner is just about to lock it."""


class Scratch:
    """`path` is there until `remove`. Raises `OSError` where no folder can be made."""

    def __init__(self) -> None:
        sweep(Path(tempfile.gettempdir()))
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._lock: int | None = os.open(self.path / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def remove(self) -> None:
        """A second time it does nothing."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def sweep(place: Path) -> None:
    """Removes our own folders there whose owner is gone."""
    for folder in place.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            if folder.lstat().st_uid == os.getuid() and _is_left(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _is_left(folder: Path) -> bool:
    try:
        lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
    except FileNotFoundError:
        return time.time() - folder.lstat().st_mtime > _NEW_SECONDS
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(lock)
    return True
