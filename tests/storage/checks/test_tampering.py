"""Audit chains and daily roots in a database that somebody writes to past the store: whatever was done is found and named."""

from dataclasses import replace
from pathlib import Path

import pytest

from storage.chain import Head, head_mac
from storage.model.audit import AuditEntry
from storage.verify import verify_claim
from tests.storage.checks.histories import History, a_history, named
from tests.storage.stores import NAME, SECRETS

EVIDENCE = ("audit_entries", "audit_heads", "audit_roots", "audit_root_heads")


@pytest.fixture
def kept(tmp_path: Path) -> History:
    return a_history(tmp_path)


def head_of(kept: History, claim_id: str, seq: int) -> dict[str, object]:
    """A true head from an earlier time, as an old backup has it."""
    entry = kept.chain(claim_id)[seq - 1]
    head = Head(claim_id, seq, entry.digest)
    return {"seq": seq, "digest": entry.digest, "mac": head_mac(SECRETS.audit, head)}


def put_head(kept: History, claim_id: str, **head: object) -> None:
    change = "UPDATE audit_heads SET seq = :seq, digest = :digest, mac = :mac WHERE claim_id = :claim"
    kept.attack(change, claim=claim_id, **head)


def edited(entry: AuditEntry) -> AuditEntry:
    return replace(entry, actor="operator")


def test_every_single_value_in_every_row_of_the_evidence_is_watched(kept: History) -> None:
    untold = []
    for table in EVIDENCE:
        columns = [row[1] for row in kept.rows(f"PRAGMA table_info({table})")]
        mine = "" if table == "audit_roots" else f"WHERE claim_id = '{kept.second}'"
        for (rowid,) in kept.rows(f"SELECT rowid FROM {table} {mine}"):
            for column in columns:
                ((before,),) = kept.rows(f'SELECT "{column}" FROM {table} WHERE rowid = {rowid}')
                change = f'UPDATE {table} SET "{column}" = :value WHERE rowid = {rowid}'
                kept.attack(change, value=altered(before))
                said = [fault.said for fault in kept.found()]
                kept.attack(change, value=before)
                if not said or NAME in "".join(said):
                    untold.append((table, rowid, column))
    assert untold == []
    assert kept.found() == []


def altered(value: object) -> object:
    if isinstance(value, int):
        return value + 100
    text = str(value)
    return text[:-1] + ("0" if text[-1] != "0" else "1")


def test_every_row_of_the_evidence_is_missed_when_it_is_gone(kept: History) -> None:
    for table in EVIDENCE:
        columns = ", ".join(row[1] for row in kept.rows(f"PRAGMA table_info({table})"))
        for (rowid,) in kept.rows(f"SELECT rowid FROM {table}"):
            kept.attack(
                "DROP TABLE IF EXISTS saved",
                f"CREATE TABLE saved AS SELECT * FROM {table} WHERE rowid = {rowid}",
            )
            kept.attack(f"DELETE FROM {table} WHERE rowid = {rowid}")
            assert kept.found() != [], (table, rowid)
            kept.attack(f"INSERT INTO {table} (rowid, {columns}) SELECT {rowid}, {columns} FROM saved")
    assert kept.found() == []


@pytest.mark.parametrize(
    "change",
    [
        "actor = 'operator'",
        "at = '2026-11-25T08:00:00.000001Z'",
        "details = '{\"size\":1}'",
        "details = '{'",
        "actor = x'00'",
    ],
)
def test_an_edited_entry_is_named(kept: History, change: str) -> None:
    kept.attack(f"UPDATE audit_entries SET {change} WHERE claim_id = :id AND seq = 2", id=kept.first)
    ((fault),) = kept.found()
    assert (fault.claim_id, fault.what, fault.where) == (kept.first, "entry_edited", "entry 2")
    assert fault.said == f"Entry 2 of {kept.first} was edited after it was written."


def test_an_edited_entry_with_its_digest_made_anew_is_named(kept: History) -> None:
    before = kept.chain(kept.first)
    kept.write_anew([before[0], edited(before[1]), *before[2:]])
    for entry in before[2:]:
        restored = "UPDATE audit_entries SET previous = :previous, digest = :digest WHERE claim_id = :claim AND seq = :seq"
        kept.attack(restored, previous=entry.previous, digest=entry.digest, claim=kept.first, seq=entry.seq)
    ((fault),) = kept.found()
    assert (fault.what, fault.where) == ("entry_edited", "entry 2")


def test_an_edited_entry_with_all_later_digests_made_anew_is_found(kept: History) -> None:
    """After the last root only the mark on the head tells; before it the roots do too, and say up to where."""
    entries = kept.chain(kept.second)
    kept.write_anew([*entries[:-1], edited(entries[-1])])
    assert named(kept.found()) == {("chain_rewritten", "head")}
    kept.write_anew([entries[0], edited(entries[1]), *entries[2:]])
    assert named(kept.found()) == {
        ("chain_rewritten", "head"),
        ("root_contradicted", "entry 2"),
        ("root_contradicted", "entry 5"),
    }


def test_a_chain_written_anew_with_a_head_for_it_is_found(kept: History) -> None:
    entries = kept.chain(kept.second)
    kept.write_anew([*entries[:-1], edited(entries[-1])])
    put_head(kept, kept.second, seq=9, digest=kept.chain(kept.second)[-1].digest, mac="0" * 64)
    assert named(kept.found()) == {("head_forged", "head")}


