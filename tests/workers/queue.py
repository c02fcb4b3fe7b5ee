"""The steps on a queue in memory, run by a true dramatiq worker."""

import dramatiq
from dramatiq.brokers.stub import StubBroker

from tests.workers.world import World
from workers.actors import ASSESS, DELIVER, READ, declare
from workers.broker import middleware
from workers.relay import relay
from workers.steps.read_original import PaperReader


class Remembers(StubBroker):
    """Keeps a copy of everything it ever carried."""

    def __init__(self) -> None:
        super().__init__(middleware=middleware(), fail_fast_default=False)
        self.carried: list[str] = []

    def enqueue(self, message: dramatiq.Message, *, delay: int | None = None) -> dramatiq.Message:
        self.carried.append(message.encode().decode())
        return super().enqueue(message, delay=delay)


def a_queue(world: World, reader: PaperReader | None = None) -> Remembers:
    broker = Remembers()
    declare(broker, world.services, reader or world.reader, world.looker)
    return broker


def work_off(world: World, broker: StubBroker, most_rounds: int = 30) -> None:
    """Relays and works until the outbox has nothing that is due."""
    worker = dramatiq.Worker(broker, worker_timeout=10, worker_threads=2)
    worker.start()
    try:
        for _ in range(most_rounds):
            if not relay(world.services, broker):
                return
            for queue in (READ, ASSESS, DELIVER):
                broker.join(queue, timeout=20_000)
            worker.join()
    finally:
        worker.stop(timeout=5_000)
    raise AssertionError("The outbox does not get empty.")
