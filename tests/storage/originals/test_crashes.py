"""Whatever happens while a file comes in, the store then holds the whole original or none."""

import errno
import hashlib
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from storage.errors import StoreFull, StoreUnavailable
from storage.originals.folder import FolderStore
from tests.storage.originals.contract import CLAIM, put, seal_of
from tests.storage.originals.crashes import PARTS
from tests.storage.originals.disks import HalfWritten, PowerLoss, Watched, failing

SHA256 = hashlib.sha256(b"".join(PARTS)).hexdigest()
TAKEN = (
    *("make_folder", "sync_folder", "make_folder", "sync_folder", "create"),
    *("write", "write", "write", "write", "protect", "sync", "close"),
    *("make_folder", "sync_folder", "make_folder", "sync_folder", "link", "remove", "sync_folder"),
)
LINKED = TAKEN.index("link") + 1


def left(root: Path) -> tuple[list[str], list[Path]]:
    """What a later start finds: the names, each of a whole original, and the drafts."""
    store = FolderStore(root)
    names = list(store.names("main", CLAIM))
    for name in names:
        store.verify("main", CLAIM, name, seal_of(CLAIM))
    return names, list((root / ".incoming").glob("*"))


def test_the_steps_are_these(tmp_path: Path) -> None:
    disk = Watched(lambda number, name: None)
    put(FolderStore(tmp_path / "originals", disk), *PARTS)
    assert tuple(disk.taken) == TAKEN


@pytest.mark.parametrize(
    "code", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS, errno.ENOENT]
)
@pytest.mark.parametrize("number", range(len(TAKEN)))
def test_a_step_that_fails_is_told_and_leaves_nothing_half(tmp_path: Path, number: int, code: int) -> None:
    root = tmp_path / "originals"
    no_room = code in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    with pytest.raises(StoreFull if no_room else StoreUnavailable) as caught:
        put(FolderStore(root, failing(number, code)), *PARTS)
    assert no_room or os.strerror(code) in caught.value.message
    assert caught.value.__suppress_context__
    assert left(root) == ([SHA256] if number >= LINKED else [], [])
    put(FolderStore(root), *PARTS)
    assert left(root) == ([SHA256], [])


def test_a_store_that_failed_once_works_again(tmp_path: Path) -> None:
    for number in range(len(TAKEN)):
        store = FolderStore(tmp_path / str(number), failing(number, errno.EIO))
        with pytest.raises(StoreUnavailable):
            put(store, *PARTS)
        assert put(store, *PARTS).sha256 == SHA256


@pytest.mark.parametrize("room", [0, 10, 37, 38, 1 << 20, (1 << 20) + 60, 2_000_000])
def test_a_write_cut_short_by_a_full_disk_leaves_nothing(tmp_path: Path, room: int) -> None:
    with pytest.raises(StoreFull):
        put(FolderStore(tmp_path, HalfWritten(room)), *PARTS)
    assert left(tmp_path) == ([], [])


def test_a_draft_that_cannot_even_be_removed_is_swept_later(tmp_path: Path) -> None:
    def before(number: int, name: str) -> None:
        if name in ("sync", "remove"):
            raise OSError(errno.EIO, "")

    with pytest.raises(StoreUnavailable):
        put(FolderStore(tmp_path, Watched(before)), *PARTS)
    names, drafts = left(tmp_path)
    assert (names, len(drafts)) == ([], 1)


def test_a_process_killed_at_any_step_leaves_the_whole_original_or_none(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "tests.storage.originals.crashes",
        "killed",
        str(tmp_path),
        str(len(TAKEN)),
    ]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert told == ["-9"] * len(TAKEN)
    found = [left(tmp_path / str(number)) for number in range(len(TAKEN))]
    assert [names for names, _ in found] == [[]] * LINKED + [[SHA256]] * (len(TAKEN) - LINKED)
    assert Counter(len(drafts) for _, drafts in found) == {0: 6, 1: 13}
    for number in range(len(TAKEN)):
        put(FolderStore(tmp_path / str(number)), *PARTS)
        assert left(tmp_path / str(number))[0] == [SHA256]


def test_a_limit_of_the_system_on_files_is_a_full_store(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.storage.originals.crashes", "limited", str(tmp_path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert told == ["store_full", str(1 << 20)]
    assert left(tmp_path) == ([hashlib.sha256(bytes(1 << 20)).hexdigest()], [])


def test_a_loss_of_power_leaves_the_whole_original_or_none_and_never_takes_back_a_commit(
    tmp_path: Path,
) -> None:
    disk = PowerLoss(tmp_path / "originals")
    put(FolderStore(tmp_path / "originals", disk), *PARTS)
    assert all(found in ({}, {SHA256: True}) for found in disk.seen)
    assert disk.would_leave() == {SHA256: True}


def test_a_name_that_somebody_else_gave_is_made_safe_too(tmp_path: Path) -> None:
    disk = PowerLoss(tmp_path)
    made_by_another = Watched(lambda number, name: None)
    put(FolderStore(tmp_path, made_by_another), *PARTS)
    disk.forget(*tmp_path.rglob("[!.]*"))
    assert disk.would_leave() == {}
    put(FolderStore(tmp_path, disk), *PARTS)
    assert disk.would_leave() == {SHA256: True}