def test_a_removed_entry_is_named(kept: History) -> None:
    kept.attack("DELETE FROM audit_entries WHERE claim_id = :id AND seq IN (4, 5)", id=kept.first)
    faults = verify_claim(kept.store, kept.first)
    assert faults[0].said == f"Entries 4 to 5 of {kept.first} are gone from the chain."
    assert ("entry_missing", "entry 4") in named(faults)


def test_the_first_entry_removed_and_the_rest_renumbered_is_found(kept: History) -> None:
    kept.attack(
        "DELETE FROM audit_entries WHERE claim_id = :id AND seq = 1",
        "UPDATE audit_entries SET seq = seq - 1 WHERE claim_id = :id",
        id=kept.second,
    )
    faults = named(kept.found())
    assert {("entry_moved", f"entry {seq}") for seq in range(1, 9)} <= faults


def test_entries_in_another_order_are_named_with_where_they_came_from(kept: History) -> None:
    swap = (
        "UPDATE audit_entries SET seq = CASE seq WHEN 2 THEN 4 WHEN 4 THEN 2 ELSE seq END WHERE claim_id = :id"
    )
    kept.attack(
        "CREATE TABLE copied AS SELECT * FROM audit_entries WHERE claim_id = :id",
        "DELETE FROM audit_entries WHERE claim_id = :id",
        swap.replace("audit_entries", "copied"),
        "INSERT INTO audit_entries SELECT * FROM copied",
        id=kept.first,
    )
    faults = verify_claim(kept.store, kept.first)
    assert {("entry_moved", "entry 2"), ("entry_moved", "entry 4")} <= named(faults)
    assert (
        faults[0].said == f"Entry 2 of {kept.first} holds what was written as entry 4: the order was changed."
    )


def test_entries_cut_at_the_end_are_named(kept: History) -> None:
    kept.attack("DELETE FROM audit_entries WHERE claim_id = :id AND seq >= 8", id=kept.second)
    faults = verify_claim(kept.store, kept.second)
    assert faults[0].said == f"The chain of {kept.second} was cut at the end: entries 8 to 9 are gone."
    assert ("entries_cut", "entry 8") in named(faults)


def test_entries_cut_with_an_older_head_put_back_are_found_by_what_has_no_entry(kept: History) -> None:
    older = head_of(kept, kept.second, 5)
    kept.attack("DELETE FROM audit_entries WHERE claim_id = :id AND seq > 5", id=kept.second)
    put_head(kept, kept.second, **older)
    assert [fault.what for fault in kept.found()] == ["record_without_entry"] * 4


def test_entries_cut_with_an_older_head_put_back_are_found_by_the_daily_root(kept: History) -> None:
    older = head_of(kept, kept.second, 2)
    kept.attack("DELETE FROM audit_entries WHERE claim_id = :id AND seq > 2", id=kept.second)
    put_head(kept, kept.second, **older)
    for table in ("documents", "readings", "messages", "assessments", "originals", "submissions", "cannots"):
        kept.attack(f"DELETE FROM {table} WHERE claim_id = :id", id=kept.second)
    for path in (kept.folder / "originals" / "main" / kept.second).iterdir():
        path.unlink()
    assert named(kept.found()) == {("root_contradicted", "entry 5")}
    assert named(verify_claim(kept.store, kept.second)) == {("root_contradicted", "entry 5")}


def test_an_older_head_alone_is_found(kept: History) -> None:
    put_head(kept, kept.first, **head_of(kept, kept.first, 5))
    assert named(kept.found()) == {("entry_beyond_head", "entry 6")}


def test_a_head_of_another_claim_is_no_head(kept: History) -> None:
    put_head(kept, kept.first, **head_of(kept, kept.second, 9))
    assert ("head_forged", "head") in named(kept.found())


def test_a_missing_head_is_found(kept: History) -> None:
    kept.attack("DELETE FROM audit_heads WHERE claim_id = :id", id=kept.first)
    assert named(kept.found()) == {("head_missing", "head")}


def test_a_claim_without_its_chain_is_found(kept: History) -> None:
    kept.attack(
        "DELETE FROM audit_entries WHERE claim_id = :id",
        "DELETE FROM audit_heads WHERE claim_id = :id",
        id=kept.first,
    )
    assert ("chain_missing", "entry 1") in named(kept.found())
    assert ("root_contradicted", "entry 5") in named(kept.found())


def test_a_root_made_over_other_heads_is_found(kept: History) -> None:
    kept.attack("DELETE FROM audit_root_heads WHERE claim_id = :id AND day = '2026-11-26'", id=kept.second)
    assert named(kept.found()) == {("root_edited", "root 2026-11-26")}
    assert named(verify_claim(kept.store, kept.second)) == {("root_edited", "root 2026-11-26")}


def test_a_root_that_is_gone_is_found_by_the_next_and_by_its_heads(kept: History) -> None:
    kept.attack("DELETE FROM audit_roots WHERE day = '2026-11-25'")
    assert named(kept.found()) == {("root_missing", "root 2026-11-26"), ("root_missing", "root 2026-11-25")}
    kept.attack("DELETE FROM audit_root_heads WHERE day = '2026-11-25'")
    assert named(kept.found()) == {("root_missing", "root 2026-11-26")}


def test_a_root_without_its_mark_is_found(kept: History) -> None:
    kept.attack("UPDATE audit_roots SET mac = digest WHERE day = '2026-11-25'")
    assert named(kept.found()) == {("root_forged", "root 2026-11-25")}
