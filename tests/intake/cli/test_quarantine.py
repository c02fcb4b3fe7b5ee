"""`claims quarantine`: an operator sees what could not be read, without its name, and has it read again."""

import datetime as dt
import json
from pathlib import Path

import pytest

from storage.model.audit import AuditEntry
from storage.model.ids import IdKind, new_id
from storage.model.records import OutboxRow
from storage.model.submission import OriginalState, Submission
from storage.store import Store
from tests.intake.cli.running import Claims
from tests.storage.stores import NAME, a_claim, an_original
from workers.bootstrap import build
from workers.settings import Settings


@pytest.fixture
def store(claims: Claims, data: Path) -> Store:
    claims("db", "upgrade")
    return build(Settings.load()).store


@pytest.fixture
def quarantined(store: Store) -> str:
    """The id of an original whose every reading failed."""
    claim, submission_id = a_claim(), new_id(IdKind.SUBMISSION)
    original = an_original(claim.id, submission_id)
    with store.write() as uow:
        uow.claims.add(claim)
        sent = Submission(
            id=submission_id,
            tenant="main",
            claim_id=claim.id,
            way="link",
            received_at=uow.now,
            originals=(original.id,),
        )
        uow.submissions.add(sent, None, None)
        uow.originals.add(original)
        uow.originals.lease(original.id, "wrk_1", uow.now + dt.timedelta(minutes=1), 2)
        uow.originals.settle(original.id, "wrk_1", OriginalState.QUARANTINED, None, "image/jpeg")
    return original.id


def test_what_is_quarantined_is_listed_without_its_name(claims: Claims, quarantined: str) -> None:
    [row] = json.loads(claims("quarantine", "list", "--json").out)
    assert (row["id"], row["attempts"], row["size"]) == (quarantined, 1, 1234)
    shown = claims("quarantine", "list").out
    assert quarantined in shown and NAME not in shown


def test_a_retry_starts_anew_and_stands_in_the_chain(claims: Claims, store: Store, quarantined: str) -> None:
    ran = claims("quarantine", "retry", quarantined)
    assert ran.status == 0 and quarantined in ran.err
    with store.read() as uow:
        original = uow.originals.get(quarantined)
        entry: AuditEntry = uow.audit.of_claim(original.claim_id)[-1]
        waiting: list[OutboxRow] = uow.outbox.take(uow.now + dt.timedelta(seconds=1), 10)
    assert (original.state, original.attempts) == (OriginalState.RECEIVED, 0)
    assert (entry.action, entry.actor, entry.subject) == ("original.retried", "operator", quarantined)
    assert ("read_original", quarantined) in {(row.step, row.subject) for row in waiting}
    assert json.loads(claims("quarantine", "list", "--json").out) == []


def test_what_is_not_quarantined_cannot_be_retried(claims: Claims, quarantined: str) -> None:
    claims("quarantine", "retry", quarantined)
    again = claims("quarantine", "retry", quarantined)
    assert again.status == 1 and "is received" in again.err
