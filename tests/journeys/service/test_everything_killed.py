"""Everything killed at once, or only the supervisor, and started again: all that was promised is done, once."""

import os
import shutil
import signal
from collections.abc import Iterator

import pytest

from tests.journeys.service.outstanding import all_go_on, with_work_outstanding
from tests.journeys.service.processes import is_alive, kill, until
from tests.journeys.service.serving import Serving, serving

pytestmark = pytest.mark.enable_socket


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with serving(tmp_path_factory.mktemp("k")) as one:
        yield one


def test_all_processes_killed_at_once(own: Serving) -> None:
    customer, kept = with_work_outstanding(own)
    everything = own.all_parts()
    for pid in everything:
        os.kill(pid, signal.SIGKILL)
    own.process.wait()
    until(lambda: not any(map(is_alive, everything)), what="the end of all")
    own.start()
    all_go_on(own, kept)
    customer.until_sent()
    customer.assert_whole(kept)


def test_the_supervisor_killed_and_the_queue_removed(own: Serving) -> None:
    """The others end by themselves; the queue's folder may go while nothing runs, as the manual says."""
    customer, kept = with_work_outstanding(own)
    everything = own.all_parts()
    kill(own.process.pid)
    own.process.wait()
    until(lambda: not any(map(is_alive, everything)), what="the end of the others")
    shutil.rmtree(own.data / "queue")
    own.start()
    all_go_on(own, kept)
    customer.until_sent()
    customer.assert_whole(kept)


def test_after_all_that_everything_is_sound(own: Serving) -> None:
    verified = own.claims("audit verify")
    assert (verified.returncode, verified.stdout[:15]) == (0, "Sound: 2 claims"), verified.stdout
