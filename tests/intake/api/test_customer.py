"""What a claimant can do with a link: see the list, answer, say what cannot be got, set a photo aside, finish."""

import datetime as dt

import pytest

from storage.model.checklist import Assessment
from storage.model.claim import ClaimType
from storage.model.records import StoredDocument
from storage.model.submission import OriginalState
from tests.intake.api.house import House, sent
from tests.storage.stores import a_message, a_reading, an_assessment, put_claim, put_originals
from validators.assess import assess
from validators.facts.known import Facts


def test_the_list_is_empty_before_and_told_after_the_first_assessment(house: House) -> None:
    claim_id = house.opened()
    link = house.caller(house.link(claim_id))
    empty = link.get(f"/v1/claims/{claim_id}/checklist").json()
    assert (empty["number"], empty["complete"], empty["items"]) == (None, False, [])
    _assess(house, claim_id, an_assessment())
    told = link.get(f"/v1/claims/{claim_id}/checklist").json()
    assert (told["number"], told["is_current"], told["received"]) == (1, True, ["身份证"])
    assert told["deficiencies"][0]["key"] == "fee_list"


def test_answers_become_facts_and_close_the_question(house: House) -> None:
    claim_id = house.opened()
    _assess(house, claim_id, _asking())
    link = house.caller(house.link(claim_id))
    asked = link.get(f"/v1/claims/{claim_id}/questions").json()["questions"]
    assert "event.cause" in [question["key"] for question in asked]
    answer = link.post(f"/v1/claims/{claim_id}/answers", json={"answers": {"event.cause": "生病"}})
    assert answer.status_code == 202
    assert "event.cause" not in [question["key"] for question in answer.json()["questions"]]
    with house.store.read() as uow:
        claim, entry = uow.claims.get(claim_id), uow.audit.of_claim(claim_id)[-1]
    assert (claim.facts, claim.revision) == ({"event.cause": "disease"}, 1)
    assert (entry.action, entry.details) == ("answer.given", {"names": "event.cause"})
    assert house.steps()[-1] == ("assess_claim", claim_id)


@pytest.mark.parametrize("answers", [{}, {"event.cause": "也许"}, {"event.cause": "x" * 2001}])
def test_answers_that_are_none_are_refused(house: House, answers: dict[str, str]) -> None:
    claim_id = house.opened()
    link = house.caller(house.link(claim_id))
    assert link.post(f"/v1/claims/{claim_id}/answers", json={"answers": answers}).status_code == 422
    assert "answer.given" not in house.actions(claim_id)


def test_finish_is_said_once_and_taken_back_by_an_upload(house: House) -> None:
    claim_id = house.opened()
    link = house.caller(house.link(claim_id))
    for _ in range(2):
        assert link.post(f"/v1/claims/{claim_id}/finish").status_code == 202
    assert house.actions(claim_id).count("claim.finished") == 1
    assert house.steps().count(("compose_message", claim_id)) == 1
    sent(link, claim_id, [("a.jpg", b"a")])
    with house.store.read() as uow:
        assert uow.claims.get(claim_id).finished_at is None


def test_what_cannot_be_got_is_said_once_with_its_reason(house: House) -> None:
    claim_id = house.opened()
    link = house.caller(house.link(claim_id))
    body = {"reason": "医院不给打印", "person": "insured"}
    for _ in range(2):
        said = link.post(f"/v1/claims/{claim_id}/items/fee_list/cannot", json=body)
        assert said.status_code == 202
    with house.store.read() as uow:
        (cannot,) = uow.cannots.of_claim(claim_id)
        entry = uow.audit.of_claim(claim_id)[-1]
    assert (cannot.reason, entry.details) == ("医院不给打印", {"person": "insured", "scope": None})
    unknown = link.post(f"/v1/claims/{claim_id}/items/passport_of_cat/cannot", json=body)
    assert (unknown.status_code, unknown.json()["code"]) == (404, "not_found")
    assert link.post(f"/v1/claims/{claim_id}/items/fee_list/cannot", json={"reason": ""}).status_code == 422


def test_a_wrong_photo_is_set_aside(house: House) -> None:
    document = _read(house)
    link = house.caller(house.link(document.claim_id))
    path = f"/v1/documents/{document.id}/withdraw"
    first, again = link.post(path), link.post(path)
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    assert house.actions(document.claim_id) == ["document.withdrawn"]
    with house.store.read() as uow:
        assert uow.readings.of_claim(document.claim_id)[0].reading.documents == ()
        assert uow.claims.get(document.claim_id).revision == 1


def test_a_photo_that_was_set_aside_and_is_sent_again_counts_again(house: House) -> None:
    claim_id = house.opened()
    link = house.caller(house.link(claim_id))
    (file,) = sent(link, claim_id, [("a.jpg", b"a photo")]).json()["files"]
    with house.store.write() as uow:
        uow.originals.settle(file["original_id"], None, OriginalState.READ, a_reading(), "image/jpeg")
        (document,) = uow.documents.of_claim(claim_id)
    link.post(f"/v1/documents/{document.id}/withdraw")
    (again,) = sent(link, claim_id, [("a.jpg", b"a photo")]).json()["files"]
    assert again["original_id"] == file["original_id"]
    assert house.actions(claim_id)[-2:] == ["submission.received", "document.reinstated"]
    assert house.steps()[-1] == ("assess_claim", claim_id)
    with house.store.read() as uow:
        assert uow.documents.of_claim(claim_id) == [document]
        assert len(uow.readings.of_claim(claim_id)[0].reading.documents) == 1


def test_the_message_in_force_is_the_newest(house: House) -> None:
    claim_id = house.opened()
    link = house.caller(house.link(claim_id))
    none = link.get(f"/v1/claims/{claim_id}/message")
    assert (none.status_code, none.json()["code"]) == (404, "no_message_yet")
    assessment_id = _assess(house, claim_id, an_assessment())
    with house.store.write() as uow:
        for text in ("一", "二"):
            uow.messages.add(claim_id, assessment_id, a_message(text), uow.now)
    message = link.get(f"/v1/claims/{claim_id}/message").json()
    assert (message["number"], message["state"], message["text"][-1]) == (2, "composed", "二")
    ever = link.get(f"/v1/claims/{claim_id}/messages").json()["messages"]
    assert [one["state"] for one in ever] == ["superseded", "composed"]


def test_closing_a_claim_holds_back_what_was_not_sent(house: House) -> None:
    claim_id = house.opened()
    assessment_id = _assess(house, claim_id, an_assessment())
    with house.store.write() as uow:
        uow.messages.add(claim_id, assessment_id, a_message(), uow.now)
    house.system().post(f"/v1/claims/{claim_id}/close")
    with house.store.read() as uow:
        assert [one.state for one in uow.messages.of_claim(claim_id)] == ["superseded"]


def _assess(house: House, claim_id: str, assessment: Assessment) -> str:
    with house.store.write() as uow:
        revision = uow.claims.get(claim_id).revision
        made = uow.assessments.add(claim_id, revision, assessment, uow.now)
    assert made is not None
    return made


def _asking() -> Assessment:
    day = dt.date(2026, 11, 25)
    return assess((), claim_types=[ClaimType.OUTPATIENT_MEDICAL], facts=Facts(), today=day)


def _read(house: House) -> StoredDocument:
    with house.store.write() as uow:
        claim_id = put_claim(uow).id
        (original,) = put_originals(uow, claim_id)
        uow.originals.settle(original.id, None, OriginalState.READ, a_reading(), "image/jpeg")
        return uow.documents.of_claim(claim_id)[0]
