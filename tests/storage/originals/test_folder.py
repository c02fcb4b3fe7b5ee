"""The folder store: the contract, and what only a folder can get wrong."""

from pathlib import Path

import pytest

from storage.errors import StoreUnavailable
from storage.originals.folder import FolderStore
from tests.storage.originals.contract import CLAIM, PAPER, Change, Contract, Damage, put, seal_of


class TestFolderStore(Contract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> FolderStore:
        return FolderStore(tmp_path / "originals")

    @pytest.fixture
    def damage(self, tmp_path: Path) -> Damage:
        def change(sha256: str, how: Change) -> None:
            path = tmp_path / "originals" / "main" / CLAIM / sha256
            kept = path.read_bytes()
            path.unlink()
            path.write_bytes(how(kept))

        return change


def files(root: Path) -> dict[str, Path]:
    return {str(path.relative_to(root)): path for path in root.rglob("*") if path.is_file()}


def test_an_original_lies_sealed_and_read_only_under_its_name_and_no_draft_stays(tmp_path: Path) -> None:
    stored = put(FolderStore(tmp_path), PAPER)
    ((name, path),) = files(tmp_path).items()
    assert name == f"main/{CLAIM}/{stored.sha256}"
    assert path.stat().st_mode & 0o777 == 0o400 and path.stat().st_nlink == 1
    assert PAPER[:10] not in path.read_bytes()


def test_folders_are_for_their_owner_only(tmp_path: Path) -> None:
    put(FolderStore(tmp_path / "var" / "originals"), PAPER)
    folders = [path for path in tmp_path.rglob("*") if path.is_dir()]
    assert len(folders) == 5
    assert {path.stat().st_mode & 0o077 for path in folders} == {0}


def test_what_is_no_original_is_not_listed(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    sha256 = put(store, PAPER).sha256
    (tmp_path / "main" / CLAIM / "notes.txt").write_text("x")
    (tmp_path / "main" / "Lost+Found").mkdir()
    assert (list(store.names("main", CLAIM)), list(store.claims("main"))) == ([sha256], [CLAIM])


def test_a_damaged_original_is_not_overwritten_by_the_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "main" / CLAIM / put(FolderStore(tmp_path), PAPER).sha256
    path.chmod(0o600)
    path.write_bytes(b"damaged")
    put(FolderStore(tmp_path), PAPER)
    assert path.read_bytes() == b"damaged"


def test_a_file_where_the_folder_should_be_is_told_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "originals").write_bytes(b"")
    store = FolderStore(tmp_path / "originals")
    for ask in (store.check, store.free_bytes, lambda: store.receive("main", CLAIM, seal_of(CLAIM))):
        with pytest.raises(StoreUnavailable, match="The folder of originals does not work: "):
            ask()


def test_checking_leaves_nothing(tmp_path: Path) -> None:
    FolderStore(tmp_path).check()
    assert files(tmp_path) == {}
