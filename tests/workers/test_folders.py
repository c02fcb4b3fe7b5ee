"""Private folders: nobody else looks in, and sockets fit into their names."""

import os
from pathlib import Path

import pytest

from workers.errors import FolderUnsafe
from workers.folders import MOST_SOCKET_BYTES, make_private, runtime_folder_of


def test_a_new_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    folder = make_private(tmp_path / "a" / "run")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert make_private(folder) == folder


def test_a_folder_that_others_may_enter_is_refused(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run").chmod(0o750)
    with pytest.raises(FolderUnsafe):
        make_private(tmp_path / "run")


def test_a_link_to_somewhere_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (tmp_path / "run").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FolderUnsafe):
        make_private(tmp_path / "run")


def test_every_data_folder_has_sockets_of_its_own_that_fit() -> None:
    deep = [Path("/srv") / ("x" * 200) / name for name in ("one", "two")]
    folders = [runtime_folder_of(data) for data in deep]
    assert len(set(folders)) == 2
    assert all(len(os.fsencode(folder / "valkey.sock")) <= MOST_SOCKET_BYTES for folder in folders)
    assert folders[0] == runtime_folder_of(deep[0]), "every process finds the same"
