"""How a message leaves: the port. A way out is one file beside this one and one line in `workers.bootstrap`.

>>> Outgoing(message_id="msg_1", claim_id="clm_1", channel=Channel("console"), message=None).channel.kind
'console'
"""

from dataclasses import dataclass
from typing import Protocol

from storage.model.claim import Channel
from storage.model.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A message on its way to the customer of a claim."""

    message_id: str
    claim_id: str
    channel: Channel
    message: Message


class Notifier(Protocol):
    """`name` is the kind of channel it serves."""

    name: str

    def send(self, outgoing: Outgoing) -> None:
        """Hands the message over. Raises `TransientError` where another try may do better."""
        ...
