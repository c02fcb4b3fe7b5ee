"""Folders are walked as the contract says."""

import os
from pathlib import Path

from workers.files import expand, refused_path


def test_folders_are_sorted_and_dotfiles_skipped(tmp_path: Path) -> None:
    for name in ("b/2.jpg", "a.jpg", ".hidden", "b/.thumbs/x.jpg", "b/1.jpg"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    assert [str(path.relative_to(tmp_path)) for path in expand([tmp_path])] == ["a.jpg", "b/1.jpg", "b/2.jpg"]


def test_identical_bytes_count_once(tmp_path: Path) -> None:
    for name in ("1.jpg", "2.jpg"):
        (tmp_path / name).write_bytes(b"same")
    assert [path.name for path in expand([tmp_path])] == ["1.jpg"]


def test_a_missing_path_stays_in_the_list_and_is_refused(tmp_path: Path) -> None:
    gone = tmp_path / "gone.jpg"
    assert expand([gone]) == [gone]
    reading = refused_path(gone, 10)
    assert reading is not None and reading.reason is not None and reading.reason.code == "not_found"


def test_a_pipe_is_refused_without_being_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = refused_path(pipe, 10)
    assert reading is not None and reading.reason is not None and reading.reason.code == "unsupported_type"


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    big = tmp_path / "big.jpg"
    big.write_bytes(b"x" * 11)
    reading = refused_path(big, 10)
    assert reading is not None and reading.reason is not None and reading.reason.code == "too_large"
    assert len(reading.sha256) == 64
