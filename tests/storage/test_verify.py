"""Verification: what is sound is found sound, and every kind of damage done to originals and rows is found and named."""

import datetime as dt
import os
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from storage.checks.fault import Checked
from storage.errors import NotFound, StoreUnavailable
from storage.model.submission import Original
from storage.store import utc_now
from storage.verify import verify_all, verify_claim
from tests.storage.checks.histories import History, a_history, opened, upload
from tests.storage.stores import open_store


@pytest.fixture
def kept(tmp_path: Path) -> History:
    return a_history(tmp_path)


def rewrite(path: Path, content: bytes) -> None:
    path.unlink()
    path.write_bytes(content)


def put_unrecorded(kept: History, content: bytes = b"an upload that broke off") -> Path:
    """A sound original that no row tells of, as a process leaves it that dies between store and database."""
    with kept.store.read() as uow:
        seal = uow.claims.seal(kept.first)
    with kept.store.originals.receive("main", kept.first, seal) as intake:
        intake.write(content)
        sha256 = intake.commit().sha256
    return kept.folder / "originals" / "main" / kept.first / sha256


def test_an_untouched_store_is_sound(kept: History) -> None:
    checked = Checked()
    assert list(verify_all(kept.store, checked)) == []
    assert checked == Checked(claims=2, entries=19, originals=3)


def test_an_empty_store_is_sound(tmp_path: Path) -> None:
    assert list(verify_all(open_store(tmp_path))) == []


