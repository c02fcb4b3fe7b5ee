"""The folders of the folder store: made when they are needed, and safe before anything is named in them.

A folder that is there already may have been made by somebody who crashed, or is about to, before its name was safe.
So the first time this process uses a folder it syncs the one above, whoever made it; after that it remembers.

>>> import tempfile
>>> with tempfile.TemporaryDirectory() as root:
...     SafeFolders(Disk(), Path(root)).make(Path(root) / "main" / "clm_1")
...     [path.name for path in Path(root).rglob("*")]
['main', 'clm_1']
"""

from pathlib import Path

from storage.originals.disk import Disk

_MOST_REMEMBERED = 10_000


class SafeFolders:
    """Makes folders below one root, and the root."""

    def __init__(self, disk: Disk, root: Path) -> None:
        self._disk = disk
        self._root = root
        self._known: set[Path] = set()

    def make(self, folder: Path) -> None:
        """On return the folder is there and its name survives a loss of power. Raises OSError."""
        if folder in self._known and folder.is_dir():
            return
        is_below = folder != self._root and folder.is_relative_to(self._root)
        if is_below or not folder.parent.is_dir():
            self.make(folder.parent)
        if is_below or not folder.is_dir():
            self._disk.make_folder(folder)
            self._disk.sync_folder(folder.parent)
        self._remember(folder)

    def _remember(self, folder: Path) -> None:
        if len(self._known) >= _MOST_REMEMBERED:
            self._known.clear()
        self._known.add(folder)
