"""Scratch folders go with their owner, also when it was killed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from extractors.walls.scratch import Scratch, sweep
from tests.tree import ROOT

OWNER = "import sys, time; from extractors.walls.scratch import Scratch; print(Scratch().path, flush=True); time.sleep(60)"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_what_a_killed_owner_left_is_swept_by_the_next(place: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", OWNER],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(place)},
        stdout=subprocess.PIPE,
        text=True,
    ) as owner:
        assert owner.stdout is not None
        left = Path(owner.stdout.readline().strip())
        sweep(place)
        assert left.is_dir()
        owner.kill()
    scratch = Scratch()
    assert not left.exists() and scratch.path.is_dir()
    scratch.remove()


def test_one_that_is_just_being_made_is_left_alone(place: Path) -> None:
    young, old = place / "claims-reader-young", place / "claims-reader-old"
    young.mkdir(), old.mkdir()
    os.utime(old, (0, 0))
    sweep(place)
    assert young.is_dir() and not old.exists()


def test_what_is_not_ours_is_left_alone(place: Path) -> None:
    other = place / "another-folder"
    other.mkdir()
    os.utime(other, (0, 0))
    sweep(place)
    assert other.is_dir()
