"""The one text that tells the customer everything still needed.

>>> Message(locale="zh-CN", tone="standard", subject="", text="", sms="", fingerprint="").tone
'standard'
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """`fingerprint` is equal exactly when what is asked is equal, whatever the wording. `sms_segments` is what a
    gateway bills."""

    locale: str
    tone: str
    subject: str
    text: str
    sms: str
    fingerprint: str
    sms_segments: int = 0
