"""The secret of an API key: how it is made, what it looks like, and how one is told from another.

`ck_` + the 26 characters of the key's id + `_` + 256 random bits as 43 characters of URL-safe base 64. The id in front finds
the key without a search. Only the SHA-256 of the whole text is kept: 256 random bits need no slow hash.

>>> key_id, secret = make_secret()
>>> parse_secret(secret) == key_id, len(secret)
(True, 73)
>>> parse_secret("ck_something") is None
True
>>> is_secret_of(secret, secret_sha256(secret)), is_secret_of(secret[:-1] + "!", secret_sha256(secret))
(True, False)
"""

import hashlib
import hmac
import re
import secrets

from storage.model.ids import IdKind, is_id, new_id

_FORM = re.compile(r"ck_([0-9a-z]{26})_[A-Za-z0-9_-]{43}", re.ASCII)
_RANDOM_BYTES = 32


def make_secret() -> tuple[str, str]:
    """A new key's id (`key_…`) and its secret, which is shown once and kept nowhere."""
    key_id = new_id(IdKind.KEY)
    tail = key_id.partition("_")[2]
    return key_id, f"ck_{tail}_{secrets.token_urlsafe(_RANDOM_BYTES)}"


def parse_secret(text: str) -> str | None:
    """The id of the key that the secret names; None when the text has not the form of a secret."""
    found = _FORM.fullmatch(text)
    key_id = f"key_{found.group(1)}" if found else ""
    return key_id if is_id(key_id, IdKind.KEY) else None


def secret_sha256(secret: str) -> str:
    """What is kept of a secret, as 64 hexadecimal digits."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def is_secret_of(secret: str, kept_sha256: str) -> bool:
    """Whether the secret is the one whose SHA-256 was kept; takes the same time for every wrong one."""
    return hmac.compare_digest(secret_sha256(secret), kept_sha256)
