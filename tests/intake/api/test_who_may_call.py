"""Who may call what, proved over every route there is: a route without a rule, or one that lets a stranger in, is found here."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from fastapi.routing import APIRoute, iter_route_contexts
from httpx import Response

from intake.app import create_app
from intake.auth import Rule
from intake.web.guarded import Guarded
from storage.model.access import Scope
from storage.model.ids import IdKind
from storage.model.submission import OriginalState
from storage.store import Store
from tests.intake.api.house import House, some_id
from tests.storage.stores import a_message, a_reading, an_assessment, put_claim, put_originals

OPEN_TO_EVERYBODY = {"/healthz", "/readyz"}
WITHOUT_ROUTE_CLASS = {"/v1/openapi.json"}
PAGES = "/u/"


class Thing(NamedTuple):
    """Ids of a claim that somebody may not know of."""

    claim_id: str
    original_id: str
    document_id: str
    message_id: str


def test_every_route_has_a_rule(house: House) -> None:
    found = {
        route.path: route
        for context in iter_route_contexts(create_app(house.services).routes)
        if (route := context.original_route) and not getattr(route, "path", "").startswith(PAGES)
    }
    without = {path for path, route in found.items() if not isinstance(route, Guarded)}
    assert without <= WITHOUT_ROUTE_CLASS | {"/u", "/u/{token}"}
    guarded = {path: route.rule for path, route in found.items() if isinstance(route, Guarded)}
    assert {path for path, rule in guarded.items() if rule.is_public} == OPEN_TO_EVERYBODY
    assert len(guarded) > 20


def test_nobody_gets_in_without_credentials(house: House) -> None:
    for method, path, _ in _routes(house):
        for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": "Basic eDp5"}):
            answer = house.plain.request(method, _filled(path, _nothing()), headers=headers, content=b"{broken")
            _is_problem(answer, 401, "unauthorized", path)
            assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_forged_secret_of_a_real_key_opens_nothing(house: House) -> None:
    secret = house.key(*Scope)
    forged = house.caller(secret[:-1] + ("a" if secret[-1] != "a" else "b"))
    for method, path, _ in _routes(house):
        _is_problem(forged.request(method, _filled(path, _nothing())), 401, "unauthorized", path)


def test_the_wrong_scope_is_forbidden(house: House) -> None:
    claim = _made(house.store)
    for method, path, rule in _routes(house):
        for scope in set(Scope) - rule.scopes:
            answer = house.caller(house.key(scope)).request(method, _filled(path, claim), content=b"{broken")
            _is_problem(answer, 403, "forbidden", f"{path} as {scope}")
        if not rule.link:
            answer = house.caller(house.link(claim.claim_id)).request(method, _filled(path, claim))
            _is_problem(answer, 403, "forbidden", f"{path} by link")


def test_a_link_touches_no_other_claim(house: House) -> None:
    mine, other = _made(house.store), _made(house.store)
    link = house.caller(house.link(mine.claim_id))
    before = house.actions(other.claim_id)
    for method, path, rule in _routes(house):
        if rule.link:
            for foreign in (other, _nothing()):
                answer = link.request(method, _filled(path, foreign), **_body(path))
                _is_problem(answer, 404, "not_found", path)
    assert house.actions(other.claim_id) == before


def test_another_tenants_claim_is_not_there(house: House) -> None:
    theirs = _made(house.store, tenant="other")
    client = house.caller(house.key(*Scope))
    for method, path, _ in _routes(house):
        if "{" in path and "claim_type" not in path:
            answer = client.request(method, _filled(path, theirs), **_body(path))
            _is_problem(answer, 404, "not_found", path)
    assert house.actions(theirs.claim_id, "other") == []
    assert client.get("/v1/claims").json()["claims"] == []
    assert client.get("/v1/events").json()["events"] == []


def test_a_key_of_another_tenant_works_there(house: House) -> None:
    theirs = _made(house.store, tenant="other")
    client = house.caller(house.key(Scope.SYSTEM, tenant="other"))
    assert client.get(f"/v1/claims/{theirs.claim_id}").json()["id"] == theirs.claim_id


def test_what_is_over_opens_nothing(house: House) -> None:
    claim = _made(house.store)
    past = house.clock() - dt.timedelta(seconds=1)
    over = {
        "link_expired": house.link(claim.claim_id, days=-1),
        "key_expired": house.key(*Scope, expires_at=past),
        "key_revoked": house.key(*Scope, revoked_at=past),
    }
    for method, path, _ in _routes(house):
        for code, token in over.items():
            answer = house.caller(token).request(method, _filled(path, claim), content=b"{broken")
            _is_problem(answer, 401, code, path)


def test_a_link_whose_claim_is_not_there_opens_nothing(house: House) -> None:
    claim_id = some_id(IdKind.CLAIM)
    answer = house.caller(house.link(claim_id)).get(f"/v1/claims/{claim_id}/checklist")
    _is_problem(answer, 401, "unauthorized", "link")


def test_a_route_without_a_rule_lets_nobody_in() -> None:
    route = Guarded("/v1/forgotten", lambda: None)
    with pytest.raises(StopIteration):
        _ = route.rule


def _routes(house: House) -> Iterator[tuple[str, str, Rule]]:
    for context in iter_route_contexts(house.app.routes):
        route = context.original_route
        if isinstance(route, Guarded) and not route.rule.is_public:
            assert isinstance(route, APIRoute)
            yield from ((method, route.path, route.rule) for method in route.methods or ())


def _made(store: Store, tenant: str = "main") -> Thing:
    with store.write(tenant) as uow:
        claim_id = put_claim(uow).id
        (original,) = put_originals(uow, claim_id)
        uow.originals.settle(original.id, None, OriginalState.READ, a_reading(), "image/jpeg")
        (document,) = uow.documents.of_claim(claim_id)
        assessment_id = uow.assessments.add(claim_id, 1, an_assessment(), uow.now)
        assert assessment_id is not None
        message = uow.messages.add(claim_id, assessment_id, a_message(), uow.now)
    return Thing(claim_id, original.id, document.id, message.id)


def _nothing() -> Thing:
    kinds = (IdKind.CLAIM, IdKind.ORIGINAL, IdKind.DOCUMENT, IdKind.MESSAGE)
    return Thing(*(some_id(kind) for kind in kinds))


def _filled(path: str, thing: Thing) -> str:
    query = {"content": "?purpose=test", "originals": "?state=quarantined"}.get(path.rpartition("/")[2], "")
    values = {**thing._asdict(), "key": "bank_card", "page": "1", "claim_type": "outpatient_medical"}
    return re.sub(r"{(\w+)}", lambda found: values[found.group(1)], path) + query


def _body(path: str) -> dict[str, Any]:
    if path.endswith("submissions"):
        return {"content": b"made-up picture"}
    known: dict[str, dict[str, object]] = {
        "consents": {"version": "1"},
        "cannot": {"reason": "没有"},
        "answers": {"answers": {"event.cause": "生病"}},
        "facts": {"event.cause": "disease"},
        "release": {"reason": "没有"},
        "items": {"type": "rx", "reason": "没有", "cause": "new_fact"},
    }
    return {"json": known.get(path.rpartition("/")[2], {})}


def _is_problem(answer: Response, status: int, code: str, where: str) -> None:
    assert answer.status_code == status, f"{where}: {answer.status_code} {answer.text}"
    assert answer.headers["content-type"] == "application/problem+json", where
    problem = answer.json()
    assert (problem["status"], problem["code"]) == (status, code), where
    assert problem["trace"] == answer.headers["x-request-id"], where
