"""The link that a claimant gets: it opens one claim, until a certain time, and cannot be made up.

A token is the claim's id without its prefix, the second it expires (hexadecimal), and the first 192 bits of an
HMAC-SHA256 over both. It holds nothing else, and only letters, digits, `-` and `_`.

>>> keys, dawn = Secrets(b"", bytes(range(32)), b"", ""), dt.datetime(2026, 11, 25, tzinfo=dt.UTC)
>>> token = make_link(keys, "clm_01m3250v00abcdefghjkmnpqrs", dawn + dt.timedelta(days=14))
>>> token[:36], len(token)
('01m3250v00abcdefghjkmnpqrs-6b189a00-', 68)
>>> open_link(keys, token, dawn)
'clm_01m3250v00abcdefghjkmnpqrs'
>>> open_link(keys, token, dawn + dt.timedelta(days=14))
Traceback (most recent call last):
    ...
workers.errors.LinkExpired: The time of this link is over. Ask for a new one.
"""

import base64
import datetime as dt
import hashlib
import hmac
import re

from storage.model.ids import IdKind, is_id
from storage.secrets import Secrets
from workers.errors import LinkExpired, LinkInvalid

_FORM = re.compile(r"([0-9a-z]{26})-([0-9a-f]{8})-([A-Za-z0-9_-]{32})")
_CONTEXT = b"upload-link/1|"
_MAC_BYTES = 24


def make_link(secrets: Secrets, claim_id: str, expires_at: dt.datetime) -> str:
    """The token for that claim's page."""
    body = f"{claim_id.removeprefix(IdKind.CLAIM.value + '_')}-{int(expires_at.timestamp()):08x}"
    return f"{body}-{_mac(secrets, body)}"


def open_link(secrets: Secrets, token: str, now: dt.datetime) -> str:
    """The id of the claim that the token opens. Raises `LinkInvalid` or `LinkExpired`."""
    parts = _FORM.fullmatch(token)
    if parts is None:
        raise LinkInvalid
    tail, expires, mac = parts.groups()
    claim_id = f"{IdKind.CLAIM.value}_{tail}"
    is_ours = hmac.compare_digest(mac.encode("ascii"), _mac(secrets, f"{tail}-{expires}").encode("ascii"))
    if not is_ours or not is_id(claim_id, IdKind.CLAIM):
        raise LinkInvalid
    if int(expires, 16) <= now.timestamp():
        raise LinkExpired
    return claim_id


def _mac(secrets: Secrets, body: str) -> str:
    digest = hmac.new(secrets.links, _CONTEXT + body.encode("ascii"), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:_MAC_BYTES]).decode("ascii")
