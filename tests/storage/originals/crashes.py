"""Takes in one file again and again, and is killed at another step each time: run by the tests as a process.

`python -m tests.storage.originals.crashes killed ROOT STEPS` leaves one store a step; `… limited ROOT` takes in two
files where no file may grow over 2 MiB, and prints what it was told.
"""

import os
import resource
import sys
from pathlib import Path

from storage.errors import StoreFull
from storage.originals.folder import FolderStore
from tests.storage.originals.contract import put
from tests.storage.originals.disks import killed

PARTS = (b"first part " * 100_000, b"second part " * 100_000)


def be_killed(root: Path, steps: int) -> None:
    for number in range(steps):
        if (child := os.fork()) == 0:
            put(FolderStore(root / str(number), killed(number)), *PARTS)
            os._exit(0)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def be_limited(root: Path) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (2 << 20, 2 << 20))
    store = FolderStore(root)
    try:
        put(store, bytes(1 << 20), bytes(3 << 20))
    except StoreFull as error:
        print(error.code)
    print(put(store, bytes(1 << 20)).size)


if __name__ == "__main__":
    if sys.argv[1] == "killed":
        be_killed(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        be_limited(Path(sys.argv[2]))
