"""One transaction of one tenant: whole or not at all, apart from the others, and sealed."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from storage.errors import NotFound
from storage.model.ids import IdKind, new_id
from storage.model.submission import OriginalState
from storage.store import Store
from storage.tables import metadata
from storage.unit_of_work import UnitOfWork
from tests.storage.life import Life, a_look_up, live, look
from tests.storage.stores import NAME, START, Clock, a_message, a_reading, an_assessment, copy_of

PHONE = "13900000000"


@pytest.fixture
def life(store: Store, clock: Clock) -> Life:
    with store.write() as uow:
        found = live(uow)
    clock.move(days=1)
    with store.write() as uow:
        uow.roots.make(START.date())
    return found


def test_every_table_has_been_used(store: Store, life: Life) -> None:
    with store.database.read() as connection:
        counts = {
            name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar()
            for name, table in metadata.tables.items()
        }
    assert [name for name, count in counts.items() if not count] == []
    with store.read() as uow:
        assert all(look(uow, life))


@pytest.mark.parametrize("name", sorted(metadata.tables))
def test_what_is_rolled_back_leaves_nothing(store: Store, name: str) -> None:
    with pytest.raises(RuntimeError, match="half-way"), store.write() as uow:
        live(uow)
        raise RuntimeError("half-way")
    with store.database.read() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(metadata.tables[name])).scalar() == 0


def test_another_tenant_sees_nothing(store: Store, life: Life) -> None:
    with store.read("other") as uow:
        assert [found for found in look(uow, life) if found] == []


@pytest.mark.parametrize(
    "act",
    [
        lambda uow, life: uow.claims.get(life.claim),
        lambda uow, life: uow.claims.bump(life.claim),
        lambda uow, life: uow.claims.seal(life.claim),
        lambda uow, life: uow.originals.get(life.read),
        lambda uow, life: uow.originals.next_number(life.claim),
        lambda uow, life: uow.originals.lease(life.read, "a", START, 2),
        lambda uow, life: uow.originals.exhausted(life.read, START),
        lambda uow, life: uow.originals.settle(life.read, None, OriginalState.READ, a_reading(), ""),
        lambda uow, life: uow.originals.retry(life.quarantined),
        lambda uow, life: uow.documents.get(life.document),
        lambda uow, life: uow.documents.withdraw(life.document, START),
        lambda uow, life: uow.readings.of_original(life.read),
        lambda uow, life: uow.assessments.add(life.claim, 9, an_assessment(), START),
        lambda uow, life: uow.messages.get(life.message),
        lambda uow, life: uow.messages.add(life.claim, "asm_1", a_message(), START),
        lambda uow, life: uow.consents.add(life.claim, "1", "operator", START, {}),
        lambda uow, life: uow.cannots.add(life.claim, "fee_list", None, None, "", START),
        lambda uow, life: uow.look_ups.keep(a_look_up(life.claim)),
        lambda uow, life: uow.audit.append(life.claim, "operator", "page.viewed", life.claim),
        lambda uow, life: uow.events.add(life.claim, "claim.closed", {}),
        lambda uow, life: uow.keys.get(life.key),
        lambda uow, life: uow.keys.revoke(life.key, START),
    ],
)
def test_another_tenants_thing_is_told_exactly_like_one_that_is_not_there(
    store: Store, life: Life, act: Callable[[UnitOfWork, Life], object]
) -> None:
    nowhere = Life(
        claim=new_id(IdKind.CLAIM),
        submission=new_id(IdKind.SUBMISSION),
        read=new_id(IdKind.ORIGINAL),
        quarantined=new_id(IdKind.ORIGINAL),
        document=new_id(IdKind.DOCUMENT),
        message=new_id(IdKind.MESSAGE),
        key=new_id(IdKind.KEY),
    )
    told = []
    for tenant, whose in (("other", life), ("main", nowhere)):
        with store.write(tenant) as uow, pytest.raises(NotFound) as refused:
            act(uow, whose)
        told.append(re.sub(r"_[0-9a-z]{26}", "", str(refused.value)))
    assert told[0] == told[1]


def test_another_tenant_may_have_the_same_references_and_changes_nothing_here(store: Store, life: Life) -> None:
    with store.read() as uow:
        before = look(uow, life)
    with store.write("other") as uow:
        other = live(uow)
        uow.outbox.sent([row.id for row in uow.outbox.take(uow.now, 9)])
        uow.outbox.sent([1, 2, 3])
        assert uow.roots.make(START.date()) is None
    with store.read() as uow:
        assert look(uow, life) == before
    with store.read("other") as uow:
        assert [claim.id for claim in uow.claims.page(None, 9)] == [other.claim]


@contextmanager
def _statements(store: Store) -> Iterator[list[str]]:
    said: list[str] = []

    def hear(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    engines = (store.database._writers, store.database._readers)
    for engine in engines:
        sa.event.listen(engine, "before_cursor_execute", hear)
    yield said
    for engine in engines:
        sa.event.remove(engine, "before_cursor_execute", hear)


def test_every_statement_names_the_tenant(store: Store, clock: Clock) -> None:
    with _statements(store) as said:
        with store.write() as uow:
            found = live(uow)
        clock.move(days=1)
        with store.write() as uow:
            uow.roots.make(START.date())
            uow.outbox.sent([1])
        with store.read() as uow:
            look(uow, found)
            uow.originals.exhausted(found.read, START)
    ours = [statement for statement in said if not statement.startswith(("BEGIN", "PRAGMA"))]
    assert len(ours) > 100
    without = [
        statement
        for statement in ours
        if not re.search(r"\.tenant = \?|INSERT INTO \w+ \([^)]*\btenant\b", statement)
    ]
    assert without == []


def test_what_a_person_or_a_paper_says_is_not_in_the_files(store: Store, life: Life, tmp_path: Path) -> None:
    with store.read() as uow:
        assert NAME in str(look(uow, life))
    written = store.database.path.read_bytes() + Path(f"{store.database.path}-wal").read_bytes()
    written += copy_of(store, tmp_path).read_bytes()
    assert life.claim.encode() in written
    for text in (NAME, PHONE, "请补充材料", "439.94"):
        for form in (text.encode(), text.encode("utf-16-le"), ascii(text).strip("'").encode()):
            assert form not in written


def test_what_is_kept_as_bytes_is_sealed_and_no_two_are_alike(store: Store, life: Life, tmp_path: Path) -> None:
    connection = sqlite3.connect(copy_of(store, tmp_path))
    sealed = [
        value
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, sa.LargeBinary)
        for (value,) in connection.execute(f"SELECT {column.name} FROM {table.name}")
        if value is not None
    ]
    connection.close()
    assert len(sealed) > 15
    assert len(set(sealed)) == len(sealed)


def test_the_moment_of_a_unit_is_one(store: Store, clock: Clock) -> None:
    with store.write() as uow:
        before = uow.now
        clock.move(seconds=5)
        assert uow.now == before == START
