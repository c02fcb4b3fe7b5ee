"""After set-up nothing needs a network: papers are read with every socket refused by the kernel.

The command is started behind a seccomp filter that it and its children inherit: opening a socket fails, and even
trying to connect or to send to an address kills the process that tries. What is left are pairs of ends inside this
machine, by which the nursery gets its orders.
"""

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from extractors.limits import Limits
from extractors.walls.isolation import IsolatedReader
from tests.specimens import inv_outpatient
from tests.tree import ROOT

WITHOUT_SOCKETS = """
import errno, os, sys
import pyseccomp as seccomp
rules = seccomp.SyscallFilter(defaction=seccomp.ALLOW)
for name in ("socket", "io_uring_setup"):
    rules.add_rule(seccomp.ERRNO(errno.EACCES), name)
for name in ("connect", "sendmmsg"):
    rules.add_rule(seccomp.KILL_PROCESS, name)
rules.add_rule(seccomp.KILL_PROCESS, "sendto", seccomp.Arg(4, seccomp.NE, 0))
rules.load()
os.execv(sys.argv[1], sys.argv[1:])
"""


def test_behind_the_filter_no_socket_can_be_opened(tmp_path: Path) -> None:
    result = _without_sockets(tmp_path, [sys.executable, "-c", "import socket; socket.socket()"])
    assert result.returncode == 1
    assert "PermissionError" in result.stderr


def test_behind_the_filter_trying_to_connect_is_the_end(tmp_path: Path) -> None:
    connect = "import ctypes; ctypes.CDLL(None).connect(0, None, 0)"
    result = _without_sockets(tmp_path, [sys.executable, "-c", connect])
    assert result.returncode == -signal.SIGSYS


@pytest.mark.engine
def test_a_photographed_bill_is_read_without_any_socket_and_nothing_is_left_behind(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    paper = _drawn_bill(tmp_path)
    result = _without_sockets(
        home, [str(Path(sys.executable).with_name("claims")), "read", "--json", str(paper)]
    )
    assert result.returncode == 0, result.stderr
    reading = json.loads(result.stdout)
    assert (reading["status"], reading["documents"][0]["type"]) == ("read", "inv_outpatient")
    assert list(home.rglob("*")) == []


@pytest.mark.engine
def test_every_wall_stands_around_the_reader(tmp_path: Path) -> None:
    with IsolatedReader(Limits.default()) as reader:
        reader.read(_drawn_bill(tmp_path), name="bill.png", file_number=1)
        assert [wall for wall in reader.walls if not wall.is_up] == []
        assert len(reader.walls) >= 6


def _drawn_bill(folder: Path) -> Path:
    layout = next(iter(inv_outpatient.LAYOUTS.values()))
    path = folder / "bill.png"
    layout(random.Random(7)).pictures[0].save(path)
    return path


def _without_sockets(home: Path, command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_SOCKETS, *command],
        cwd=ROOT,
        env={**os.environ, "HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
