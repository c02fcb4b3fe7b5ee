"""Everything killed at once, or only the supervisor, and started again: all that was promised is done, once."""

import os
import signal

import pytest

from tests.journeys.service.outstanding import all_go_on, with_work_outstanding
from tests.journeys.service.processes import is_alive, kill, until
from tests.journeys.service.serving import Serving, go_on

pytestmark = pytest.mark.enable_socket


def test_all_processes_killed_at_once(serving: Serving) -> None:
    customer, kept = with_work_outstanding(serving)
    everything = serving.all_parts()
    for pid in everything:
        os.kill(pid, signal.SIGKILL)
    serving.process.wait()
    until(lambda: not any(map(is_alive, everything)), what="the end of all")
    serving.start()
    all_go_on(serving, kept)
    customer.until_sent()
    customer.assert_whole(kept)


def test_only_the_supervisor_killed(serving: Serving) -> None:
    """The others end by themselves; what still works to its end meets those that were started in its place."""
    customer, kept = with_work_outstanding(serving)
    old_workers, held = serving.parts("worker"), serving.held()
    doors = [*serving.parts("api"), *serving.parts("valkey")]
    kill(serving.process.pid)
    serving.process.wait()
    until(lambda: not any(map(is_alive, doors)), what="the end of API and queue")
    for scratch in held.values():
        go_on(scratch)
    serving.start()
    all_go_on(serving, kept)
    customer.until_sent()
    until(lambda: not any(map(is_alive, old_workers)), what="the end of the old workers")
    customer.assert_whole(kept)


def test_after_all_that_everything_is_sound(serving: Serving) -> None:
    verified = serving.claims("audit verify")
    assert (verified.returncode, verified.stdout[:6]) == (0, "Sound:"), verified.stdout
