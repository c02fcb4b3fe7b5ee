"""What every store of originals keeps to: which names can be, what a seal is bound to, when bytes are given out.

>>> context_of("main", "clm_1")
'originals/main/clm_1'
>>> demand_name("main", "..")
Traceback (most recent call last):
    ...
storage.errors.NotFound: There is no original under that name. Check the identifier.
"""

import hashlib
import re
from collections.abc import Iterator

from storage.errors import NotFound, OriginalDamaged, SealBroken
from storage.sealed_streams import Source, opened_chunks
from storage.sealing import Seal

_PART = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def demand_name(tenant: str, claim_id: str, sha256: str | None = None) -> None:
    """Raises NotFound for a name that leads anywhere else than to an original. The name itself is not repeated."""
    if not (is_part(tenant) and is_part(claim_id) and (sha256 is None or is_sha256(sha256))):
        raise NotFound("original", "under that name")


def is_part(text: str) -> bool:
    """Whether a tenant or a claim may be called so."""
    return _PART.fullmatch(text) is not None


def is_sha256(text: str) -> bool:
    """Whether it is a SHA-256 in lower-case hex."""
    return _SHA256.fullmatch(text) is not None


def context_of(tenant: str, claim_id: str) -> str:
    """What the seal of an original is bound to. Its digest is not known yet when sealing begins."""
    return f"originals/{tenant}/{claim_id}"


def checked_chunks(seal: Seal, source: Source, context: str, sha256: str) -> Iterator[bytes]:
    """The plain chunks; the last one only after the digest of all is right. Raises OriginalDamaged."""
    digest = hashlib.sha256()
    held = b""
    try:
        for chunk in opened_chunks(seal, source, context):
            if held:
                yield held
            digest.update(chunk)
            held = chunk
    except SealBroken:
        raise _damaged(sha256, "its bytes were changed, cut or moved") from None
    if digest.hexdigest() != sha256:
        raise _damaged(sha256, "it is another file than the one received under that name")
    if held:
        yield held


def _damaged(sha256: str, what: str) -> OriginalDamaged:
    return OriginalDamaged(f"The original {sha256} is damaged: {what}.")
