"""What every store of originals must do, written against the port. A store's own tests inherit from `Contract`.

A store is given by the fixture `store`; `damage` is how its kept bytes are changed behind its back.
"""

import datetime as dt
import hashlib
import os
import threading
from collections.abc import Callable
from typing import ClassVar

import pytest

from storage.errors import NotFound, OriginalDamaged, StoreUnavailable
from storage.originals import OriginalStore, Stored
from storage.sealed_streams import CHUNK, HEADER, TAG
from storage.sealing import Seal

CLAIM = "clm_01m3250v00aaaaaaaaaaaaaaaa"
OTHER = "clm_01m3250v00bbbbbbbbbbbbbbbb"
PAPER = b"a paper as it was received\n" * 3
ABSENT = "0" * 64
Change = Callable[[bytes], bytes]
Damage = Callable[[str, Change], None]


def seal_of(claim_id: str) -> Seal:
    return Seal(hashlib.sha256(claim_id.encode()).digest(), claim_id)


def put(store: OriginalStore, *parts: bytes, tenant: str = "main", claim_id: str = CLAIM) -> Stored:
    with store.receive(tenant, claim_id, seal_of(claim_id)) as intake:
        for part in parts:
            intake.write(part)
        return intake.commit()


def flipped(place: int) -> Change:
    return lambda kept: kept[:place] + bytes([kept[place] ^ 1]) + kept[place + 1 :]


