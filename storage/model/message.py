"""The one text that tells the customer everything still needed.

>>> Message(locale="zh-CN", tone="standard", subject="", text="", sms="", fingerprint="").tone
'standard'
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """`fingerprint` is equal exactly when what is asked is equal, whatever the wording. `sms_segments` is what a
    gateway bills. `html` is the text as an article; `wechat` the fields of a subscription message by kind and name;
    `email` has `subject`, `text` and `html`. Messages of before these were composed have none."""

    locale: str
    tone: str
    subject: str
    text: str
    sms: str
    fingerprint: str
    sms_segments: int = 0
    html: str = ""
    wechat: Mapping[str, str] = field(default_factory=dict)
    email: Mapping[str, str] = field(default_factory=dict)
