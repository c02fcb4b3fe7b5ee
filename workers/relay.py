"""From the outbox to the queue. A row is removed after the queue has it: a crash in between sends it twice, never not.

>>> import inspect
>>> list(inspect.signature(relay).parameters)
['services', 'broker']
"""

import dramatiq
import redis
import structlog
from dramatiq.errors import ActorNotFound

from storage.model.records import OutboxRow
from workers.bootstrap import Services
from workers.errors import BrokerUnavailable

MOST_ROWS = 200
_log = structlog.get_logger()


def relay(services: Services, broker: dramatiq.Broker) -> int:
    """Sends what is due; says how many rows that were. Raises `BrokerUnavailable`, `StoreUnavailable`."""
    with services.store.read() as uow:
        rows = uow.outbox.take(uow.now, MOST_ROWS)
    told: dict[tuple[str, str], bool] = {}
    sent: list[int] = []
    try:
        for row in rows:
            if (row.step, row.subject) not in told:
                _send(broker, row)
            told[row.step, row.subject] = True
            sent.append(row.id)
    finally:
        if sent:
            with services.store.write() as uow:
                uow.outbox.sent(sent)
    return len(sent)


def _send(broker: dramatiq.Broker, row: OutboxRow) -> None:
    try:
        broker.get_actor(row.step).send(row.subject, row.trace)
    except ActorNotFound:
        _log.error("outbox.unknown_step", trace=row.trace)
    except (redis.RedisError, OSError, dramatiq.errors.BrokerError):
        raise BrokerUnavailable from None
