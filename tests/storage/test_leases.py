"""Leases under any order of events: one reader at a time, counted attempts, and one end."""

import datetime as dt
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from storage.model.submission import OriginalState
from tests.storage.stores import START, Clock, a_reading, open_store, put_claim, put_originals

MOST = 2
owners = st.sampled_from(["a", "b", "c"])
seconds = st.integers(1, 50)


class Leases(RuleBasedStateMachine):
    """One original, three readers that come, go and fall silent, and a clock; beside it what must hold."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = Clock()
        self.store = open_store(Path(self.folder.name), self.clock)
        with self.store.write() as uow:
            self.claim = put_claim(uow).id
            self.id = put_originals(uow, self.claim)[0].id
        self.holder: str | None = None
        self.until = START
        self.attempts = 0
        self.state = OriginalState.RECEIVED
        self.documents = 0

    @property
    def is_free(self) -> bool:
        return not self.state.is_settled and (self.holder is None or self.until <= self.clock.now)

    @rule(by=st.integers(1, 90))
    def time_passes(self, by: int) -> None:
        self.clock.move(seconds=by)

    @rule(owner=owners, length=seconds)
    def lease(self, owner: str, length: int) -> None:
        until = self.clock.now + dt.timedelta(seconds=length)
        with self.store.write() as uow:
            got = uow.originals.lease(self.id, owner, until, MOST)
        assert (got is not None) == (self.is_free and self.attempts < MOST)
        if got is not None:
            self.holder, self.until, self.state = owner, until, OriginalState.READING
            self.attempts += 1

    @rule(owner=owners, length=seconds)
    def renew(self, owner: str, length: int) -> None:
        until = self.clock.now + dt.timedelta(seconds=length)
        with self.store.write() as uow:
            kept = uow.originals.renew(self.id, owner, until)
        assert kept == (self.holder == owner)
        self.until = until if kept else self.until

    @rule(owner=owners, counted=st.booleans())
    def give_back(self, owner: str, counted: bool) -> None:
        with self.store.write() as uow:
            given = uow.originals.give_back(self.id, owner, counted=counted)
        assert given == (self.holder == owner)
        if given:
            self.holder, self.state = None, OriginalState.RECEIVED
            self.attempts -= 0 if counted else 1

    @rule(owner=owners | st.none(), papers=st.integers(0, 2))
    def settle(self, owner: str | None, papers: int) -> None:
        state = OriginalState.QUARANTINED if owner is None else OriginalState.READ
        with self.store.write() as uow:
            done = uow.originals.settle(self.id, owner, state, a_reading(papers), "image/png")
        assert done == (self.is_free if owner is None else self.holder == owner)
        if done:
            self.holder, self.state, self.documents = None, state, papers

    @precondition(lambda self: self.state is OriginalState.QUARANTINED)
    @rule()
    def retry(self) -> None:
        with self.store.write() as uow:
            uow.originals.retry(self.id)
        self.state, self.attempts, self.documents = OriginalState.RECEIVED, 0, 0

    @invariant()
    def what_is_kept_is_what_must_hold(self) -> None:
        with self.store.read() as uow:
            kept = uow.originals.get(self.id)
            reading = uow.readings.of_original(self.id)
            assert len(uow.documents.of_claim(self.claim)) == self.documents
            exhausted = uow.originals.exhausted(self.id, self.clock.now)
            stuck = uow.originals.stuck(self.clock.now, 9, older_than=0)
        assert (kept.state, kept.attempts, kept.lease_owner) == (self.state, self.attempts, self.holder)
        assert (reading is not None) == self.state.is_settled
        assert exhausted == (self.is_free and self.attempts >= MOST)
        assert bool(stuck) == self.is_free

    def teardown(self) -> None:
        self.store.database.close()
        self.folder.cleanup()


TestLeases = Leases.TestCase
TestLeases.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
