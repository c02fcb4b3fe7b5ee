"""What was found of a claim, and what its customer was told."""

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest

from storage.errors import NotFound
from storage.messages import Composing
from storage.model.ids import IdKind, new_id
from storage.model.records import MessageCause, MessageState, StoredMessage
from storage.model.serial import assessment_to_data
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from tests.storage.life import a_clock
from tests.storage.stores import NAME, START, a_message, an_assessment, put_claim

LATER = START + dt.timedelta(hours=1)


def _assessed(uow: UnitOfWork) -> tuple[str, str]:
    claim = put_claim(uow)
    id = uow.assessments.add(claim.id, uow.claims.bump(claim.id), an_assessment(), START)
    assert id is not None
    return claim.id, id


def test_a_revision_is_assessed_once_and_assessments_are_numbered(store: Store) -> None:
    with store.write() as uow:
        claim_id, first = _assessed(uow)
        assert uow.assessments.add(claim_id, 1, an_assessment(), LATER) is None
        second = uow.assessments.add(claim_id, 5, an_assessment(), LATER)
        third = uow.assessments.add(claim_id, 2, an_assessment(), LATER)
        latest = uow.assessments.latest(claim_id)
    assert latest is not None
    assert None not in (first, second, third)
    assert (latest.id, latest.number, latest.revision, latest.at) == (third, 3, 2, LATER)


def test_an_assessment_is_kept_as_the_contracts_json_and_what_the_page_shows(store: Store) -> None:
    with store.write() as uow:
        claim_id, _ = _assessed(uow)
    with store.read() as uow:
        latest = uow.assessments.latest(claim_id)
        assert uow.assessments.latest(new_id(IdKind.CLAIM)) is None
    assert latest is not None
    assert latest.data == assessment_to_data(an_assessment()) | {
        "deficiencies": [
            {"key": "fee_list", "person": "insured", "scope": "claim", "name": "清单", "lines": ["一", "二"]}
        ],
        "received": ["身份证"],
        "under_review": ["发票"],
        "verdicts": {"doc_1": {"tone": "fine", "text": "看清了", "tip": NAME}},
    }


def test_a_newer_message_supersedes_those_that_are_not_out(store: Store) -> None:
    with store.write() as uow:
        claim_id, assessment_id = _assessed(uow)

        def add() -> StoredMessage:
            return uow.messages.add(claim_id, assessment_id, a_message(), START)

        sent = add()
        assert uow.messages.mark(sent.id, MessageState.COMPOSED, MessageState.SENT, LATER)
        failed = add()
        assert uow.messages.mark(failed.id, MessageState.COMPOSED, MessageState.FAILED, LATER)
        composed = add()
        last = add()
        found = uow.messages.of_claim(claim_id)
        assert uow.messages.in_force(claim_id) == last
    assert [stored.number for stored in found] == [1, 2, 3, 4]
    assert [stored.state for stored in found] == [
        MessageState.SENT,
        MessageState.SUPERSEDED,
        MessageState.SUPERSEDED,
        MessageState.COMPOSED,
    ]
    assert found[0] == replace(sent, state=MessageState.SENT, sent_at=LATER)
    assert found[2].id == composed.id


def test_a_message_comes_back_as_it_was_composed(store: Store) -> None:
    with store.write() as uow:
        claim_id, assessment_id = _assessed(uow)
        made = uow.messages.add(claim_id, assessment_id, a_message("一张清单"), LATER)
    with store.read() as uow:
        assert uow.messages.get(made.id) == made
    assert made.message == a_message("一张清单")
    assert (made.claim_id, made.assessment_id, made.composed_at) == (claim_id, assessment_id, LATER)


def test_whoever_marks_first_wins(store: Store) -> None:
    with store.write() as uow:
        claim_id, assessment_id = _assessed(uow)
        made = uow.messages.add(claim_id, assessment_id, a_message(), START)
        assert uow.messages.mark(made.id, MessageState.COMPOSED, MessageState.SENT, START)
        assert not uow.messages.mark(made.id, MessageState.COMPOSED, MessageState.FAILED, LATER)
        assert uow.messages.mark(made.id, MessageState.SENT, MessageState.DELIVERED, LATER)
        found = uow.messages.get(made.id)
        assert (found.state, found.sent_at) == (MessageState.DELIVERED, START)
        with pytest.raises(NotFound):
            uow.messages.mark(new_id(IdKind.MESSAGE), MessageState.COMPOSED, MessageState.SENT, START)


