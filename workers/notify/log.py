"""Every message leaves a line in the log: ids and counts, never a word of it.

>>> Log().name
'log'
"""

import structlog

from workers.notify import Outgoing

_log = structlog.get_logger("claims.notify")


class Log:
    """Notes that a message left."""

    name = "log"

    def send(self, outgoing: Outgoing) -> None:
        _log.info(
            "message.handed_over",
            message=outgoing.message_id,
            claim=outgoing.claim_id,
            channel=outgoing.channel.kind,
            characters=len(outgoing.message.text),
        )
