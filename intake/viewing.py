"""The bytes of an original, as they were received: the look is in the claim's audit chain before the first byte goes out.

>>> disposition("发票 1.jpg")
"attachment; filename*=UTF-8''%E5%8F%91%E7%A5%A8%201.jpg"
>>> repr_digest("00" * 32)
'sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:'
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from intake.acts.reach import keep_to_own
from intake.acts.record import Deed, record
from intake.caller import Caller
from storage.model.submission import Original
from workers.bootstrap import Services


@dataclass(frozen=True, slots=True)
class Viewed:
    """`chunks` begin to come only once the first one was checked."""

    original: Original
    chunks: Iterator[bytes]


def view_original(services: Services, caller: Caller, original_id: str, purpose: str) -> Viewed:
    """The original's bytes, for that purpose (a code). Raises NotFound, OriginalDamaged, StoreUnavailable."""
    with services.store.write(tenant=caller.tenant) as uow:
        original = uow.originals.get(original_id)
        keep_to_own(caller, original.claim_id, "original", original_id)
        seal = uow.claims.seal(original.claim_id)
        details = {"purpose": purpose}
        deed = Deed(claim_id=original.claim_id, action="original.viewed", subject=original_id, details=details)
        record(uow, caller, deed)
    chunks = services.store.originals.open(caller.tenant, original.claim_id, original.sha256, seal)
    return Viewed(original, _primed(chunks))


def headers_of(original: Original) -> dict[str, str]:
    """To be saved, never shown by a browser; with the digest of the whole (RFC 9530)."""
    return {
        "Content-Disposition": disposition(original.name),
        "Content-Length": str(original.size),
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Repr-Digest": repr_digest(original.sha256),
    }


def disposition(name: str) -> str:
    """RFC 6266, for any name."""
    return f"attachment; filename*=UTF-8''{quote(name.encode('utf-8', 'replace'), safe='')}"


def repr_digest(sha256: str) -> str:
    return f"sha-256=:{base64.b64encode(bytes.fromhex(sha256)).decode()}:"


def _primed(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """With the first chunk taken already, so that what is wrong at once is said in the status."""
    first = next(chunks, b"")

    def all_of_them() -> Iterator[bytes]:
        yield first
        yield from chunks

    return all_of_them()
