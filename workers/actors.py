"""The steps as dramatiq actors: which queue, how often, how long. An outbox row names one and its subject.

Reading has a queue of its own, for it is slow; looking has one, so that it never waits behind reading. Attempts to read are counted in the database, not here; the retries are
for a store that does not answer. What fails for good (`PermanentError`) is never tried again.

>>> from dramatiq.brokers.stub import StubBroker
>>> from workers.broker import middleware
>>> broker = StubBroker(middleware=middleware())
>>> declare(broker, None, None, None)
>>> sorted(broker.get_declared_actors())
['assess_claim', 'compose_message', 'deliver_message', 'look_at_original', 'look_up', 'read_original']
"""

from typing import Any

import dramatiq
from dramatiq.actor import ActorDecorator

from storage.errors import PermanentError
from workers.bootstrap import Services
from workers.steps.assess_claim import assess_claim
from workers.steps.compose_message import compose_if_due
from workers.steps.deliver_message import deliver_message
from workers.steps.door import step
from workers.steps.look_at_original import Looker, look_at_original
from workers.steps.look_ups import look_up_of_claim
from workers.steps.read_original import PaperReader, read_original

LOOK, READ, ASSESS, DELIVER = "look", "read", "assess", "deliver"
_MINUTE = 60_000
_AGAIN: dict[str, Any] = {"throws": PermanentError, "min_backoff": 1_000, "max_backoff": _MINUTE}


def declare(broker: dramatiq.Broker, services: Services, reader: PaperReader, looker: Looker) -> None:
    """Declares the actors on this broker, each under the name of its step."""

    @_actor(broker, "look_at_original", LOOK, max_retries=0, time_limit=_MINUTE)
    def look(subject: str, trace: str) -> None:
        with step("look_at_original", subject, trace):
            look_at_original(services, looker, subject)

    @_actor(broker, "read_original", READ, max_retries=3, time_limit=120 * _MINUTE)
    def read(subject: str, trace: str) -> None:
        with step("read_original", subject, trace):
            read_original(services, reader, subject, trace)

    @_actor(broker, "assess_claim", ASSESS, max_retries=5, time_limit=5 * _MINUTE)
    def assess(subject: str, trace: str) -> None:
        with step("assess_claim", subject, trace):
            assess_claim(services, subject, trace)

    @_actor(broker, "look_up", ASSESS, max_retries=5, time_limit=5 * _MINUTE)
    def look_up(subject: str, trace: str) -> None:
        with step("look_up", subject, trace):
            look_up_of_claim(services, subject, trace)

    @_actor(broker, "compose_message", ASSESS, max_retries=5, time_limit=5 * _MINUTE)
    def compose(subject: str, trace: str) -> None:
        with step("compose_message", subject, trace):
            compose_if_due(services, subject, trace)

    @_actor(broker, "deliver_message", DELIVER, max_retries=10, time_limit=5 * _MINUTE)
    def deliver(subject: str, trace: str) -> None:
        with step("deliver_message", subject, trace):
            deliver_message(services, subject, trace)


def _actor(broker: dramatiq.Broker, name: str, queue: str, **options: Any) -> ActorDecorator:
    return dramatiq.actor(broker=broker, actor_name=name, queue_name=queue, **{**_AGAIN, **options})
