"""Disks that fail, tell what was asked of them, or let the power go, for the tests of the folder store."""

import errno
import os
import signal
from collections.abc import Callable
from pathlib import Path

from storage.originals.disk import Disk

STEPS = ("make_folder", "create", "write", "protect", "sync", "close", "link", "remove", "sync_folder")


class Watched(Disk):
    """Calls `before` with the number and the name of each step, counted from 0, before it is taken."""

    def __init__(self, before: Callable[[int, str], None]) -> None:
        self._before = before
        self.taken: list[str] = []

    def __getattribute__(self, name: str) -> object:
        step = super().__getattribute__(name)
        if name in STEPS:
            number = len(self.taken)
            self.taken.append(name)
            self._before(number, name)
        return step


def failing(number: int, code: int) -> Watched:
    """The step of that number fails, once."""

    def before(step: int, name: str) -> None:
        if step == number:
            raise OSError(code, os.strerror(code))

    return Watched(before)


def killed(number: int) -> Watched:
    """This process is killed before the step of that number."""

    def before(step: int, name: str) -> None:
        if step == number:
            os.kill(os.getpid(), signal.SIGKILL)

    return Watched(before)


class HalfWritten(Disk):
    """Room for so many bytes, and no more: the last write is cut short."""

    def __init__(self, room: int) -> None:
        self._room = room

    def write(self, file: int, data: bytes) -> None:
        super().write(file, data[: self._room])
        self._room -= len(data)
        if self._room < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class PowerLoss(Watched):
    """Keeps account of what a loss of power would leave: synced bytes under names whose folders were synced.

    `seen` has what it would have left before each step, `would_leave` what it would leave now.
    """

    def __init__(self, root: Path) -> None:
        self.seen: list[dict[str, bool]] = []
        super().__init__(lambda number, name: self.seen.append(self.would_leave()))
        self._root = root
        self._unsafe_bytes: set[int] = set()
        self._unsafe_names: set[Path] = set()

    def would_leave(self) -> dict[str, bool]:
        """The name of every original that would be found again, and whether its bytes would be whole."""
        return {
            path.name: path.stat().st_ino not in self._unsafe_bytes
            for path in self._root.glob("[!.]*/*/*")
            if not self._unsafe_names & {path, *path.parents}
        }

    def forget(self, *names: Path) -> None:
        """Nobody made these names safe yet."""
        self._unsafe_names.update(names)

    def make_folder(self, path: Path) -> None:
        if not path.exists():
            self._unsafe_names.add(path)
        super().make_folder(path)

    def write(self, file: int, data: bytes) -> None:
        self._unsafe_bytes.add(os.fstat(file).st_ino)
        super().write(file, data)

    def sync(self, file: int) -> None:
        self._unsafe_bytes.discard(os.fstat(file).st_ino)

    def link(self, draft: Path, name: Path) -> None:
        self._unsafe_names.add(name)
        super().link(draft, name)

    def sync_folder(self, path: Path) -> None:
        self._unsafe_names = {name for name in self._unsafe_names if name.parent != path}
