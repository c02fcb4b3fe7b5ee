"""The queue: dramatiq's RedisBroker, over a unix socket or an address.

A worker that was killed is missed after 15 s, and one command in five looks after what the missing ones held: with
dramatiq's own numbers a quiet queue waits for minutes. What a message holds is JSON: a step's subject and its trace id.

>>> make_broker("amqp://host")
Traceback (most recent call last):
    ...
workers.errors.SettingsInvalid: The setting `broker_url` is wrong: ... Correct it in the environment ...
"""

import dramatiq
import redis
from dramatiq.brokers.redis import RedisBroker
from dramatiq.middleware import Middleware, Retries, TimeLimit
from redis.backoff import NoBackoff
from redis.retry import Retry

from workers.errors import BrokerUnavailable, SettingsInvalid

HEARTBEAT_MS = 15_000
MAINTENANCE_CHANCE = 200_000
_SOCKET_SECONDS = 5.0
_SCHEMES = ("redis://", "rediss://", "unix://")


def make_broker(url: str) -> RedisBroker:
    """Connects on first use. Raises `SettingsInvalid`."""
    if not url.startswith(_SCHEMES):
        raise SettingsInvalid.of_keys({"broker_url": f"It must begin with one of {', '.join(_SCHEMES)}."})
    dramatiq.set_encoder(dramatiq.JSONEncoder())
    client = redis.Redis.from_url(
        url,
        socket_timeout=_SOCKET_SECONDS,
        socket_connect_timeout=_SOCKET_SECONDS,
        retry=Retry(NoBackoff(), 1),
    )
    return RedisBroker(  # type: ignore[no-untyped-call]
        client=client,
        middleware=middleware(),
        heartbeat_timeout=HEARTBEAT_MS,
        maintenance_chance=MAINTENANCE_CHANCE,
    )


def middleware() -> list[Middleware]:
    """What surrounds each step: no results, no metrics server, nothing that is not needed."""
    return [TimeLimit(), Retries()]


def backlog(broker: RedisBroker, queue: str) -> int:
    """How many messages of the queue are waiting, delayed or under way. Raises `BrokerUnavailable`."""
    try:
        return int(broker.do_qsize(queue))
    except (redis.RedisError, OSError):
        raise BrokerUnavailable from None
