"""One claim's audit chain, checked against itself and against the mark on its head.

Each entry holds its own digest and that of the one before it. Who can write to the database can make all of them anew,
but not the mark on the head: that takes the installation's secret. The newest entries and the head can still be put
back together to an older state; the daily roots and what has no entry tell of that.

>>> [fault.what for fault in chain_faults(Chain("clm_1", (), MarkedHead(Head("clm_1", 2, "ab"), "cd")), b"k" * 32)]
['head_forged', 'entries_cut']
"""

import hmac
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from storage.chain import Head, MarkedHead, head_mac
from storage.checks.fault import Fault, numbers
from storage.model.audit import GENESIS, AuditEntry, digest_of

_MOST_TRIES = 10_000


@dataclass(frozen=True, slots=True)
class Chain:
    """The entries as they are kept, in the order of their numbers, and the head as it is kept."""

    claim_id: str
    entries: Sequence[AuditEntry]
    head: MarkedHead | None


def chain_faults(chain: Chain, secret: bytes) -> Iterator[Fault]:
    """Everything wrong with the chain; `secret` is the installation's for audit."""
    wrong = [entry for entry in chain.entries if not _holds(entry)]
    yield from _edited(chain, wrong)
    yield from _links(chain, {id(entry) for entry in wrong})
    yield from _head(chain, secret)


def _edited(chain: Chain, wrong: Sequence[AuditEntry]) -> Iterator[Fault]:
    """Entries whose digest is not that of what they say."""
    sound = {entry.seq for entry in chain.entries} - {entry.seq for entry in wrong}
    places = [seq for seq in range(1, len(chain.entries) + len(wrong) + 1) if seq not in sound]
    for entry in wrong:
        origin = None if len(wrong) * len(places) > _MOST_TRIES else _origin(entry, places)
        if origin is None:
            yield _fault(chain, "entry_edited", entry.seq, "was edited after it was written")
        else:
            yield _fault(
                chain,
                "entry_moved",
                entry.seq,
                f"holds what was written as entry {origin}: the order was changed",
            )


def _links(chain: Chain, wrong: set[int]) -> Iterator[Fault]:
    """Numbers that are missing, and entries that are not the ones their followers were written after."""
    before: AuditEntry | None = None
    for entry in (entry for entry in chain.entries if isinstance(entry.seq, int)):
        expected = 1 if before is None else before.seq + 1
        if entry.seq != expected:
            yield _missing(chain, expected, entry.seq - 1)
        elif id(entry) not in wrong and before is None and entry.previous != GENESIS:
            yield _fault(
                chain, "entry_missing", 1, "is not the first that was written: what came before it is gone"
            )
        elif before is not None and not {id(entry), id(before)} & wrong and entry.previous != before.digest:
            yield _fault(
                chain, "entry_edited", before.seq, f"is not the one that entry {entry.seq} was written after"
            )
        before = entry


def _head(chain: Chain, secret: bytes) -> Iterator[Fault]:
    last = chain.entries[-1] if chain.entries else None
    if chain.head is None:
        if last is not None:
            said = f"The head of the chain of {chain.claim_id} is gone: nothing tells where the chain must end."
            yield Fault(chain.claim_id, "head_missing", "head", said)
        return
    if not _is_same(chain.head.mac, head_mac(secret, chain.head.head)):
        said = f"The head of the chain of {chain.claim_id} was not written by this installation."
        yield Fault(chain.claim_id, "head_forged", "head", said)
    yield from _end(chain, chain.head.head)


def _end(chain: Chain, head: Head) -> Iterator[Fault]:
    """Whether the chain ends where its head says, and in that entry."""
    last = chain.entries[-1].seq if chain.entries else 0
    if not isinstance(head.seq, int) or not isinstance(last, int):
        return
    if head.seq > last:
        which = numbers(last + 1, head.seq)
        said = f"The chain of {chain.claim_id} was cut at the end: {which} {'is' if head.seq == last + 1 else 'are'} gone."
        yield Fault(chain.claim_id, "entries_cut", f"entry {last + 1}", said)
        return
    if head.seq < last:
        what = f"comes after the head of the chain, which names entry {head.seq}: it was added by other means, or the head is an older one"
        yield _fault(chain, "entry_beyond_head", head.seq + 1, what)
    named = next((entry for entry in chain.entries if entry.seq == head.seq), None)
    if named is not None and named.digest != head.digest:
        said = (
            f"The chain of {chain.claim_id} was written anew: its head was made over another entry {head.seq}."
        )
        yield Fault(chain.claim_id, "chain_rewritten", "head", said)


def _holds(entry: AuditEntry) -> bool:
    try:
        return digest_of(entry) == entry.digest
    except (TypeError, ValueError):
        return False


def _origin(entry: AuditEntry, places: Sequence[int]) -> int | None:
    return next((seq for seq in places if _holds(replace(entry, seq=seq))), None)


def _is_same(found: object, right: str) -> bool:
    return isinstance(found, str) and hmac.compare_digest(found.encode("utf-8", "replace"), right.encode())


def _missing(chain: Chain, first: int, last: int) -> Fault:
    which = numbers(first, last)
    said = f"{which.capitalize()} of {chain.claim_id} {'is' if first == last else 'are'} gone from the chain."
    return Fault(chain.claim_id, "entry_missing", f"entry {first}", said)


def _fault(chain: Chain, what: str, seq: object, how: str) -> Fault:
    return Fault(chain.claim_id, what, f"entry {seq}", f"Entry {seq} of {chain.claim_id} {how}.")
