"""Real worker processes and a private Valkey, for tests that send signals."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.tree import ROOT
from workers import valkey
from workers.folders import make_private
from workers.settings import Settings

_WORKER = """
import sys
from workers.main import run_worker
from workers.settings import Settings
sys.exit(run_worker(Settings.load()))
"""


def until(is_so: Callable[[], object], seconds: float = 120.0) -> None:
    """Waits for it, and fails when the time is up; long enough for a machine that has other things to do."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


@contextmanager
def a_valkey(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """On the socket that the settings say."""
    folder = make_private(settings.runtime_folder)
    queue = settings.data / "queue"
    queue.mkdir(exist_ok=True)
    socket = folder / "valkey.sock"
    log = settings.data / "valkey.log"
    process = subprocess.Popen(valkey.command(valkey.find_server(), data=queue, socket=socket, log=log))
    try:
        until(lambda: valkey.answers(socket))
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def a_worker(settings: Settings, **changes: str) -> Iterator[subprocess.Popen[str]]:
    """`claims worker` with a sound and quick engine, unless the changes (names of settings) say otherwise."""
    given = {"DATA": str(settings.data), "ENGINE": "tests.workers.engines:Reads", **changes}
    env = {**os.environ, **{f"CLAIMS_{name}": value for name, value in given.items()}}
    with (settings.data / "worker.log").open("a") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", _WORKER], cwd=ROOT, env=env, text=True, stderr=log, stdout=log
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
