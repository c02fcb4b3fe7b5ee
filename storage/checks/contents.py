"""The bytes of a claim's originals: every one is read through the store, and what else lies there is looked at too.

A file is named in the store before the database records it, and for the time of a slow upload that is all there is.
So one that is sound and came in within the last hour is only counted; it takes the claim's key to make such a file.

>>> _YOUNG
datetime.timedelta(seconds=3600)
"""

import datetime as dt
from collections.abc import Iterator

from storage.checks.fault import Checked, Fault
from storage.checks.rows import ClaimRows, KeptOriginal
from storage.errors import NotFound, OriginalDamaged, SealBroken, StoreUnavailable
from storage.sealing import Seal
from storage.store import Store

_YOUNG = dt.timedelta(hours=1)


def content_faults(store: Store, rows: ClaimRows, checked: Checked) -> Iterator[Fault]:
    """Originals that are missing or damaged, and files that no row tells of."""
    if rows.wrapped is None:
        said = f"The key of {rows.claim_id} is gone: nothing of the claim can be opened."
        yield Fault(rows.claim_id, "key_missing", "key", said)
        return
    try:
        seal = store.keys.open(rows.wrapped, rows.claim_id)
    except SealBroken as error:
        yield Fault(rows.claim_id, "key_broken", "key", error.message)
        return
    for original in rows.originals:
        checked.originals += 1
        yield from _original(store, rows, original, seal)
    yield from _unrecorded(store, rows, seal, checked)


def _original(store: Store, rows: ClaimRows, original: KeptOriginal, seal: Seal) -> Iterator[Fault]:
    name = f"The original {original.id} of {rows.claim_id}"
    try:
        store.originals.verify(rows.tenant, rows.claim_id, original.sha256, seal)
    except NotFound:
        yield Fault(rows.claim_id, "original_missing", original.id, f"{name} is gone from the store.")
    except OriginalDamaged:
        yield Fault(
            rows.claim_id,
            "original_damaged",
            original.id,
            f"{name} is damaged: its bytes are not those received.",
        )
    except StoreUnavailable as error:
        yield Fault(
            rows.claim_id, "original_unreadable", original.id, f"{name} cannot be read. {error.message}"
        )


def _unrecorded(store: Store, rows: ClaimRows, seal: Seal, checked: Checked) -> Iterator[Fault]:
    recorded = {original.sha256 for original in rows.originals}
    for sha256 in store.originals.names(rows.tenant, rows.claim_id):
        if sha256 not in recorded:
            if _is_arriving(store, rows, sha256, seal):
                checked.arriving += 1
            else:
                said = f"The file {sha256} lies among the originals of {rows.claim_id}, but nothing records it: an upload broke off, or its record was removed."
                yield Fault(rows.claim_id, "original_unrecorded", sha256, said)


def _is_arriving(store: Store, rows: ClaimRows, sha256: str, seal: Seal) -> bool:
    try:
        store.originals.verify(rows.tenant, rows.claim_id, sha256, seal)
        at = store.originals.stored_at(rows.tenant, rows.claim_id, sha256)
    except (NotFound, OriginalDamaged, StoreUnavailable):
        return False
    return store.clock() - at < _YOUNG
