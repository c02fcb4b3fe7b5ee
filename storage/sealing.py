"""Sealing: what is sensitive is encrypted and authenticated before it is kept (AES-256-GCM, NIST SP 800-38D).

Every claim has a key of its own, kept wrapped under the installation's secret: destroying that one key erases the
claim. A sealed value is bound to its place by a context such as `claims/facts/clm_…`; moved elsewhere it does not open.

    value    1 byte version, 12 random bytes nonce, sealed bytes, 16 bytes tag
    key      1 byte version, 4 bytes id of the master secret, then a value

>>> from storage.secrets import Secrets
>>> keys = ClaimKeys(Secrets(b"s" * 32, b"l" * 32, b"a" * 32, "0a1b2c3d"))
>>> seal = keys.open(keys.new(), "clm_1")
>>> sealed = seal.close("住院".encode(), "claims/facts/clm_1")
>>> seal.open(sealed, "claims/facts/clm_1").decode(), len(sealed) - len("住院".encode())
('住院', 29)
>>> seal.open(sealed, "claims/facts/clm_2")
Traceback (most recent call last):
    ...
storage.errors.SealBroken: What is sealed at claims/facts/clm_2 does not open: ...
"""

import json
from secrets import token_bytes
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.errors import SealBroken
from storage.secrets import LENGTH, Secrets, derived

_VERSION = b"\x01"
_NONCE = 12
_KEY_CONTEXT = b"claim key"


class Seal:
    """Closes and opens what belongs to one claim."""

    __slots__ = ("_key", "_owner", "_values")

    def __init__(self, key: bytes, owner: str) -> None:
        self._key = key
        self._owner = owner
        self._values = AESGCM(derived(key, f"values/{owner}"))

    def close(self, plain: bytes, context: str) -> bytes:
        """The sealed form, for that place only. The same bytes never look the same twice."""
        return _close(self._values, plain, context.encode())

    def open(self, sealed: bytes, context: str) -> bytes:
        """What was sealed for that place. Raises SealBroken."""
        try:
            return _open(self._values, sealed, context.encode())
        except InvalidTag:
            raise broken(context) from None

    def close_json(self, value: Any, context: str) -> bytes:
        """As `close`, for what JSON can say; half characters in senders' file names are kept."""
        plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        return self.close(plain.encode("utf-8", "surrogatepass"), context)

    def open_json(self, sealed: bytes, context: str) -> Any:
        """As `open`. Raises SealBroken."""
        return json.loads(self.open(sealed, context).decode("utf-8", "surrogatepass"))

    def stream_key(self, stream: bytes, context: str) -> bytes:
        """The key of one stream: another one for every stream, place and claim."""
        return derived(self._key, f"stream/{self._owner}/{context}", salt=stream)

    def __repr__(self) -> str:
        return "Seal(...)"


class ClaimKeys:
    """Makes and opens the keys of claims."""

    __slots__ = ("_id", "_secret", "_wrapping")

    def __init__(self, secrets: Secrets) -> None:
        self._id = bytes.fromhex(secrets.key_id)
        self._secret = secrets.sealing
        self._wrapping = AESGCM(derived(secrets.sealing, "claim keys"))

    def new(self) -> bytes:
        """A new claim key, wrapped: to be kept with the claim, and nowhere else."""
        return _VERSION + self._id + _close(self._wrapping, token_bytes(LENGTH), _KEY_CONTEXT)

    def open(self, wrapped: bytes, claim_id: str) -> Seal:
        """The seal of the claim with that key. A key moved to another claim opens nothing. Raises SealBroken."""
        version, key_id, key = wrapped[:1], wrapped[1:5], wrapped[5:]
        if version != _VERSION:
            raise broken(f"the key of {claim_id}")
        if key_id != self._id:
            raise _other_secret(claim_id, key_id.hex(), self._id.hex())
        try:
            return Seal(_open(self._wrapping, key, _KEY_CONTEXT), claim_id)
        except InvalidTag:
            raise broken(f"the key of {claim_id}") from None

    def system(self) -> Seal:
        """The seal of what belongs to no claim."""
        return Seal(self._secret, "system")

    def __repr__(self) -> str:
        return "ClaimKeys(...)"


def broken(context: str) -> SealBroken:
    """The error of sealed bytes that do not open at that place."""
    return SealBroken(
        f"What is sealed at {context} does not open: it was changed, cut or moved here from elsewhere."
    )


def _close(cipher: AESGCM, plain: bytes, context: bytes) -> bytes:
    nonce = token_bytes(_NONCE)
    return _VERSION + nonce + cipher.encrypt(nonce, plain, _VERSION + context)


def _open(cipher: AESGCM, sealed: bytes, context: bytes) -> bytes:
    version, nonce, body = sealed[:1], sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    if version != _VERSION or len(nonce) != _NONCE:
        raise InvalidTag
    return cipher.decrypt(nonce, body, version + context)


def _other_secret(claim_id: str, wanted: str, found: str) -> SealBroken:
    return SealBroken(
        f"The key of {claim_id} belongs to the master secret {wanted}; the one in use is {found}."
    )
