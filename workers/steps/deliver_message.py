"""Hands a composed message to the ways out, once.

The ways out there are now only print and log; so they are called inside the transaction that marks the message sent,
and of two deliveries at once one waits and then finds nothing left to do.

>>> import inspect
>>> list(inspect.signature(deliver_message).parameters)
['services', 'message_id', 'trace']
"""

import structlog

from storage.model.audit import Detail
from storage.model.claim import Channel
from storage.model.records import MessageState
from workers.bootstrap import Services
from workers.notify import Notifier, Outgoing

_log = structlog.get_logger()


def deliver_message(services: Services, message_id: str, trace: str) -> None:
    """Sends what is composed and not superseded. Raises NotFound, TransientError."""
    with services.store.write() as uow:
        stored = uow.messages.get(message_id)
        if not uow.messages.mark(message_id, MessageState.COMPOSED, MessageState.SENT, uow.now):
            return
        claim = uow.claims.get(stored.claim_id)
        ways = _ways(services, claim.channel)
        details: dict[str, Detail] = {
            "number": stored.number,
            "channel": claim.channel.kind,
            "ways": ",".join(w.name for w in ways),
        }
        uow.audit.append(claim.id, services.actor, "message.sent", message_id, details)
        uow.events.add(claim.id, "message.sent", {"message": message_id, "number": stored.number})
        outgoing = Outgoing(
            message_id=message_id, claim_id=claim.id, channel=claim.channel, message=stored.message
        )
        for way in ways:
            way.send(outgoing)
    _log.info("message.sent", claim=claim.id, message=message_id, number=stored.number)


def _ways(services: Services, channel: Channel) -> list[Notifier]:
    """The claim's own channel, those that always hear of it, and the log."""
    wanted = {channel.kind, *services.settings.notify, "log"}
    return [notifier for name, notifier in services.notifiers.items() if name in wanted]
