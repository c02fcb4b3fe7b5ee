"""An entry of a claim's audit chain: who did what to what, when, linked to the entry before it by digests.

An entry holds identifiers, codes, counts and digests, never what a paper says or a person is called: it outlives an
erasure. `digest` is the SHA-256 of the entry's canonical JSON (keys sorted, no spaces, UTF-8) without the digest itself.

>>> entry = AuditEntry(claim_id="clm_1", seq=1, at="2026-11-25T08:00:00.000000Z", actor="key:key_1", action="claim.opened",
...                    subject="clm_1", details={}, previous=GENESIS, digest="")
>>> digest_of(entry)[:12]
'19d27f79b35a'
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

GENESIS = "0" * 64
"""What the first entry of a chain names as the one before it."""

Detail = str | int | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """`seq` counts from 1 within the claim; `at` is RFC 3339 in UTC with microseconds; `previous` is a digest."""

    claim_id: str
    seq: int
    at: str
    actor: str
    action: str
    subject: str
    details: Mapping[str, Detail] = field(default_factory=dict)
    previous: str
    digest: str


def digest_of(entry: AuditEntry) -> str:
    """What the entry's digest must be."""
    content = {name: value for name, value in asdict(entry).items() if name != "digest"}
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode("utf-8")).hexdigest()
