"""The true queue: a private Valkey on a unix socket carries the steps; one that is away is waited for."""

from collections.abc import Iterator
from pathlib import Path

import dramatiq
import pytest
from dramatiq.brokers.redis import RedisBroker

from storage.model.records import MessageState
from tests.validators.builders import bill
from tests.workers.processes import a_valkey, until
from tests.workers.world import World
from workers.actors import ASSESS, DELIVER, READ, declare
from workers.broker import backlog, make_broker
from workers.errors import BrokerUnavailable
from workers.relay import relay


@pytest.fixture(scope="module")
def broker_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = World(tmp_path_factory.mktemp("queue")).services.settings
    with a_valkey(settings):
        yield settings.broker_url


def test_an_upload_becomes_a_message(world: World, broker_url: str) -> None:
    claim_id = world.open_claim()
    world.upload(claim_id, "bill.jpg", bill())
    world.finish(claim_id)
    broker = make_broker(broker_url)
    declare(broker, world.services, world.reader, world.looker)
    worker = dramatiq.Worker(broker, worker_timeout=50, worker_threads=2)
    worker.start()
    try:
        until(lambda: relay(world.services, broker) == 0 and world.messages(claim_id))
        until(lambda: world.messages(claim_id)[0].state is MessageState.SENT)
        until(lambda: [backlog(broker, queue) for queue in (READ, ASSESS, DELIVER)] == [0, 0, 0])
    finally:
        worker.stop(timeout=5_000)


def test_what_waits_and_what_is_under_way_is_counted(world: World, broker_url: str) -> None:
    broker = make_broker(broker_url)
    declare(broker, world.services, world.reader, world.looker)
    broker.flush_all()
    broker.get_actor("read_original").send("org_1", "trc_1")
    assert backlog(broker, READ) == 1
    (message,) = [next(broker.consume(READ, prefetch=1, timeout=100))]
    assert message is not None
    assert backlog(make_broker(broker_url), READ) == 1, "whoever asks, what another has fetched still counts"
    broker.flush_all()


def test_a_message_holds_a_subject_and_a_trace(world: World, broker_url: str) -> None:
    broker = make_broker(broker_url)
    declare(broker, world.services, world.reader, world.looker)
    broker.flush_all()
    broker.get_actor("assess_claim").send("clm_1", "trc_1")
    message = next(broker.consume(ASSESS, prefetch=1, timeout=100))
    assert message is not None
    assert (message.args, message.kwargs) == (("clm_1", "trc_1"), {})
    broker.flush_all()


def test_rows_stay_in_the_outbox_while_the_queue_is_away(world: World, tmp_path: Path) -> None:
    claim_id = world.open_claim()
    broker = make_broker(f"unix://{tmp_path}/nothing.sock")
    declare(broker, world.services, world.reader, world.looker)
    with pytest.raises(BrokerUnavailable):
        relay(world.services, broker)
    assert [row.subject for row in world.waiting()] == [claim_id]
    with pytest.raises(BrokerUnavailable):
        backlog(broker, READ)


def test_the_same_step_twice_in_a_batch_is_sent_once(world: World, broker_url: str) -> None:
    world.open_claim()
    with world.services.store.write() as uow:
        for step in ("assess_claim", "assess_claim", "no_such_step"):
            uow.outbox.add(step, "clm_1", "trc_1")
    broker = make_broker(broker_url)
    declare(broker, world.services, world.reader, world.looker)
    broker.flush_all()
    assert relay(world.services, broker) == 4
    assert backlog(broker, ASSESS) == 2
    assert world.waiting() == []
    broker.flush_all()


def test_a_dead_workers_messages_come_back_soon(broker_url: str) -> None:
    broker = make_broker(broker_url)
    assert isinstance(broker, RedisBroker)
    assert (broker.heartbeat_timeout, broker.maintenance_chance) == (15_000, 200_000)
    assert [type(one).__name__ for one in broker.middleware] == ["TimeLimit", "Retries"]
