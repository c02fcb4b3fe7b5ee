"""Any chain as the store writes it is sound; after any edit, removal, swap, insertion or cut it is not, however well hidden."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from storage.chain import Head, MarkedHead, head_mac
from storage.checks.chain import Chain, chain_faults
from storage.checks.fault import Fault
from storage.model.audit import GENESIS, AuditEntry, digest_of

CLAIM = "clm_1"
SECRET = b"the audit secret of the tests..."
TEXT = st.text(max_size=8)
DETAILS = st.dictionaries(TEXT, TEXT | st.integers() | st.booleans() | st.none(), max_size=3)
Entries = list[AuditEntry]


@st.composite
def chains(draw: st.DrawFn, least: int = 1) -> Entries:
    count = draw(st.integers(least, 8))
    loose = [
        AuditEntry(
            claim_id=CLAIM,
            seq=0,
            at=draw(TEXT),
            actor=draw(TEXT),
            action=draw(TEXT),
            subject=draw(TEXT),
            details=draw(DETAILS),
            previous="",
            digest="",
        )
        for _ in range(count)
    ]
    return linked(loose)


def linked(entries: Sequence[AuditEntry]) -> Entries:
    """The entries with numbers, links and digests that agree: what the store does, and what an attacker can do too."""
    made: Entries = []
    for seq, entry in enumerate(entries, 1):
        renewed = replace(entry, seq=seq, previous=made[-1].digest if made else GENESIS)
        made.append(with_digest(renewed))
    return made


def changed(entry: AuditEntry, field: str, value: Any) -> AuditEntry:
    return replace(entry, **{field: value})


def with_digest(entry: AuditEntry) -> AuditEntry:
    return replace(entry, digest=digest_of(entry))


def head_of(entries: Sequence[AuditEntry], secret: bytes = SECRET) -> MarkedHead:
    head = Head(CLAIM, entries[-1].seq, entries[-1].digest)
    return MarkedHead(head, head_mac(secret, head))


def faults(entries: Sequence[AuditEntry], head: MarkedHead | None) -> list[Fault]:
    return list(chain_faults(Chain(CLAIM, sorted(entries, key=lambda entry: entry.seq), head), SECRET))


def renumbered(entries: Sequence[AuditEntry]) -> Entries:
    return [replace(entry, seq=seq) for seq, entry in enumerate(entries, 1)]


HIDING: list[Callable[[Sequence[AuditEntry]], Entries]] = [
    list,
    renumbered,
    lambda entries: [with_digest(entry) for entry in entries],
    lambda entries: [with_digest(entry) for entry in renumbered(entries)],
    linked,
]
"""How much an attacker does so that it does not show: nothing, new numbers, new digests, both, all links too."""

hiding = st.sampled_from(HIDING)


def is_found(before: Entries, after: Entries) -> bool:
    """Under the true head, under one that the attacker made for it, and under none."""
    others = [head_of(after, b"another secret"), None] if after else [None]
    if not after:
        return bool(faults(after, head_of(before)))
    return all(faults(after, head) for head in [head_of(before), *others])


@given(chains())
def test_an_untouched_chain_is_sound(entries: Entries) -> None:
    assert faults(entries, head_of(entries)) == []


def test_no_chain_and_no_head_is_no_fault_of_the_chain() -> None:
    assert faults([], None) == []


@given(chains(), st.data(), hiding)
def test_any_edit_is_found(before: Entries, data: st.DataObject, hide: Callable[[Entries], Entries]) -> None:
    place = data.draw(st.integers(0, len(before) - 1))
    field = data.draw(
        st.sampled_from(["claim_id", "at", "actor", "action", "subject", "details", "previous", "digest"])
    )
    value = data.draw(DETAILS if field == "details" else TEXT)
    after = list(before)
    after[place] = changed(after[place], field, value)
    after = hide(after)
    assume(after != before)
    assert is_found(before, after)


@given(chains(least=2), st.data(), hiding)
def test_any_removal_is_found(before: Entries, data: st.DataObject, hide: Callable[[Entries], Entries]) -> None:
    first = data.draw(st.integers(0, len(before) - 1))
    last = data.draw(st.integers(first, len(before) - 1))
    assert is_found(before, hide(before[:first] + before[last + 1 :]))


@given(chains(least=2), st.data(), hiding)
def test_any_other_order_is_found(
    before: Entries, data: st.DataObject, hide: Callable[[Entries], Entries]
) -> None:
    order = data.draw(st.permutations(range(len(before))))
    assume(order != sorted(order))
    after = hide(renumbered([before[place] for place in order]))
    assume(after != before)
    assert is_found(before, after)


@given(chains(), chains(), st.data(), hiding)
def test_any_insertion_is_found(
    before: Entries, foreign: Entries, data: st.DataObject, hide: Callable[[Entries], Entries]
) -> None:
    place = data.draw(st.integers(0, len(before)))
    assert is_found(before, hide(renumbered([*before[:place], foreign[0], *before[place:]])))


@given(chains(least=3), st.data())
def test_what_is_not_hidden_is_named_exactly(before: Entries, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(before) - 2))
    edited = [*before[:place], replace(before[place], actor=before[place].actor + "x"), *before[place + 1 :]]
    assert named(edited, before) == [("entry_edited", f"entry {place + 1}")]
    assert named(before[:place] + before[place + 1 :], before) == [("entry_missing", f"entry {place + 1}")]
    assert named(before[:place], before) == [("entries_cut", f"entry {place + 1}")]
    swapped = renumbered([*before[: place - 1], before[place], before[place - 1], *before[place + 1 :]])
    assert named(swapped, before) == [("entry_moved", f"entry {place}"), ("entry_moved", f"entry {place + 1}")]
    anew = [with_digest(edited[place]) if entry is edited[place] else entry for entry in edited]
    assert named(anew, before) == [("entry_edited", f"entry {place + 1}")]


def test_a_beginning_that_is_gone_is_named_though_numbers_and_digests_were_made_anew() -> None:
    one = AuditEntry(claim_id=CLAIM, seq=1, at="", actor="", action="", subject="", previous="", digest="")
    before = linked([one] * 3)
    after = [with_digest(entry) for entry in renumbered(before[1:])]
    assert ("entry_missing", "entry 1") in named(after, before)


def named(entries: Entries, before: Entries) -> list[tuple[str, str]]:
    return [(fault.what, fault.where) for fault in faults(entries, head_of(before))]


@given(chains(), st.sampled_from([None, b"\xff", "é", 7, ""]), st.sampled_from(["seq", "digest", "mac"]))
def test_a_head_that_holds_anything_else_is_found(entries: Entries, value: object, part: str) -> None:
    true = head_of(entries)
    parts: dict[str, Any] = {"seq": true.head.seq, "digest": true.head.digest, "mac": true.mac, part: value}
    head = Head(CLAIM, parts["seq"], parts["digest"])
    assume((head, parts["mac"]) != (true.head, true.mac))
    assert "head_forged" in [fault.what for fault in faults(entries, MarkedHead(head, parts["mac"]))]


@given(
    chains(),
    st.sampled_from([None, b"\xff", 7, "x", 1.5]),
    st.sampled_from(["seq", "actor", "details", "digest"]),
)
def test_an_entry_that_holds_anything_else_is_found(entries: Entries, value: object, field: str) -> None:
    after = [changed(entries[0], field, value), *entries[1:]]
    assume(after != entries)
    (fault, *_) = chain_faults(Chain(CLAIM, after, head_of(entries)), SECRET)
    assert fault.what == ("entry_moved" if field == "seq" else "entry_edited")


@given(chains(least=3), st.data())
def test_an_older_head_is_found_by_what_comes_after_it(entries: Entries, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(entries) - 1))
    older = head_of(entries[:place])
    assert [(fault.what, fault.where) for fault in faults(entries, older)] == [
        ("entry_beyond_head", f"entry {place + 1}")
    ]
    without = [fault.what for fault in faults(entries[: place - 1] + entries[place:], older)]
    assert without == ["entry_missing", "entry_beyond_head"]


def test_a_cut_says_how_much_is_gone() -> None:
    one = AuditEntry(claim_id=CLAIM, seq=1, at="", actor="", action="", subject="", previous="", digest="")
    entries = linked([one] * 3)
    said = [faults(entries[:kept], head_of(entries))[0].said for kept in (2, 1, 0)]
    assert said == [
        "The chain of clm_1 was cut at the end: entry 3 is gone.",
        "The chain of clm_1 was cut at the end: entries 2 to 3 are gone.",
        "The chain of clm_1 was cut at the end: entries 1 to 3 are gone.",
    ]


def test_a_long_chain_with_every_entry_edited_is_told_soon() -> None:
    one = AuditEntry(claim_id=CLAIM, seq=1, at="", actor="", action="", subject="", previous="", digest="")
    entries = linked([one] * 2000)
    after = [replace(entry, actor="x") for entry in entries]
    assert len(faults(after, head_of(entries))) == 2000
