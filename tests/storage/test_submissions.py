"""Submissions and the requests that brought them."""

import pytest

from storage.errors import Conflict, NotFound
from storage.model.ids import IdKind, new_id
from storage.model.submission import Submission
from storage.store import Store
from tests.storage.stores import START, put_claim


def _submission(claim_id: str) -> Submission:
    return Submission(
        id=new_id(IdKind.SUBMISSION),
        tenant="main",
        claim_id=claim_id,
        way="link",
        received_at=START,
        originals=("org_2", "org_1"),
    )


def test_a_submission_is_found_by_its_claim_and_by_its_key(store: Store) -> None:
    with store.write() as uow:
        claim = put_claim(uow)
        keyed, plain = _submission(claim.id), _submission(claim.id)
        uow.submissions.add(keyed, "key-1", "digest-1")
        uow.submissions.add(plain, None, None)
    with store.read() as uow:
        assert uow.submissions.by_key(claim.id, "key-1") == (keyed, "digest-1")
        assert uow.submissions.by_key(claim.id, "key-2") is None
        assert uow.submissions.of_claim(claim.id) == sorted((keyed, plain), key=lambda one: one.id)


def test_a_key_is_used_once_in_a_claim_and_freely_in_another(store: Store) -> None:
    with store.write() as uow:
        claim, other = put_claim(uow), put_claim(uow)
        uow.submissions.add(_submission(claim.id), "key-1", "digest-1")
        uow.submissions.add(_submission(other.id), "key-1", "digest-1")
        with pytest.raises(Conflict):
            uow.submissions.add(_submission(claim.id), "key-1", "digest-1")
        uow.submissions.add(_submission(claim.id), None, None)


def test_a_submission_needs_its_claim(store: Store) -> None:
    with store.write() as uow, pytest.raises(NotFound):
        uow.submissions.add(_submission(new_id(IdKind.CLAIM)), None, None)
