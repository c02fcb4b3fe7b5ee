"""Folders of our own: where sockets lie, and folders that nobody else may look into.

A unix socket's path may have about a hundred bytes. Where the data folder lies too deep, sockets go to a folder under the
system's temporary one, named after the user and the data folder, so that every process of one installation finds it.

>>> runtime_folder_of(Path("/srv/claims"))
PosixPath('/srv/claims/run')
>>> len(bytes(runtime_folder_of(Path("/srv") / ("deep" * 30)))) < 80
True
"""

import hashlib
import os
import stat
import tempfile
from pathlib import Path

from workers.errors import FolderUnsafe

MOST_SOCKET_BYTES = 100
_LONGEST_NAME = "valkey.sock"


def runtime_folder_of(data: Path) -> Path:
    """Where the sockets of the installation with that data folder lie. Creates nothing."""
    folder = data.absolute() / "run"
    if len(bytes(folder / _LONGEST_NAME)) <= MOST_SOCKET_BYTES:
        return folder
    digest = hashlib.sha256(bytes(data.absolute())).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"claims-{os.getuid()}-{digest}"


def make_private(folder: Path) -> Path:
    """Creates the folder for this user alone, or checks that it is so. Raises `FolderUnsafe`."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
            raise FolderUnsafe(
                f"Others may look into {folder}.", "Remove it, or give it to this user alone (mode 0700)."
            ) from None
    return folder
