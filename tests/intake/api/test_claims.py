"""Claims: opened once, listed by cursor, shown with clocks and counts, changed, ended."""

import pytest

from storage.model.ids import IdKind, is_id
from tests.intake.api.house import OUTPATIENT, House, sent
from tests.storage.stores import NAME
from workers.links import open_link

PARTIES = {"insured": {"name": NAME, "birth": "2018-03-01"}, "claim.amount": 439.94}


def test_opening_answers_a_claim_and_its_page(house: House) -> None:
    asked = {**OUTPATIENT, "external_ref": "R-1", "channel": {"kind": "sms", "address": "1"}, "facts": PARTIES}
    answer = house.system().post("/v1/claims", json=asked)
    assert answer.status_code == 201
    opened = answer.json()
    assert sorted(opened) == ["expires_at", "id", "state", "upload_url"]
    assert is_id(opened["id"], IdKind.CLAIM) and opened["state"] == "open"
    assert opened["expires_at"] == "2026-12-09T08:00:00Z"
    token = opened["upload_url"].removeprefix("http://127.0.0.1:8080/u/")
    assert open_link(house.services.secrets, token, house.clock()) == opened["id"]
    assert house.actions(opened["id"]) == ["claim.opened"]
    assert house.steps() == [("assess_claim", opened["id"])]
    with house.store.read() as uow:
        claim = uow.claims.get(opened["id"])
    assert claim.facts == {"insured.name": NAME, "insured.birth": "2018-03-01", "claim.amount": "439.94"}
    assert claim.list_version.startswith("outpatient_medical@")


def test_the_same_reference_is_the_same_claim_also_after_facts_were_learned(house: House) -> None:
    system = house.system()
    asked = {**OUTPATIENT, "external_ref": "R-1", "facts": PARTIES}
    first = system.post("/v1/claims", json=asked).json()
    system.patch(f"/v1/claims/{first['id']}/facts", json={"event.cause": "disease"})
    house.clock.move(days=1)
    again = system.post("/v1/claims", json=asked)
    assert (again.status_code, again.json()["id"]) == (201, first["id"])
    assert again.json()["expires_at"] > first["expires_at"]
    other = system.post("/v1/claims", json={**asked, "facts": {}})
    assert (other.status_code, other.json()["code"]) == (409, "external_ref_taken")


@pytest.mark.parametrize(
    ("asked", "code", "named"),
    [
        ({}, "invalid_request", "body.claim_type"),
        ({"claim_type": ["nothing"]}, "usage", "nothing"),
        ({"claim_type": ["home_property"]}, "checklist_missing", "home_property"),
        ({**OUTPATIENT, "facts": {"insured.nmae": "x"}}, "usage", "insured.nmae"),
        ({**OUTPATIENT, "facts": {"event.cause": "ill"}}, "usage", "event.cause"),
        ({**OUTPATIENT, "locale": "tlh"}, "usage", "tlh"),
        ({**OUTPATIENT, "colour": "red"}, "invalid_request", "body.colour"),
        ({**OUTPATIENT, "external_ref": "x" * 129}, "invalid_request", "body.external_ref"),
    ],
)
def test_what_is_wrong_with_a_new_claim_is_named(
    house: House, asked: dict[str, object], code: str, named: str
) -> None:
    answer = house.system().post("/v1/claims", json=asked)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert named in answer.text


def test_claims_are_listed_by_cursor(house: House) -> None:
    system = house.system()
    ids = [house.opened(has_consent=False) for _ in range(5)]
    found, after = [], None
    while True:
        page = system.get("/v1/claims", params={"limit": 2, **({"after": after} if after else {})}).json()
        assert len(page["claims"]) <= 2
        found += [claim["id"] for claim in page["claims"]]
        after = page["next"]
        if after is None:
            break
    assert found == sorted(ids)
    assert system.get("/v1/claims", params={"state": "closed"}).json() == {"claims": [], "next": None}
    assert system.get("/v1/claims", params={"state": "lost"}).status_code == 422


def test_one_claim_is_shown_with_clocks_and_counts(house: House) -> None:
    claim_id = house.opened(facts=PARTIES)
    system = house.system()
    sent(system, claim_id, [("a.jpg", b"a"), ("b.jpg", b"b")])
    shown = system.get(f"/v1/claims/{claim_id}").json()
    assert (shown["state"], shown["revision"], shown["facts"]["insured.name"]) == ("reading", 1, NAME)
    assert shown["clocks"]["first_upload_at"] == "2026-11-25T08:00:00Z"
    assert shown["clocks"]["message_due_at"] == "2026-11-26T04:00:00Z"
    assert shown["counts"]["originals"] == {"received": 2, "reading": 0, "read": 0, "quarantined": 0}
    assert (shown["counts"]["submissions"], shown["counts"]["messages"]) == (1, 0)


def test_facts_are_learned_and_taken_back(house: House) -> None:
    claim_id = house.opened(facts=PARTIES)
    system = house.system()
    learned = system.patch(
        f"/v1/claims/{claim_id}/facts", json={"event": {"cause": "disease"}, "insured": {"birth": None}}
    )
    assert learned.json()["facts"] == {
        "insured.name": NAME,
        "claim.amount": "439.94",
        "event.cause": "disease",
    }
    assert learned.json()["revision"] == 1
    assert system.patch(f"/v1/claims/{claim_id}/facts", json={"event.cause": "disease"}).json()["revision"] == 1
    with house.store.read() as uow:
        changed = uow.audit.of_claim(claim_id)[-1]
    assert (changed.action, changed.details) == ("facts.changed", {"names": "event.cause,insured.birth"})
    assert house.steps()[-1] == ("assess_claim", claim_id)


def test_a_claim_ends_once(house: House) -> None:
    claim_id = house.opened()
    system = house.system()
    assert system.post(f"/v1/claims/{claim_id}/close").json()["state"] == "closed"
    assert system.post(f"/v1/claims/{claim_id}/close").json()["state"] == "closed"
    assert house.actions(claim_id).count("claim.closed") == 1
    for path in ("withdraw", "finish"):
        answer = system.post(f"/v1/claims/{claim_id}/{path}")
        assert (answer.status_code, answer.json()["code"]) == (409, "claim_ended")
    assert system.patch(f"/v1/claims/{claim_id}/facts", json={"event.cause": "disease"}).status_code == 409


def test_a_repeated_key_repeats_the_answer_of_any_act(house: House) -> None:
    system = house.system()
    headers = {"Idempotency-Key": "k1"}
    first = system.post("/v1/claims", json=OUTPATIENT, headers=headers)
    house.clock.move(days=1)
    again = system.post("/v1/claims", json=OUTPATIENT, headers=headers)
    assert (again.status_code, again.content) == (first.status_code, first.content)
    for path, body in (("/v1/claims", {**OUTPATIENT, "external_ref": "x"}), ("/v1/claims/x/finish", {})):
        other = system.post(path, json=body, headers=headers)
        assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert house.system().post("/v1/claims", json=OUTPATIENT, headers=headers).json() != first.json()
    assert len(system.get("/v1/claims").json()["claims"]) == 2


def test_a_refused_request_may_come_again_with_its_key(house: House) -> None:
    claim_id = house.opened(has_consent=False)
    link = house.caller(house.link(claim_id))
    headers = {"Idempotency-Key": "k1"}
    wrong = link.post(f"/v1/claims/{claim_id}/consents", json={"version": ""}, headers=headers)
    right = link.post(f"/v1/claims/{claim_id}/consents", json={"version": "1"}, headers=headers)
    assert (wrong.status_code, right.status_code) == (422, 201)
