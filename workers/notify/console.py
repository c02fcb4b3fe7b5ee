"""The way out of a first look: the message on standard output of the worker.

>>> from storage.model.claim import Channel
>>> from storage.model.message import Message
>>> message = Message(locale="zh-CN", tone="standard", subject="材料已收齐", text="您好。", sms="", fingerprint="")
>>> Console().send(Outgoing(message_id="msg_1", claim_id="clm_1", channel=Channel("console"), message=message))
-- msg_1 --
材料已收齐
<BLANKLINE>
您好。
--
"""

from workers.notify import Outgoing


class Console:
    """Prints subject and text."""

    name = "console"

    def send(self, outgoing: Outgoing) -> None:
        lines = (
            f"-- {outgoing.message_id} --",
            outgoing.message.subject,
            "",
            outgoing.message.text,
            "--",
        )
        print("\n".join(lines), flush=True)