def test_a_store_at_work_is_sound(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.clock = utc_now
    claims = [opened(store) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        work = [pool.submit(upload, store, claims[n % 2], b"paper %d" % n) for n in range(30)]
        while not all(one.done() for one in work):
            assert list(verify_all(store)) == []
    assert [one.result() for one in work] and list(verify_all(store)) == []


@pytest.mark.parametrize("place", [0, 20, 40, -1])
def test_a_flipped_byte_in_an_original_is_found(kept: History, place: int) -> None:
    original = kept.originals(kept.first)[1]
    content = bytearray(kept.path_of(original).read_bytes())
    content[place] ^= 1
    rewrite(kept.path_of(original), bytes(content))
    ((fault),) = kept.found()
    assert (fault.claim_id, fault.what, fault.where) == (kept.first, "original_damaged", original.id)
    assert fault.said == (
        f"The original {original.id} of {kept.first} is damaged: its bytes are not those received."
    )


def test_an_original_that_was_cut_or_put_in_the_place_of_another_is_found(kept: History) -> None:
    first, second = (kept.path_of(original) for original in kept.originals(kept.first))
    other = first.read_bytes()
    rewrite(first, second.read_bytes())
    rewrite(second, other[:-1])
    assert kept.whats() == ["original_damaged", "original_damaged"]


def test_the_same_paper_of_another_claim_is_no_stand_in(kept: History) -> None:
    mine, others = kept.originals(kept.first)[0], kept.originals(kept.second)[0]
    assert mine.sha256 == others.sha256
    rewrite(kept.path_of(mine), kept.path_of(others).read_bytes())
    assert kept.whats() == ["original_damaged"]


def test_a_missing_original_is_found(kept: History) -> None:
    original = kept.originals(kept.second)[0]
    kept.path_of(original).unlink()
    ((fault),) = kept.found()
    assert (fault.what, fault.where) == ("original_missing", original.id)


def test_an_original_that_the_disk_no_longer_gives_is_found_and_the_rest_is_still_checked(
    kept: History,
) -> None:
    broken, gone = kept.originals(kept.first)
    kept.path_of(gone).unlink()
    kept.path_of(broken).unlink()
    kept.path_of(broken).mkdir()
    assert kept.whats() == ["original_unreadable", "original_missing"]


def test_a_file_that_the_store_did_not_make_is_found_at_once(kept: History) -> None:
    stray = kept.folder / "originals" / "main" / kept.first / ("a" * 64)
    stray.write_bytes(b"planted")
    os.utime(stray, (kept.clock.now.timestamp(),) * 2)
    ((fault),) = kept.found()
    assert (fault.what, fault.where) == ("original_unrecorded", "a" * 64)


def test_a_file_that_came_in_just_now_is_only_counted_and_after_an_hour_it_is_a_fault(kept: History) -> None:
    path = put_unrecorded(kept)
    os.utime(path, ((kept.clock.now - dt.timedelta(minutes=59)).timestamp(),) * 2)
    checked = Checked()
    assert list(verify_all(kept.store, checked)) == [] and checked.arriving == 1
    kept.clock.move(minutes=2)
    ((fault),) = kept.found()
    assert (fault.what, fault.where) == ("original_unrecorded", path.name)


def test_an_original_without_its_entry_is_found(kept: History) -> None:
    original = kept.originals(kept.first)[0]
    kept.write_anew([entry for entry in kept.chain(kept.first) if entry.subject != original.id])
    faults = {(fault.what, fault.where) for fault in kept.found()}
    assert ("original_without_entry", original.id) in faults
    assert {what for what, _ in faults} == {
        *("original_without_entry", "record_without_entry", "entries_cut", "root_contradicted")
    }


def test_an_entry_without_its_original_is_found(kept: History) -> None:
    original = kept.originals(kept.second)[0]
    kept.path_of(original).unlink()
    kept.attack("DELETE FROM originals WHERE id = :id", id=original.id)
    ((fault),) = kept.found()
    assert (fault.what, fault.where) == ("entry_without_original", "entry 3")
    assert original.id in fault.said


@pytest.mark.parametrize("change", ["sha256 = '" + "b" * 64 + "'", "size = 3", "parent_id = 'org_1'"])
def test_a_row_that_names_other_bytes_or_another_parent_than_its_entry_is_found(
    kept: History, change: str
) -> None:
    original = kept.originals(kept.first)[0]
    kept.attack(f"UPDATE originals SET {change} WHERE id = :id", id=original.id)
    faults = {(fault.what, fault.where) for fault in kept.found()}
    moved = {("original_missing", original.id), ("original_unrecorded", original.sha256)}
    assert faults == {("original_differs", original.id), *(moved if "sha256" in change else ())}


@pytest.mark.parametrize("table", ["submissions", "assessments", "messages"])
def test_a_row_that_its_entry_tells_of_and_is_gone_is_found(kept: History, table: str) -> None:
    ((id,),) = kept.rows(f"SELECT id FROM {table} WHERE claim_id = :claim", claim=kept.second)
    kept.attack(f"DELETE FROM {table} WHERE claim_id = :claim", claim=kept.second)
    ((fault),) = kept.found()
    assert fault.what == "entry_without_record" and id in fault.said and table in fault.said


def test_the_key_of_another_claim_and_a_missing_key_are_found(kept: History) -> None:
    ((wrapped,),) = kept.rows("SELECT wrapped FROM claim_keys WHERE claim_id = :id", id=kept.second)
    kept.attack("UPDATE claim_keys SET wrapped = :wrapped", wrapped=wrapped)
    assert kept.whats() == ["original_damaged", "original_damaged"]
    kept.attack("UPDATE claim_keys SET wrapped = x'01' WHERE claim_id = :id", id=kept.first)
    kept.attack("DELETE FROM claim_keys WHERE claim_id = :id", id=kept.second)
    assert [(fault.claim_id, fault.what) for fault in kept.found()] == [
        (kept.first, "key_broken"),
        (kept.second, "key_missing"),
    ]


def test_rows_that_hold_what_nobody_wrote_there_are_found_and_the_rest_is_still_checked(kept: History) -> None:
    kept.attack("UPDATE audit_entries SET actor = CAST(x'ff' AS TEXT) WHERE claim_id = :id", id=kept.first)
    kept.path_of(kept.originals(kept.second)[0]).unlink()
    assert kept.whats() == ["rows_unreadable", "original_missing"]


def test_one_claim_is_verified_by_itself(kept: History) -> None:
    lost: list[Original] = [kept.originals(claim_id)[0] for claim_id in (kept.first, kept.second)]
    for original in lost:
        kept.path_of(original).unlink()
    checked = Checked()
    ((fault),) = verify_claim(kept.store, kept.second, checked)
    assert (fault.claim_id, fault.what) == (kept.second, "original_missing")
    assert checked == Checked(claims=1, entries=9, originals=1)


def test_a_claim_that_never_was_is_not_found(kept: History) -> None:
    with pytest.raises(NotFound):
        verify_claim(kept.store, "clm_01m3250v00aaaaaaaaaaaaaaaa")


def test_a_store_out_of_reach_is_no_store_full_of_faults(kept: History) -> None:
    (kept.folder / "originals").rename(kept.folder / "elsewhere")
    (kept.folder / "originals").write_bytes(b"")
    with pytest.raises(StoreUnavailable):
        list(verify_all(kept.store))
    with pytest.raises(StoreUnavailable):
        verify_claim(kept.store, kept.first)


def test_a_large_original_is_verified_in_little_memory(kept: History) -> None:
    upload(kept.store, kept.first, bytes(24 << 20))
    tracemalloc.start()
    assert kept.whats() == []
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 8 << 20
