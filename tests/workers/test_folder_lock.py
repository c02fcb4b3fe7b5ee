"""One `claims serve` a data folder, and the way to end it."""

import subprocess
import sys
from pathlib import Path

import pytest

from storage.errors import PermanentError
from tests.tree import ROOT
from workers import folder_lock

HOLDS = """
import pathlib, signal, sys, time
from workers.folder_lock import held
{first}
with held(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""


def holding(folder: Path, first: str = "") -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", HOLDS.format(first=first), str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout and process.stdout.readline() == "held\n"
    return process


def test_a_second_one_is_refused_and_told_which_is_the_first(tmp_path: Path) -> None:
    with holding(tmp_path) as first:
        try:
            with pytest.raises(PermanentError) as caught, folder_lock.held(tmp_path):
                pass
            assert caught.value.code == "already_running"
            assert str(first.pid) in caught.value.message and "claims stop" in caught.value.remedy
        finally:
            first.kill()
    with folder_lock.held(tmp_path):
        pass


def test_the_holder_is_asked_to_end_and_waited_for(tmp_path: Path) -> None:
    with holding(tmp_path) as first:
        assert folder_lock.stop_holder(tmp_path, seconds=10) == first.pid
        assert first.wait(1) == -15


def test_a_lock_that_nobody_holds_any_more_names_nobody(tmp_path: Path) -> None:
    assert folder_lock.stop_holder(tmp_path, seconds=1) is None
    with holding(tmp_path) as first:
        first.kill()
    assert (tmp_path / folder_lock.NAME).exists()
    assert folder_lock.stop_holder(tmp_path, seconds=1) is None


def test_a_holder_that_does_not_end_is_said(tmp_path: Path) -> None:
    with holding(tmp_path, "signal.signal(signal.SIGTERM, signal.SIG_IGN)") as first:
        with pytest.raises(PermanentError, match="has not ended yet"):
            folder_lock.stop_holder(tmp_path, seconds=0.2)
        first.kill()
