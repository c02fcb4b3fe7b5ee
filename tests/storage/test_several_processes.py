"""Several processes on one database at once, as workers and API are."""

import subprocess
import sys
from pathlib import Path

from storage.model.audit import GENESIS, digest_of
from storage.model.submission import OriginalState
from storage.store import Store
from tests.storage.stores import put_claim, put_originals
from tests.tree import ROOT

ORIGINALS = 30


def test_rivals_share_the_work_and_nothing_is_done_twice(store: Store, tmp_path: Path) -> None:
    with store.write() as uow:
        claim = put_claim(uow)
        put_originals(uow, claim.id, ORIGINALS)
    command = [sys.executable, "-m", "tests.storage.rival", str(tmp_path)]
    rivals = [
        subprocess.Popen(
            [*command, f"wrk_{number}"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for number in range(2)
    ]
    said = [rival.communicate() for rival in rivals]
    assert [error for _, error in said] == ["", ""]
    done = [int(count) for count, _ in said]
    assert sum(done) == ORIGINALS
    with store.read() as uow:
        assert len(uow.originals.in_state(OriginalState.READ, 1000)) == ORIGINALS
        assert len({paper.id for paper in uow.documents.of_claim(claim.id)}) == 2 * ORIGINALS
        assert uow.claims.get(claim.id).revision == ORIGINALS
        assert len(uow.outbox.take(uow.now.replace(year=2100), 1000)) == ORIGINALS
        chain = uow.audit.of_claim(claim.id)
        head = uow.audit.head(claim.id)
        assert len(uow.events.after(0, 1000)) == ORIGINALS
    assert [entry.seq for entry in chain] == list(range(1, 2 * ORIGINALS + 1))
    assert [entry.previous for entry in chain] == [GENESIS, *(entry.digest for entry in chain[:-1])]
    assert all(entry.digest == digest_of(entry) for entry in chain)
    assert head is not None
    assert head.head.seq == 2 * ORIGINALS
