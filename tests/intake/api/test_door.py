"""What every response has, what every error looks like, and what the log says of it."""

import io
import json
import re

import pytest

from intake import errors
from intake.app import openapi_document
from intake.web.problems import problem_of
from storage.errors import (
    Conflict,
    NotFound,
    OriginalDamaged,
    SchemaWrong,
    SealBroken,
    StoreFull,
    StoreUnavailable,
)
from storage.model.access import Scope
from storage.model.ids import IdKind, is_id
from tests.intake.api.house import House, sent
from tests.storage.stores import NAME
from validators.errors import FactsInvalid


def test_every_response_has_a_trace_and_keeps_to_itself(house: House) -> None:
    for answer in (house.plain.get("/healthz"), house.plain.get("/nowhere"), house.system().get("/v1/claims")):
        assert is_id(answer.headers["x-request-id"], IdKind.TRACE)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert answer.headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in answer.headers


def test_the_trace_of_an_upload_goes_on_into_the_outbox(house: House) -> None:
    claim_id = house.opened()
    answer = sent(house.system(), claim_id, [("a.jpg", b"a")])
    with house.store.read() as uow:
        assert uow.outbox.take(house.clock(), 100)[-1].trace == answer.headers["x-request-id"]


def test_an_address_or_method_that_is_not_there(house: House) -> None:
    lost, wrong = house.plain.get("/v1/claims/"), house.plain.delete("/healthz")
    assert (lost.status_code, lost.json()["code"]) == (404, "no_such_address")
    assert (wrong.status_code, wrong.json()["code"]) == (405, "method_not_allowed")
    assert wrong.headers["allow"] == "GET"


def test_what_is_wrong_with_a_body_is_named_and_not_repeated(house: House) -> None:
    system = house.system()
    wrong = system.post("/v1/claims", json={"claim_type": NAME})
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "body.claim_type")
    assert NAME not in wrong.text
    broken = system.post("/v1/claims", content=b'{"', headers={"Content-Type": "application/json"})
    assert (broken.status_code, broken.json()["code"]) == (400, "invalid_json")
    plain = system.post("/v1/claims", content=b"x", headers={"Content-Type": "text/plain"})
    assert plain.status_code == 422


def test_a_json_body_beyond_the_limit_is_refused(house: House) -> None:
    answer = house.system().post("/v1/claims", json={"claim_type": ["x" * 1_000_000]})
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


def test_what_nobody_foresaw_keeps_its_words(
    house: House, monkeypatch: pytest.MonkeyPatch, log: io.StringIO
) -> None:
    def broken(*_: object) -> None:
        raise ValueError(NAME)

    claim_id = house.opened()
    monkeypatch.setattr("intake.api.claims.claim_told", broken)
    answer = house.system().get(f"/v1/claims/{claim_id}")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert answer.json()["trace"] == answer.headers["x-request-id"]
    assert NAME not in answer.text + log.getvalue()
    assert "builtins.ValueError" in log.getvalue()


def test_a_request_leaves_one_line_without_secrets(house: House, log: io.StringIO) -> None:
    claim_id = house.opened(facts={"insured.name": NAME})
    token = house.link(claim_id)
    answer = sent(house.caller(token), claim_id, [(f"{NAME}.jpg", b"a")])
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    line = [line for line in lines if line["event"] == "request.answered"][-1]
    assert (line["route"], line["method"], line["status_code"]) == (
        "/v1/claims/{claim_id}/submissions",
        "POST",
        202,
    )
    assert (line["trace"], line["claim"]) == (answer.headers["x-request-id"], claim_id)
    assert line["seconds"] >= 0
    assert token not in log.getvalue() and NAME not in log.getvalue()
    assert "withheld" not in line


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (NotFound("claim", "clm_1"), 404, "not_found"),
        (Conflict("claim_ended", "", ""), 409, "claim_ended"),
        (FactsInvalid("", ""), 422, "usage"),
        (SchemaWrong(""), 503, "schema_wrong"),
        (StoreUnavailable(""), 503, "store_unavailable"),
        (StoreFull(""), 507, "store_full"),
        (SealBroken("claims/facts/clm_1"), 500, "internal_error"),
        (OriginalDamaged("org"), 500, "internal_error"),
        (KeyError(NAME), 500, "internal_error"),
    ],
)
def test_each_error_has_its_status(error: Exception, status: int, code: str) -> None:
    problem = problem_of(error)
    assert (problem.status, problem.code) == (status, code)


def test_every_refusal_says_what_to_do() -> None:
    for code in errors._REFUSALS:
        refused = errors.refused(code)
        assert 400 <= refused.status < 600
        assert refused.message.endswith(".") and refused.remedy.endswith(".")


def test_the_document_is_made_of_code_alone_and_names_every_problem(house: House) -> None:
    document = openapi_document()
    assert house.plain.get("/v1/openapi.json").json() == json.loads(json.dumps(document))
    assert document["openapi"].startswith("3.1")
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            assert operation["description"], f"{method} {path}"
            assert "4XX" in operation["responses"], f"{method} {path}"
            assert ("security" in operation) == path.startswith("/v1/"), f"{method} {path}"
    assert not any(path.startswith("/u/") for path in document["paths"])
    assert house.plain.get("/docs").status_code == 404
    assert not re.search(r"https?://(?!127)", json.dumps(document))


def test_scopes_do_not_leak_into_each_other(house: House) -> None:
    both = house.caller(house.key(Scope.STAFF, Scope.AUDITOR))
    claim_id = house.opened()
    assert both.get(f"/v1/claims/{claim_id}").status_code == 200
    assert both.get(f"/v1/claims/{claim_id}/audit").status_code == 200
    assert both.get("/v1/events").status_code == 403
