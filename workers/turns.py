"""Work that one process of a machine does for all: whoever holds the lock file has the turn, until it ends.

>>> import tempfile
>>> with tempfile.TemporaryDirectory() as folder:
...     first, second = Turn(Path(folder) / "turn"), Turn(Path(folder) / "turn")
...     first.is_mine(), second.is_mine(), first.is_mine()
(True, False, True)
"""

import fcntl
import os
from pathlib import Path


class Turn:
    """Asked before every round; never blocks. The kernel passes it on when the holder dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None
        self._has = False

    def is_mine(self) -> bool:
        """Raises `OSError` where the file cannot be made."""
        if self._has:
            return True
        if self._file is None:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        self._has = True
        return True