class Contract:
    """The tests themselves."""

    SEAL: ClassVar[Seal] = seal_of(CLAIM)

    @pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK + 7])
    def test_what_was_received_comes_back(self, store: OriginalStore, size: int) -> None:
        plain = os.urandom(size)
        stored = put(store, plain[: size // 2], b"", plain[size // 2 :])
        assert stored == Stored(hashlib.sha256(plain).hexdigest(), size)
        assert store.read("main", CLAIM, stored.sha256, self.SEAL) == plain
        assert all(0 < len(c) <= CHUNK for c in store.open("main", CLAIM, stored.sha256, self.SEAL))
        store.verify("main", CLAIM, stored.sha256, self.SEAL)

    def test_the_same_bytes_again_are_the_same_original(self, store: OriginalStore) -> None:
        first = put(store, PAPER)
        at = store.stored_at("main", CLAIM, first.sha256)
        assert put(store, PAPER) == first
        assert store.stored_at("main", CLAIM, first.sha256) == at
        assert list(store.names("main", CLAIM)) == [first.sha256]

    def test_the_same_bytes_at_once_are_the_same_original(self, store: OriginalStore) -> None:
        threads = [threading.Thread(target=put, args=(store, PAPER)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [*store.names("main", CLAIM)] == [hashlib.sha256(PAPER).hexdigest()]
        assert store.read("main", CLAIM, hashlib.sha256(PAPER).hexdigest(), self.SEAL) == PAPER

    def test_nothing_is_there_before_commit_nor_after_giving_up(self, store: OriginalStore) -> None:
        with store.receive("main", CLAIM, self.SEAL) as intake:
            intake.write(PAPER)
            assert list(store.names("main", CLAIM)) == []
        abandoned = store.receive("main", CLAIM, self.SEAL)
        abandoned.abort()
        abandoned.abort()
        assert list(store.names("main", CLAIM)) == []

    def test_giving_up_after_commit_takes_nothing_back(self, store: OriginalStore) -> None:
        intake = store.receive("main", CLAIM, self.SEAL)
        stored = intake.commit()
        intake.abort()
        store.verify("main", CLAIM, stored.sha256, self.SEAL)

    def test_a_file_that_was_given_up_or_committed_takes_no_more(self, store: OriginalStore) -> None:
        given_up, committed = (store.receive("main", CLAIM, self.SEAL) for _ in range(2))
        given_up.abort()
        committed.commit()
        for intake in (given_up, committed):
            with pytest.raises(ValueError, match="committed or given up"):
                intake.commit()

    def test_what_was_made_visible_is_taken_back_by_whoever_did_so_and_nobody_else(
        self, store: OriginalStore
    ) -> None:
        first, second = (store.receive("main", CLAIM, self.SEAL) for _ in range(2))
        assert first.named is None
        sha256 = first.commit().sha256
        second.commit()
        assert (first.named, second.named) == (sha256, None)
        second.take_back()
        store.verify("main", CLAIM, sha256, self.SEAL)
        for _ in range(2):
            first.take_back()
            assert (first.named, list(store.names("main", CLAIM))) == (None, [])
        put(store, b"")
        store.verify("main", CLAIM, sha256, self.SEAL)

    def test_claims_and_tenants_never_share(self, store: OriginalStore) -> None:
        sha256 = put(store, PAPER).sha256
        assert list(store.names("main", OTHER)) == list(store.names("else", CLAIM)) == []
        for tenant, claim_id in [("main", OTHER), ("else", CLAIM)]:
            with pytest.raises(NotFound):
                store.open(tenant, claim_id, sha256, seal_of(claim_id))
        put(store, PAPER, claim_id=OTHER)
        assert sorted(store.claims("main")) == [CLAIM, OTHER] and list(store.claims("else")) == []

    def test_the_seal_of_another_claim_opens_nothing(self, store: OriginalStore) -> None:
        sha256 = put(store, PAPER).sha256
        with pytest.raises(OriginalDamaged):
            store.read("main", CLAIM, sha256, seal_of(OTHER))

    def test_what_is_not_there_is_not_found_at_once(self, store: OriginalStore) -> None:
        for ask in (store.open, store.read, store.verify):
            with pytest.raises(NotFound):
                ask("main", CLAIM, ABSENT, self.SEAL)
        with pytest.raises(NotFound):
            store.stored_at("main", CLAIM, ABSENT)

    @pytest.mark.parametrize(
        "part", ["", ".", "..", "../x", "a/b", "/etc", ".incoming", "A", "a\0", "赔案", "a" * 101, "a\n"]
    )
    def test_no_name_leads_out_of_the_store(self, store: OriginalStore, part: str) -> None:
        asks: list[Callable[[], object]] = [
            lambda: store.receive(part, CLAIM, self.SEAL),
            lambda: store.receive("main", part, self.SEAL),
            lambda: store.open(part, CLAIM, ABSENT, self.SEAL),
            lambda: store.open("main", part, ABSENT, self.SEAL),
            lambda: store.open("main", CLAIM, part, self.SEAL),
            lambda: store.stored_at("main", CLAIM, part),
            lambda: store.names("main", part),
            lambda: store.claims(part),
        ]
        for ask in asks:
            with pytest.raises(NotFound) as caught:
                ask()
            assert caught.value.message == "There is no original under that name."

    @pytest.mark.parametrize("place", [0, 4, 5, HEADER, HEADER + 10, -TAG, -1])
    def test_a_flipped_bit_is_found(self, store: OriginalStore, damage: Damage, place: int) -> None:
        sha256 = put(store, PAPER).sha256
        damage(sha256, lambda kept: flipped(place % len(kept))(kept))
        self.is_damaged(store, sha256)

    @pytest.mark.parametrize(
        "change", [lambda k: b"", lambda k: k[:-1], lambda k: k[:HEADER], lambda k: k + b"x"]
    )
    def test_bytes_cut_or_added_are_found(self, store: OriginalStore, damage: Damage, change: Change) -> None:
        sha256 = put(store, PAPER).sha256
        damage(sha256, change)
        self.is_damaged(store, sha256)

    def test_one_original_of_a_claim_put_in_the_place_of_another_is_found(
        self, store: OriginalStore, damage: Damage
    ) -> None:
        sha256, other = put(store, PAPER).sha256, put(store, b"another paper").sha256
        kept: dict[str, bytes] = {}
        damage(other, lambda sealed: kept.setdefault("other", sealed))
        damage(sha256, lambda _: kept["other"])
        self.is_damaged(store, sha256)
        assert list(store.open("main", CLAIM, other, self.SEAL)) == [b"another paper"]

    def test_a_damaged_last_chunk_is_never_given_out(self, store: OriginalStore, damage: Damage) -> None:
        sha256 = put(store, bytes(CHUNK), b"the end").sha256
        damage(sha256, flipped(HEADER + CHUNK + TAG))
        given = []
        with pytest.raises(OriginalDamaged):
            for chunk in store.open("main", CLAIM, sha256, self.SEAL):
                given.append(chunk)
        assert given in ([], [bytes(CHUNK)])

    def test_drafts_are_swept_when_nobody_wrote_to_them_for_long(self, store: OriginalStore) -> None:
        sha256 = put(store, PAPER).sha256
        left = store.receive("main", CLAIM, self.SEAL)
        assert store.sweep(dt.timedelta(hours=1)) == 0
        assert store.sweep(dt.timedelta(seconds=-1)) == 1
        assert store.sweep(dt.timedelta(seconds=-1)) == 0
        with pytest.raises(StoreUnavailable):
            left.commit()
        assert list(store.names("main", CLAIM)) == [sha256]

    def test_it_knows_when_an_original_came_in(self, store: OriginalStore) -> None:
        before = dt.datetime.now(dt.UTC)
        at = store.stored_at("main", CLAIM, put(store, PAPER).sha256)
        assert abs(at - before) < dt.timedelta(minutes=1) and at.tzinfo is dt.UTC

    def test_a_sound_store_says_so_and_has_room(self, store: OriginalStore) -> None:
        store.check()
        assert store.free_bytes() > 0
        assert list(store.claims("main")) == []

    def is_damaged(self, store: OriginalStore, sha256: str) -> None:
        for ask in (store.read, store.verify):
            with pytest.raises(OriginalDamaged) as caught:
                ask("main", CLAIM, sha256, self.SEAL)
            assert caught.value.code == "original_damaged" and sha256 in caught.value.message
