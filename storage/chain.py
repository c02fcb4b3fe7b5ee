"""The arithmetic of the audit chain: the mark on a chain's head, and the daily root over the heads of a day.

A head's mark is an HMAC under the installation's audit secret, so whoever can write to the database can still not cut
a chain unseen. A root names the one before it, so a claim cannot vanish with its whole chain.

>>> head = Head(claim_id="clm_1", seq=2, digest="ab")
>>> head_mac(b"k" * 32, head)[:12], root_digest("main", dt.date(2026, 11, 25), [head], "0" * 64)[:12]
('abe233ee9cb5', '6790d1470a98')
"""

import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a claim's chain, or the last of one day."""

    claim_id: str
    seq: int
    digest: str


@dataclass(frozen=True, slots=True)
class MarkedHead:
    """A head as it is kept; `mac` is hexadecimal."""

    head: Head
    mac: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """`claims` counts the claims whose chains grew that day (UTC); `previous` is the digest of the root before."""

    day: dt.date
    claims: int
    digest: str
    previous: str
    mac: str


def head_mac(secret: bytes, head: Head) -> str:
    """What the head's mark must be."""
    return _mac(secret, f"{head.claim_id}|{head.seq}|{head.digest}")


def root_digest(tenant: str, day: dt.date, heads: Sequence[Head], previous: str) -> str:
    """What the root's digest must be; `heads` in the order of their claims."""
    content = [tenant, day.isoformat(), previous, [[head.claim_id, head.seq, head.digest] for head in heads]]
    return hashlib.sha256(json.dumps(content, separators=(",", ":")).encode()).hexdigest()


def root_mac(secret: bytes, tenant: str, day: dt.date, digest: str) -> str:
    """What the root's mark must be."""
    return _mac(secret, f"root|{tenant}|{day.isoformat()}|{digest}")


def _mac(secret: bytes, text: str) -> str:
    return hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()
