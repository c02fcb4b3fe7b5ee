"""The supervisor: what it keeps alive, what it says, and that nothing outlives it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.tree import ROOT
from workers.supervisor import next_pause

SLEEPS = "import time; time.sleep(600)"
FALLS = "import sys; sys.exit('no such thing')"
STAYS = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(600)"
STARTS_ANOTHER = (
    "import signal, subprocess, sys, time;"
    "subprocess.Popen([sys.executable, '-I', '-S', '-c', {code!r}]); time.sleep(600)"
)


class Supervised:
    """A running supervisor with everything that it has said so far."""

    def __init__(self, stages: list[dict[str, Any]], folder: Path, patience: float) -> None:
        self._said = folder / "said"
        with self._said.open("wb") as said:
            command = [sys.executable, "-m", "tests.workers.supervised", json.dumps(stages), str(patience)]
            self.process = subprocess.Popen(command, cwd=ROOT, stderr=said, stdout=said)

    @property
    def said(self) -> str:
        return self._said.read_text("utf-8")

    def children(self) -> list[int]:
        return children_of(self.process.pid)

    def wait_until(self, is_so: Callable[[], bool], seconds: float = 60.0) -> None:
        end = time.monotonic() + seconds
        while not is_so():
            assert time.monotonic() < end, f"not within {seconds} s; said: {self.said}"
            time.sleep(0.02)

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(30)


Supervise = Callable[..., Supervised]


@pytest.fixture
def supervise(tmp_path: Path) -> Iterator[Supervise]:
    started: list[Supervised] = []

    def run(*stages: dict[str, Any], patience: float = 30.0) -> Supervised:
        started.append(Supervised(list(stages), tmp_path, patience))
        return started[-1]

    yield run
    for one in started:
        if one.process.poll() is None:
            one.stop()


def test_a_killed_child_is_started_again_and_the_reason_is_said(supervise: Supervise, tmp_path: Path) -> None:
    one = supervise({"sleeper": {"code": SLEEPS, "log": str(tmp_path / "log")}})
    (tmp_path / "log").write_text("all is well\n")
    one.wait_until(lambda: len(one.children()) == 1)
    [first] = one.children()
    one.wait_until(lambda: "sleeper is ready" in one.said)
    os.kill(first, signal.SIGKILL)
    one.wait_until(lambda: len(one.children()) == 1 and one.children() != [first])
    assert "sleeper was killed by SIGKILL; it starts again in 0.2 s" in one.said


def test_a_crash_loop_is_said_with_its_last_words_while_the_others_go_on(
    supervise: Supervise, tmp_path: Path
) -> None:
    one = supervise(
        {"faller": {"code": FALLS, "log": str(tmp_path / "faller.log")}, "sleeper": {"code": SLEEPS}}
    )
    one.wait_until(lambda: "fell 5 times in a row" in one.said)
    assert "faller ended with status 1 (no such thing); it starts again in 0.2 s" in one.said
    assert "it starts again in 3.2 s; it fell 5 times in a row, the others go on" in one.said
    assert "sleeper was" not in one.said and len(one.children()) == 1


def test_pauses_double_up_to_a_limit() -> None:
    pauses = [0.2]
    while pauses[-1] < 10:
        pauses.append(next_pause(pauses[-1]))
    assert pauses == [0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 10.0]


def test_a_program_that_is_not_there_is_said_and_tried_again(supervise: Supervise) -> None:
    one = supervise({"ghost": {"code": "", "program": "/no/such/program"}})
    one.wait_until(lambda: one.said.count("ghost cannot be started (No such file or directory)") == 2)


def test_a_stage_waits_until_the_one_before_is_ready(supervise: Supervise, tmp_path: Path) -> None:
    sign = tmp_path / "sign"
    one = supervise({"first": {"code": SLEEPS, "ready": str(sign)}}, {"second": {"code": SLEEPS}})
    one.wait_until(lambda: len(one.children()) == 1)
    time.sleep(0.3)
    assert len(one.children()) == 1 and "ready" not in one.said
    sign.touch()
    one.wait_until(lambda: len(one.children()) == 2)
    one.wait_until(lambda: one.said.splitlines() == ["first is ready", "second is ready"])


def test_a_stage_does_not_wait_for_ever_and_the_reason_is_said(supervise: Supervise, tmp_path: Path) -> None:
    first = {"code": SLEEPS, "ready": str(tmp_path / "never")}
    one = supervise({"first": first}, {"second": {"code": SLEEPS}}, patience=0.3)
    one.wait_until(lambda: "second is ready" in one.said)
    assert one.said.count("first is still not ready: its file") == 1
    (tmp_path / "never").touch()
    one.wait_until(lambda: "first is ready" in one.said)


def test_what_is_run_once_is_not_started_again(supervise: Supervise) -> None:
    one = supervise(
        {"sleeper": {"code": SLEEPS}},
        {"errand": {"code": "import sys; print('done'); sys.exit(4)", "once": True}},
    )
    one.wait_until(lambda: "errand is over: 4" in one.said)
    time.sleep(0.5)
    assert one.said.count("done") == 1 and len(one.children()) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_all_in_reverse_and_is_no_failure(
    supervise: Supervise, tmp_path: Path, number: signal.Signals
) -> None:
    tells = "import signal, sys, time; signal.signal(15, lambda *_: (print({0!r}, flush=True), sys.exit())); print('up', flush=True); time.sleep(600)"
    one = supervise(
        {"first": {"code": tells.format("first gone")}}, {"second": {"code": tells.format("second gone")}}
    )
    one.wait_until(lambda: one.said.count("up") == 2)
    one.process.send_signal(number)
    assert one.process.wait(10) == 0
    assert one.said.splitlines()[-4:] == ["stopping", "second gone", "first gone", "everything has stopped"]


def test_who_ignores_sigterm_is_killed_after_its_grace(supervise: Supervise) -> None:
    one = supervise({"stubborn": {"code": STAYS, "grace": 0.5}})
    one.wait_until(lambda: "up" in one.said)
    [stubborn] = one.children()
    assert one.stop() == 0
    assert one.said.count("stubborn did not stop in time and is killed") == 1
    assert is_gone(stubborn)


def test_a_second_signal_does_not_wait_for_the_grace(supervise: Supervise) -> None:
    one = supervise({"stubborn": {"code": STAYS, "grace": 60}})
    one.wait_until(lambda: "up" in one.said)
    one.process.terminate()
    one.wait_until(lambda: "stopping" in one.said)
    assert one.stop() == 0


def test_what_a_fallen_child_had_started_is_ended_with_it(supervise: Supervise) -> None:
    one = supervise({"parent": {"code": STARTS_ANOTHER.format(code=STAYS)}})
    one.wait_until(lambda: "up" in one.said)
    [parent] = one.children()
    [grandchild] = children_of(parent)
    os.kill(parent, signal.SIGKILL)
    one.wait_until(lambda: is_gone(grandchild))


def test_nothing_outlives_a_supervisor_that_was_killed(supervise: Supervise) -> None:
    one = supervise({"first": {"code": SLEEPS}, "second": {"code": SLEEPS}})
    one.wait_until(lambda: len(one.children()) == 2)
    one.wait_until(lambda: one.said.count("ready") == 2)
    orphans = one.children()
    one.process.kill()
    one.process.wait()
    one.wait_until(lambda: all(map(is_gone, orphans)))


def children_of(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_gone(pid: int) -> bool:
    """Ended, though perhaps not yet reaped by whoever inherited it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True
