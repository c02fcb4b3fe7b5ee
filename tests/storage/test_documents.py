"""Readings and the documents in them."""

import datetime as dt
from dataclasses import replace

import pytest

from storage.errors import Conflict, NotFound
from storage.model.ids import IdKind, is_id, new_id
from storage.model.submission import Original, OriginalState
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from tests.storage.stores import START, a_reading, put_claim, put_originals


def _settled(uow: UnitOfWork, original: Original, papers: int) -> None:
    uow.originals.lease(original.id, "a", START + dt.timedelta(minutes=1), 2)
    assert uow.originals.settle(original.id, "a", OriginalState.READ, a_reading(papers), "image/png")


def test_documents_get_their_outer_identifiers_when_they_are_kept(store: Store) -> None:
    with store.write() as uow:
        original = put_originals(uow, put_claim(uow).id)[0]
        _settled(uow, original, 3)
    with store.read() as uow:
        found = uow.documents.of_claim(original.claim_id)
        assert [uow.documents.get(stored.id) for stored in found] == found
    assert len({stored.id for stored in found}) == 3
    for stored, made in zip(found, a_reading(3).documents, strict=True):
        assert is_id(stored.id, IdKind.DOCUMENT)
        assert stored.document == replace(made, id=stored.id)
        assert (stored.claim_id, stored.original_id) == (original.claim_id, original.id)


def test_readings_come_in_the_order_of_their_originals_whoever_was_read_first(store: Store) -> None:
    with store.write() as uow:
        claim = put_claim(uow)
        first, second, third = put_originals(uow, claim.id, 3)
        _settled(uow, third, 1)
        _settled(uow, first, 2)
    with store.read() as uow:
        found = uow.readings.of_claim(claim.id)
        papers = uow.documents.of_claim(claim.id)
        assert uow.readings.of_original(third.id) == found[1]
        assert uow.readings.of_original(second.id) is None
    assert [stored.original.id for stored in found] == [first.id, third.id]
    assert [stored.original.state for stored in found] == [OriginalState.READ] * 2
    assert [document for stored in found for document in stored.reading.documents] == [
        stored.document for stored in papers
    ]
    assert found[0].reading == a_reading(2, file=first.name, documents=found[0].reading.documents)


def test_a_withdrawn_document_leaves_the_reading_and_stays_on_file(store: Store) -> None:
    with store.write() as uow:
        original = put_originals(uow, put_claim(uow).id)[0]
        _settled(uow, original, 2)
        wrong, right = uow.documents.of_claim(original.claim_id)
        uow.documents.withdraw(wrong.id, START)
        uow.documents.withdraw(wrong.id, START + dt.timedelta(days=1))
        assert uow.documents.get(wrong.id) == replace(wrong, withdrawn_at=START)
        assert uow.documents.get(right.id) == right
        (reading,) = uow.readings.of_claim(original.claim_id)
        assert reading.reading.documents == (right.document,)
        uow.documents.reinstate(wrong.id)
        assert uow.documents.of_claim(original.claim_id) == [wrong, right]
        assert len(uow.documents.of_claim(original.claim_id)) == 2


def test_an_original_has_one_reading(store: Store) -> None:
    with store.write() as uow:
        original = put_originals(uow, put_claim(uow).id)[0]
        _settled(uow, original, 1)
        with pytest.raises(Conflict):
            uow.readings.keep(original, a_reading())


def test_what_is_not_there_is_not_found(store: Store) -> None:
    with store.write() as uow:
        with pytest.raises(NotFound):
            uow.documents.get(new_id(IdKind.DOCUMENT))
        with pytest.raises(NotFound):
            uow.documents.withdraw(new_id(IdKind.DOCUMENT), START)
        with pytest.raises(NotFound):
            uow.readings.of_original(new_id(IdKind.ORIGINAL))
        assert uow.documents.of_claim(new_id(IdKind.CLAIM)) == []
        assert uow.readings.of_claim(new_id(IdKind.CLAIM)) == []
