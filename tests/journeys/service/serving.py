"""A whole `claims serve` of a test's own, with the stand-in engine: its parts, its keys and what it keeps.

>>> Serving(Path("/srv/claims")).data
PosixPath('/srv/claims/data')
"""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path

import httpx

from intake.cli.keys import made_key
from storage.model.access import Scope
from storage.model.submission import Original
from tests.journeys.service.processes import is_alive, kill, parts_of, readers_of, scratch_of, until
from tests.shell import Started, installation, is_listening, run
from tests.tree import ROOT
from workers import valkey
from workers.bootstrap import Services, build
from workers.settings import Settings
from workers.steps.leases import worker_of

ENGINE = "tests.journeys.service.engines:Replays"


class Serving:
    """`more` are settings by name, without their prefix."""

    def __init__(self, folder: Path, **more: str) -> None:
        self.folder, self.data = folder, folder / "data"
        self._more = more
        self._starts = 0
        self._started: Started | None = None
        self._open = ExitStack()

    @cached_property
    def settings(self) -> dict[str, str]:
        """The environment of every part. What is temporary lies beside the data."""
        (self.folder / "tmp").mkdir()
        given = {"ENGINE": ENGINE, "FREE_BYTES": "0", **self._more}
        return {
            **installation(self.data),
            **{f"CLAIMS_{name}": value for name, value in given.items()},
            "TMPDIR": str(self.folder / "tmp"),
        }

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.settings['CLAIMS_PORT']}"

    @property
    def broker_url(self) -> str:
        return self.services.settings.broker_url

    @property
    def queue_socket(self) -> Path:
        return Path(self.broker_url.removeprefix("unix://"))

    @cached_property
    def services(self) -> Services:
        """What the parts keep, seen from here."""
        services = build(Settings(data=self.data, port=int(self.settings["CLAIMS_PORT"])))
        self._open.callback(services.store.database.close)
        return services

    def start(self) -> None:
        """Returns when it says that it is ready."""
        self._starts += 1
        said = self.folder / f"said-{self._starts}"
        self._started = Started("claims serve", ROOT, said, self.settings)
        self._started.wait_until(lambda: "Ready after" in self.said, 120)

    def stop(self) -> None:
        """As `claims stop` does. Whatever happened, nothing is left running."""
        process = self.process
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(60)

    def close(self) -> None:
        self._open.close()
        self.__dict__.pop("services", None)

    @property
    def process(self) -> subprocess.Popen[bytes]:
        assert self._started is not None
        return self._started.process

    @property
    def said(self) -> str:
        """By the supervisor, since its last start."""
        assert self._started is not None
        return self._started.err

    def parts(self, name: str) -> list[int]:
        return parts_of(self.process.pid, name)

    def part(self, name: str) -> int:
        """The one that there is; waits until it is."""
        until(lambda: len(self.parts(name)) == 1, what=f"one {name}")
        return self.parts(name)[0]

    def all_parts(self) -> list[int]:
        """The supervisor first, then all that it started and what those did."""
        parts = [pid for name in ("api", "worker", "valkey") for pid in self.parts(name)]
        return [self.process.pid, *parts, *(reader for part in parts for reader in readers_of(part))]

    def kill(self, name: str) -> None:
        """SIGKILL to the one part of that name."""
        kill(self.part(name))

    def worker_over(self, original_id: str) -> int:
        """The process that reads the original now; waits until one does."""
        until(lambda: self.original(original_id).lease_owner, what="a lease")
        owner = worker_of(str(self.original(original_id).lease_owner))
        with self.services.store.read() as uow:
            return next(int(beat.details["pid"]) for beat in uow.beats.all() if beat.worker == owner)

    def original(self, original_id: str) -> Original:
        with self.services.store.read() as uow:
            return uow.originals.get(original_id)

    def held(self) -> dict[int, Path]:
        """The readers that wait over a page, each with its scratch folder."""
        readers = [reader for worker in self.parts("worker") for reader in readers_of(worker)]
        scratches = {reader: scratch for reader in readers if (scratch := scratch_of(reader))}
        return {pid: scratch for pid, scratch in scratches.items() if (scratch / "held").exists()}

    def holding(self) -> tuple[int, Path]:
        """The one reader that waits over a page; waits until it does."""
        until(lambda: len(self.held()) == 1, what="a held page")
        return next(iter(self.held().items()))

    def key(self, *scopes: Scope) -> str:
        """The secret of a new key."""
        return made_key(self.services.settings, "a test", frozenset(scopes), None)[1]

    def door(self, token: str = "") -> httpx.Client:
        """A client that shows this key or token of a link."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        client = httpx.Client(base_url=self.url, headers=headers, timeout=30, trust_env=False)
        return self._open.enter_context(client)

    def claims(self, line: str) -> subprocess.CompletedProcess[str]:
        """`claims …` as an operator types it."""
        return run(f"claims {line}", ROOT, self.settings)

    def until_sound(self) -> None:
        """Every part lives and works: API, queue, both workers with their readers. Started anew if it has ended."""
        if self.process.poll() is not None:
            self.start()
        until(lambda: is_listening(self.settings["CLAIMS_PORT"]), what="an API")
        until(lambda: valkey.answers(self.queue_socket), what="a queue")
        until(self._are_all_workers_ready, what=self._how_it_is)

    def _how_it_is(self) -> str:
        """For a person who has to find out why it is not as it should be."""
        with self.services.store.read() as uow:
            beats = [f"{beat.worker} {uow.now - beat.at} {dict(beat.details)}" for beat in uow.beats.all()]
        logs = [log.read_text("utf-8")[-3000:] for log in sorted((self.data / "logs").glob("worker*"))]
        return "\n".join(("workers are not ready", str(self.parts("worker")), *beats, self.said, *logs))

    def _are_all_workers_ready(self) -> bool:
        workers = self.parts("worker")
        with self.services.store.read() as uow:
            beats = {int(beat.details["pid"]): beat.details for beat in uow.beats.all()}
        ready = [pid for pid in workers if beats.get(pid, {}).get("engine") == "ready"]
        return len(ready) == int(self.settings.get("CLAIMS_READERS", "2"))


def go_on(scratch: Path, word: str = "read") -> None:
    """Tells the reader with that scratch folder what to do over the page it holds: `read` or `die`."""
    draft = scratch / "going"
    with contextlib.suppress(FileNotFoundError):
        draft.write_text(word)
        draft.rename(scratch / "go")


@contextlib.contextmanager
def serving(folder: Path, **more: str) -> Iterator[Serving]:
    """Started, and stopped at the end, however that comes."""
    one = Serving(folder, **more)
    try:
        one.start()
        yield one
    finally:
        one.stop()
        one.close()
        _bury(one)


def _bury(one: Serving) -> None:
    """Nothing of it may live on."""
    end = time.monotonic() + 10
    while left := [pid for pid in one.all_parts() if is_alive(pid)]:
        assert time.monotonic() < end, f"left running: {left}"
        os.sched_yield()