def test_a_held_message_is_not_in_force_and_is_let_go_once(store: Store) -> None:
    with store.write() as uow:
        claim_id, assessment_id = _assessed(uow)
        assert uow.messages.in_force(claim_id) is None
        out = uow.messages.add(claim_id, assessment_id, a_message(), START)
        uow.messages.mark(out.id, MessageState.COMPOSED, MessageState.SENT, START)
        late = Composing(cause=MessageCause.OUR_MISS, asks=2, is_held=True)
        held = uow.messages.add(claim_id, assessment_id, a_message(), LATER, late)
        assert (held.state, held.cause, held.asks) == (MessageState.HELD, MessageCause.OUR_MISS, 2)
        assert uow.messages.in_force(claim_id) == uow.messages.get(out.id)
        assert [row.id for row in uow.messages.in_state(MessageState.HELD, 9)] == [held.id]
        assert not uow.messages.mark(held.id, MessageState.COMPOSED, MessageState.SENT, LATER)
        assert uow.messages.release(held.id, "key:key_1", NAME, LATER)
        assert not uow.messages.release(held.id, "key:key_2", NAME, LATER)
        found = uow.messages.in_force(claim_id)
    assert found is not None
    assert (found.id, found.state, found.released_by) == (held.id, MessageState.COMPOSED, "key:key_1")


def test_rows_of_messages_are_known_without_opening_their_words(store: Store) -> None:
    with store.write() as uow:
        claim_id, assessment_id = _assessed(uow)
        made = uow.messages.add(claim_id, assessment_id, a_message(), START)
        uow.messages.answered(made.id, LATER)
        uow.messages.answered(made.id, LATER + dt.timedelta(hours=1))
        (row,) = uow.messages.rows_of_claim(claim_id)
        assert (row.id, row.answered_at, row.cause) == (made.id, LATER, None)


def test_complete_since_is_when_it_was_first_found_so_and_stayed_so(store: Store) -> None:
    with store.write() as uow:
        claim_id = put_claim(uow).id
        since = []
        for revision, is_complete in enumerate((True, False, True, True), 1):
            one = replace(an_assessment(), is_complete=is_complete)
            uow.assessments.add(claim_id, revision, one, START + dt.timedelta(hours=revision))
            since.append(uow.assessments.complete_since(claim_id))
    first, third = START + dt.timedelta(hours=1), START + dt.timedelta(hours=3)
    assert since == [first, None, third, third]


def test_clocks_are_counted_by_the_state_they_are_in_now(store: Store) -> None:
    with store.write() as uow:
        for changes in (
            {},
            {"is_paused": True},
            {"stopped_at": START},
            {"stopped_at": START + dt.timedelta(days=6)},
        ):
            claim_id = put_claim(uow).id
            for clock in ("decision", "first_feedback"):
                uow.clocks.keep(a_clock(claim_id, clock=clock, **changes))
        days = [START + dt.timedelta(days=day) for day in (1, 4, 6)]
        seen = [uow.clocks.counted(now) for now in days]
        kept = uow.clocks.of_claims([claim.id for claim in uow.claims.page(None, 9)])
        assert uow.clocks.lanes() == {"death": 2}
    for counted, now, running in zip(seen, days, ("running", "near", "over"), strict=True):
        assert counted == Counter((row.clock, row.state_at(now)) for row in kept)
        assert counted == {
            (clock, state): 1
            for clock in ("decision", "first_feedback")
            for state in (running, "paused", "met", "missed")
        }


def test_a_message_needs_an_assessment_of_its_claim(store: Store) -> None:
    with store.write() as uow:
        claim_id, _ = _assessed(uow)
        _, of_another = _assessed(uow)
        for asked in ((claim_id, of_another), (new_id(IdKind.CLAIM), of_another)):
            with pytest.raises(NotFound):
                uow.messages.add(*asked, a_message(), START)
        with pytest.raises(NotFound):
            uow.assessments.add(new_id(IdKind.CLAIM), 1, an_assessment(), START)
