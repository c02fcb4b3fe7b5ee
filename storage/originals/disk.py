"""What the folder store asks of the operating system, step by step, so that tests can let each step fail.

A file is safe once it was synced itself *and* the folder that names it was: POSIX promises no less, and ext4 and XFS
keep no more than that (Pillai et al., "All File Systems Are Not Created Equal", 2014).

>>> import tempfile
>>> disk = Disk()
>>> with tempfile.TemporaryDirectory() as folder:
...     draft = disk.create(Path(folder) / "draft")
...     disk.write(draft, b"bytes"); disk.protect(draft); disk.sync(draft); disk.close(draft)
...     disk.link(Path(folder) / "draft", Path(folder) / "name"); disk.sync_folder(Path(folder))
...     (Path(folder) / "name").read_bytes()
b'bytes'
"""

import os
from pathlib import Path


class Disk:
    """Thin calls; each raises OSError."""

    def make_folder(self, path: Path) -> None:
        """For the owner only, in a folder that is there; one that is there already stays as it is."""
        path.mkdir(mode=0o700, exist_ok=True)

    def create(self, path: Path) -> int:
        """A new file, open for writing, and never one that is there already."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)

    def write(self, file: int, data: bytes) -> None:
        """All of it, or an error."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]

    def protect(self, file: int) -> None:
        """From now on nobody writes to it by mistake."""
        os.fchmod(file, 0o400)

    def sync(self, file: int) -> None:
        """On return its bytes survive a loss of power."""
        os.fsync(file)

    def close(self, file: int) -> None:
        os.close(file)

    def link(self, draft: Path, name: Path) -> None:
        """Gives it its name. Raises FileExistsError rather than write over anything."""
        os.link(draft, name)

    def remove(self, path: Path) -> None:
        path.unlink(missing_ok=True)

    def sync_folder(self, path: Path) -> None:
        """On return the names in it survive a loss of power."""
        folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
