"""Keeps a few child commands alive, in stages, until it is told to stop.

A stage starts when everything of the one before is ready, or has had its time. A child that ends is started again after a
pause that doubles from 0.2 s to 10 s and is short again after 30 s of good health. SIGINT, SIGTERM and SIGHUP stop all, the last
stage first; a second one kills what is left. One line is said for each thing that happens. Should the supervisor itself be
killed, the kernel tells its children to stop.

>>> [next_pause(pause) for pause in (0.2, 3.2, 6.4)]
[0.4, 6.4, 10.0]
"""

import itertools
import signal
import time
from collections.abc import Callable, Sequence

from workers.child import Child, Running, how_it_ended

_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.2, 10.0
_HEALTHY_AFTER = 30.0
_A_LOOP = 5
_LOOK_EVERY, _REST = 0.05, 1.0
_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_HEARD = (*_STOPPING, signal.SIGCHLD)


class Supervisor:
    """`say` gets one sentence for each event; `patience` is the seconds that a stage waits for the one before."""

    def __init__(
        self, stages: Sequence[Sequence[Child]], say: Callable[[str], None], *, patience: float = 30.0
    ) -> None:
        self._stages = [[_Post(child, say, patience) for child in stage] for stage in stages]
        self._say = say

    def run(self) -> None:
        """Returns when everything has been stopped. Only for the main thread of a process that has no other."""
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        heard_before = signal.pthread_sigmask(signal.SIG_BLOCK, _HEARD)
        try:
            while not _told_to_stop(self._rest()):
                self._look()
            self._stop()
        finally:
            for post in itertools.chain.from_iterable(self._stages):
                post.kill()
            signal.pthread_sigmask(signal.SIG_SETMASK, heard_before)

    def _look(self) -> None:
        for stage in self._stages:
            for post in stage:
                post.look(time.monotonic())
            if not all(post.is_settled(time.monotonic()) for post in stage):
                break

    def _rest(self) -> float:
        is_busy = any(post.is_busy for post in itertools.chain.from_iterable(self._stages))
        return _LOOK_EVERY if is_busy else _REST

    def _stop(self) -> None:
        self._say("stopping")
        for stage in reversed(self._stages):
            for post in stage:
                post.ask_to_stop()
            since = time.monotonic()
            while any(post.is_alive() for post in stage):
                is_hurried = _told_to_stop(_LOOK_EVERY)
                for post in stage:
                    post.kill_when_late(0.0 if is_hurried else since)
        self._say("everything has stopped")


class _Post:
    """A child's place: whether it runs, how often it fell, when it may start again."""

    def __init__(self, child: Child, say: Callable[[str], None], patience: float) -> None:
        self._child = child
        self._patience = patience
        self._say = say
        self._running: Running | None = None
        self._first_start: float | None = None
        self._started = 0.0
        self._not_before = self._next_question = 0.0
        self._pause = _SHORTEST_PAUSE
        self._falls = 0
        self._is_ready = self._is_late = False
        self._was_ready = False
        self._is_done = False
        self._is_killed = False

    @property
    def is_busy(self) -> bool:
        """Something is expected of it soon."""
        return not self._is_done and (self._running is None or not (self._is_ready or self._is_late))

    def is_settled(self, now: float) -> bool:
        """Whether the next stage need not wait for it: it was ready once, or has had its time."""
        has_had_its_time = self._first_start is not None and now - self._first_start > self._patience
        return self._was_ready or has_had_its_time

    def look(self, now: float) -> None:
        if self._is_done:
            return
        if self._running is None:
            if now >= self._not_before:
                self._start(now)
        elif self._running.has_ended():
            self._fell(self._running.status, now)
        elif not self._is_ready:
            self._ask_whether_ready(now)
        else:
            self._running.shorten_log()
            if now - self._started > _HEALTHY_AFTER:
                self._pause, self._falls = _SHORTEST_PAUSE, 0

    def _start(self, now: float) -> None:
        self._first_start = now if self._first_start is None else self._first_start
        self._started, self._is_ready, self._is_late = now, False, False
        try:
            self._running = Running(self._child)
        except OSError as error:
            self._start_again_later(f"cannot be started ({error.strerror})", now)

    def _ask_whether_ready(self, now: float) -> None:
        """Asked the more seldom the longer it takes: asking costs time too."""
        if now < self._next_question:
            return
        self._next_question = now + (now - self._started) / 10
        missing = self._child.waits_for() if self._child.waits_for else ""
        if missing:
            if not self._is_late and now - self._started > self._patience:
                self._is_late = True
                self._say(f"{self._child.name} is still not ready: {missing}")
            return
        self._is_ready = True
        if not self._was_ready:
            self._was_ready = True
            if self._child.on_ready:
                self._child.on_ready()

    def _fell(self, status: int, now: float) -> None:
        running, self._running = self._running, None
        assert running is not None
        if self._child.on_end:
            self._is_done = self._was_ready = True
            self._child.on_end(status)
            return
        words = running.last_words() if status > 0 else ""
        self._start_again_later(how_it_ended(status) + (f" ({words})" if words else ""), now)

    def _start_again_later(self, what: str, now: float) -> None:
        self._falls += 1
        again = f"it starts again in {self._pause:g} s"
        often = f"; it fell {self._falls} times in a row, the others go on" if self._falls >= _A_LOOP else ""
        self._say(f"{self._child.name} {what}; {again}{often}")
        self._not_before, self._pause = now + self._pause, next_pause(self._pause)

    def is_alive(self) -> bool:
        return self._running is not None and not self._running.has_ended()

    def ask_to_stop(self) -> None:
        if self._running is not None and not self._running.has_ended():
            self._running.ask_to_stop()

    def kill_when_late(self, since: float) -> None:
        is_late = time.monotonic() - since > self._child.grace
        if is_late and not self._is_killed and self.is_alive():
            self._is_killed = True
            self._say(f"{self._child.name} did not stop in time and is killed")
            self.kill()

    def kill(self) -> None:
        if self._running is not None and not self._running.has_ended():
            self._running.kill()


def next_pause(pause: float) -> float:
    """The pause after the next fall, in seconds."""
    return min(_LONGEST_PAUSE, pause * 2)


def _told_to_stop(seconds: float) -> bool:
    """Waits so long, or until a child ends; whether a signal to stop came."""
    heard = signal.sigtimedwait(_HEARD, seconds)
    return heard is not None and heard.si_signo in _STOPPING
