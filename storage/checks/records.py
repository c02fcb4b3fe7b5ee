"""What the database keeps of a claim, against its chain: nothing was done without an entry, and nothing that has one is gone.

A chain that was put back to an older state together with its head betrays itself here: what was written since has no
entry any more.

>>> _ENTERED["assessments"]
('claim.assessed',)
"""

from collections import Counter
from collections.abc import Iterator

from storage.checks.fault import Fault
from storage.checks.rows import ClaimRows
from storage.model.audit import AuditEntry

_ENTERED = {
    "submissions": ("submission.received",),
    "originals": ("original.received",),
    "readings": ("original.read", "original.quarantined"),
    "assessments": ("claim.assessed",),
    "messages": ("message.composed",),
    "documents": ("document.withdrawn",),
}
"""The entry that every row of a table has, about the row's own identifier."""

_COUNTED = {"consents": "consent.given", "cannots": "item.cannot"}
_LASTING = ("submissions", "originals", "assessments", "messages")
"""The tables from which nothing is ever removed."""


def record_faults(rows: ClaimRows) -> Iterator[Fault]:
    """Rows without an entry, entries without a row, originals that are not the ones entered."""
    if not rows.chain.entries:
        said = f"{rows.claim_id} has no chain: all its entries are gone."
        yield Fault(rows.claim_id, "chain_missing", "entry 1", said)
        return
    yield from _without_entry(rows)
    yield from _too_few_entries(rows)
    yield from _without_row(rows)
    yield from _different(rows)


def _without_entry(rows: ClaimRows) -> Iterator[Fault]:
    for table, actions in _ENTERED.items():
        entered = {entry.subject for entry in rows.chain.entries if entry.action in actions}
        what = "original_without_entry" if table == "originals" else "record_without_entry"
        for id in rows.records[table]:
            if id not in entered:
                said = (
                    f"{id} of {rows.claim_id} is in the table {table}, but no entry {actions[0]} tells of it."
                )
                yield Fault(rows.claim_id, what, id, said)


def _too_few_entries(rows: ClaimRows) -> Iterator[Fault]:
    entered = Counter(entry.action for entry in rows.chain.entries)
    for table, action in _COUNTED.items():
        if entered[action] < rows.counts[table]:
            said = f"The table {table} has {rows.counts[table]} rows of {rows.claim_id}, but only {entered[action]} entries {action} tell of them."
            yield Fault(rows.claim_id, "record_without_entry", table, said)


def _without_row(rows: ClaimRows) -> Iterator[Fault]:
    for table in _LASTING:
        kept = set(rows.records[table])
        what = "entry_without_original" if table == "originals" else "entry_without_record"
        for entry in rows.chain.entries:
            if entry.action in _ENTERED[table] and entry.subject not in kept:
                said = f"Entry {entry.seq} of {rows.claim_id} tells of {entry.subject}, which is gone from the table {table}."
                yield Fault(rows.claim_id, what, f"entry {entry.seq}", said)


def _different(rows: ClaimRows) -> Iterator[Fault]:
    entered: dict[str, AuditEntry] = {
        entry.subject: entry for entry in rows.chain.entries if entry.action == "original.received"
    }
    for original in rows.originals:
        entry = entered.get(original.id)
        if entry is None:
            continue
        told = f"The row of {original.id} of {rows.claim_id} names"
        kept = {"sha256": original.sha256, "size": original.size}
        if not kept.items() <= dict(entry.details).items():
            said = f"{told} other bytes than entry {entry.seq} does."
            yield Fault(rows.claim_id, "original_differs", original.id, said)
        if entry.details.get("parent") != original.parent:
            said = f"{told} another original that it came in than entry {entry.seq} does."
            yield Fault(rows.claim_id, "original_differs", original.id, said)
