"""Steps to be taken and things that happened: neither is lost, both keep their order."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from storage.errors import NotFound
from storage.model.ids import IdKind, new_id
from storage.store import Store
from tests.storage.stores import START, Clock, put_claim

HOUR = dt.timedelta(hours=1)


def test_what_is_due_comes_in_order_and_stays_until_it_was_sent(store: Store) -> None:
    with store.write() as uow:
        uow.outbox.add("compose_message", "clm_1", "trc_1", START + HOUR)
        uow.outbox.add("read_original", "org_1", "trc_1")
        uow.outbox.add("read_original", "org_2", "trc_2")
    with store.read() as uow:
        found = uow.outbox.take(START, 9)
        assert uow.outbox.take(START, 9) == found
        assert uow.outbox.take(START, 1) == found[:1]
        assert uow.outbox.take(START - HOUR, 9) == []
        late = uow.outbox.take(START + HOUR, 9)
    assert [(row.step, row.subject, row.trace, row.not_before) for row in found] == [
        ("read_original", "org_1", "trc_1", None),
        ("read_original", "org_2", "trc_2", None),
    ]
    assert [row.subject for row in late] == ["org_1", "org_2", "clm_1"]
    assert late[2].not_before == START + HOUR
    with store.write() as uow:
        uow.outbox.sent([row.id for row in found])
        uow.outbox.sent([row.id for row in found])
        uow.outbox.sent([])
        assert uow.outbox.take(START + HOUR, 9) == late[2:]


def test_a_number_that_was_sent_is_never_given_again(store: Store) -> None:
    numbers = []
    for _ in range(3):
        with store.write() as uow:
            uow.outbox.add("read_original", "org_1", "trc_1")
            (row,) = uow.outbox.take(uow.now, 9)
            uow.outbox.sent([row.id])
        numbers.append(row.id)
    assert numbers == sorted(set(numbers))


def test_several_relays_at_once_lose_nothing(store: Store) -> None:
    def add(number: int) -> None:
        with store.write() as uow:
            uow.outbox.add("read_original", f"org_{number}", "trc_1")

    def relay(_: int) -> list[str]:
        with store.read() as uow:
            rows = uow.outbox.take(uow.now, 7)
        with store.write() as uow:
            uow.outbox.sent([row.id for row in rows])
        return [row.subject for row in rows]

    with ThreadPoolExecutor(6) as pool:
        added = [pool.submit(add, number) for number in range(60)]
        sent = [subject for rows in pool.map(relay, range(40)) for subject in rows]
        for one in added:
            one.result()
    sent += [subject for turn in range(9) for subject in relay(turn)]
    assert set(sent) == {f"org_{number}" for number in range(60)}
    with store.read() as uow:
        assert uow.outbox.take(uow.now, 9) == []


def test_events_are_read_by_a_cursor_that_only_grows(store: Store, clock: Clock) -> None:
    with store.write() as uow:
        claim, other = put_claim(uow), put_claim(uow)
        uow.events.add(claim.id, "submission.received", {"originals": 2})
        uow.events.add(other.id, "submission.received", {})
    clock.move(seconds=1)
    with store.write() as uow:
        uow.events.add(claim.id, "message.composed", {"message": "msg_1"})
    with store.read() as uow:
        found = uow.events.after(0, 9)
        assert uow.events.after(found[0].seq, 1) == found[1:2]
        assert uow.events.after(0, 9, claim.id) == [found[0], found[2]]
        assert uow.events.after(found[2].seq, 9) == []
    assert [event.seq for event in found] == sorted({event.seq for event in found})
    assert (found[2].kind, found[2].at, found[2].data) == (
        "message.composed",
        clock.now,
        {"message": "msg_1"},
    )


def test_an_event_needs_its_claim(store: Store) -> None:
    with store.write() as uow, pytest.raises(NotFound):
        uow.events.add(new_id(IdKind.CLAIM), "claim.closed", {})
