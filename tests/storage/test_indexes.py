"""What pages and relays ask all the time is found by an index, however much there is."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from storage.model.claim import ClaimState
from storage.model.records import MessageState
from storage.model.sighting import Mark, MarkKind
from storage.model.submission import OriginalState
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from tests.storage.life import Life, live

A_MARK = Mark(kind=MarkKind.BILL, text="31060126|0012345678", original_id="org_1")

ASKED: dict[str, Callable[[UnitOfWork, Life], object]] = {
    "outbox.take": lambda uow, _: uow.outbox.take(uow.now, 9),
    "claims.get": lambda uow, life: uow.claims.get(life.claim),
    "claims.page": lambda uow, life: uow.claims.page(life.claim, 9),
    "claims.page of a state": lambda uow, _: uow.claims.page(None, 9, ClaimState.OPEN),
    "claims.by_reference": lambda uow, _: uow.claims.by_reference("A-1"),
    "submissions.by_key": lambda uow, life: uow.submissions.by_key(life.claim, "key-1"),
    "originals.of_claim": lambda uow, life: uow.originals.of_claim(life.claim),
    "originals.by_sha256": lambda uow, life: uow.originals.by_sha256(life.claim, "ab"),
    "originals.next_number": lambda uow, life: uow.originals.next_number(life.claim),
    "originals.in_state": lambda uow, _: uow.originals.in_state(OriginalState.QUARANTINED, 9),
    "originals.stuck": lambda uow, _: uow.originals.stuck(uow.now, 9),
    "documents.of_claim": lambda uow, life: uow.documents.of_claim(life.claim),
    "readings.of_claim": lambda uow, life: uow.readings.of_claim(life.claim),
    "readings.of_original": lambda uow, life: uow.readings.of_original(life.read),
    "assessments.latest": lambda uow, life: uow.assessments.latest(life.claim),
    "assessments.complete_since": lambda uow, life: uow.assessments.complete_since(life.claim),
    "submissions.first_at": lambda uow, life: uow.submissions.first_at(life.claim),
    "messages.in_force": lambda uow, life: uow.messages.in_force(life.claim),
    "messages.in_state": lambda uow, _: uow.messages.in_state(MessageState.HELD, 9),
    "messages.rows_of_claim": lambda uow, life: uow.messages.rows_of_claim(life.claim),
    "clocks.of_claims": lambda uow, life: uow.clocks.of_claims([life.claim]),
    "events.last_at": lambda uow, life: uow.events.last_at(life.claim, ["claim.closed"]),
    "consents.latest": lambda uow, life: uow.consents.latest(life.claim),
    "cannots.of_claim": lambda uow, life: uow.cannots.of_claim(life.claim),
    "look_ups.of_claim": lambda uow, life: uow.look_ups.of_claim(life.claim),
    "look_ups.due": lambda uow, _: uow.look_ups.due(uow.now, 9),
    "events.after": lambda uow, _: uow.events.after(3, 9),
    "events.after of a claim": lambda uow, life: uow.events.after(3, 9, life.claim),
    "audit.of_claim": lambda uow, life: uow.audit.of_claim(life.claim),
    "marks.elsewhere": lambda uow, life: uow.marks.elsewhere(life.claim, [A_MARK]),
    "audit.head": lambda uow, life: uow.audit.head(life.claim),
    "idempotency.get": lambda uow, _: uow.idempotency.get("POST /claims", "k"),
    "keys.get": lambda uow, life: uow.keys.get(life.key),
}


@pytest.mark.parametrize("asked", ASKED)
def test_no_table_is_read_from_end_to_end(store: Store, asked: str) -> None:
    with store.write() as uow:
        life = live(uow)
    plans = _plans(store, lambda uow: ASKED[asked](uow, life))
    assert plans
    assert [step for step in plans if step.startswith("SCAN")] == []


def test_the_oldest_step_and_the_next_event_need_no_sorting(store: Store) -> None:
    for ask in (lambda uow: uow.outbox.take(uow.now, 9), lambda uow: uow.events.after(0, 9)):
        assert [step for step in _plans(store, ask) if "TEMP B-TREE" in step] == []


def test_a_scan_would_be_seen(store: Store) -> None:
    with store.database.read() as connection:
        plan = connection.exec_driver_sql("EXPLAIN QUERY PLAN SELECT * FROM outbox WHERE trace = 'x'")
        assert [row[3] for row in plan] == ["SCAN outbox"]


def _plans(store: Store, ask: Callable[[UnitOfWork], object]) -> list[str]:
    """How SQLite would go about every query that is asked."""
    said: list[tuple[str, object]] = []

    def hear(_c: object, _cursor: object, statement: str, parameters: object, *_rest: object) -> None:
        said.append((statement, parameters))

    sa.event.listen(store.database._readers, "before_cursor_execute", hear)
    with store.read() as uow:
        ask(uow)
    sa.event.remove(store.database._readers, "before_cursor_execute", hear)
    with store.database.read() as connection:
        return [
            str(row[3])
            for statement, parameters in said
            if statement.startswith("SELECT")
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[arg-type]
        ]
