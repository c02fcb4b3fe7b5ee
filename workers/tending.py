"""What a worker process does beside the steps: relay, sweep and beat, each in a thread of its own.

Relay and sweep are done by one process of the machine, whichever has the turn; every process beats for itself.

>>> import inspect
>>> list(inspect.signature(tend).parameters)
['services', 'broker']
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dramatiq.brokers.redis import RedisBroker

from workers import alive
from workers.actors import READ
from workers.bootstrap import Services
from workers.broker import backlog
from workers.errors import BrokerUnavailable
from workers.folders import make_private
from workers.relay import relay
from workers.rounds import Rounds
from workers.sweep import Sweep
from workers.turns import Turn

BUSY_PAUSE, IDLE_PAUSE = 0.1, 0.25
SWEEP_PAUSE, BEAT_PAUSE = 5.0, 2.0


@dataclass(frozen=True, slots=True)
class Tending:
    """The threads, running."""

    threads: tuple[Rounds[Any], ...]

    def stop(self) -> None:
        for thread in self.threads:
            thread.stop()


def tend(services: Services, broker: RedisBroker) -> Tending:
    """Starts the threads. Raises `FolderUnsafe`."""
    turn = Turn(make_private(services.settings.runtime_folder) / "tending.lock")
    sweep = Sweep(services, lambda queue: backlog(broker, queue))

    def queue_length() -> int:
        return backlog(broker, READ)

    def relay_round() -> int:
        return relay(services, broker) if turn.is_mine() else 0

    def sweep_round() -> None:
        if turn.is_mine():
            sweep.round()

    threads: tuple[Rounds[Any], ...] = (
        Rounds("relay", relay_round, lambda sent: BUSY_PAUSE if sent else IDLE_PAUSE),
        Rounds("sweep", sweep_round, lambda _: SWEEP_PAUSE),
        Rounds("beat", lambda: beat(services, queue_length), lambda _: BEAT_PAUSE),
    )
    for thread in threads:
        thread.start()
    return Tending(threads)


def beat(services: Services, queue_length: Callable[[], object], **more: bool) -> None:
    """The worker's sign of life: where it runs, whether its engine loads and the queue answers, what is wrong.

    Raises TransientError when the store does not take it.
    """
    try:
        queue_length()
        services.vitals.broker_code = None
    except BrokerUnavailable as error:
        services.vitals.broker_code = error.code
    details = {"pid": os.getpid(), "place": alive.here(), **services.vitals.details(), **more}
    with services.store.write() as uow:
        uow.beats.put(services.name, uow.now, details)
