"""Two claims never see each other: not their papers, not their bytes, not even that the other exists."""

import re
import threading
from collections.abc import Iterator

import httpx
import pytest

from storage.model.access import Scope
from tests.journeys.service.customers import Customer
from tests.journeys.service.papers import FEE_LIST, all_but_the_fee_list, one_paper, papers
from tests.journeys.service.processes import until
from tests.journeys.service.serving import Serving

pytestmark = pytest.mark.enable_socket

_BODIES = {
    "consents": {"version": "2026-11"},
    "answers": {"answers": {"event.cause": "disease"}},
    "cannot": {"reason": "lost"},
    "items": {"type": "rx", "reason": "lost", "cause": "new_fact"},
    "facts": {"event.cause": "disease"},
    "release": {"reason": "not ours"},
}
Two = tuple[Customer, Customer]


@pytest.fixture(scope="module")
def two(shared: Serving) -> Two:
    """Both have sent the same bytes, and each a paper of its own; both have their message."""
    shared.until_sound()
    pair = Customer(shared), Customer(shared)
    shared = all_but_the_fee_list()
    for customer in pair:
        customer.submit(*shared, one_paper())
        customer.finish()
    for customer in pair:
        customer.until_sent()
    return pair


def test_the_same_bytes_in_both_are_two_originals_sealed_apart(serving: Serving, two: Two) -> None:
    ours, theirs = ({original.sha256: original.id for original in one.originals()} for one in two)
    both = set(ours) & set(theirs)
    assert len(both) == 4
    assert not set(ours.values()) & set(theirs.values())
    for sha256 in both:
        first, second = (
            (serving.data / "originals" / "main" / one.claim_id / sha256).read_bytes() for one in two
        )
        assert first != second
    for one in two:
        one.assert_whole([original.id for original in one.originals()])


def test_a_link_opens_nothing_of_the_other_claim_on_any_route(serving: Serving, two: Two) -> None:
    """404 where a link may go at all, 403 where it may not: what is another's and what is nowhere answer the same."""
    ours, theirs = two
    nowhere = {name: re.sub(r".{6}$", "000000", id) for name, id in _ids(theirs).items()}
    before = theirs.actions(), theirs.look("checklist"), theirs.look("messages")
    asked = 0
    for method, path in _routes(serving):
        answers = [_asked(ours, method, path, ids) for ids in (_ids(theirs), nowhere)]
        assert [answer.status_code for answer in answers] in ([404, 404], [403, 403]), (method, path)
        said = [_without_ids(answer) for answer in answers]
        assert said[0] == said[1], (method, path)
        asked += answers[0].status_code == 404
    assert asked > 10
    withdrawn = serving.door().post(f"/u/{ours.token}/withdraw", data={"document": _ids(theirs)["document_id"]})
    assert withdrawn.status_code == 404
    assert (theirs.actions(), theirs.look("checklist"), theirs.look("messages")) == before


def test_what_a_link_sees_names_nothing_of_the_other(two: Two) -> None:
    ours, theirs = two
    seen = "".join(str(ours.look(what)) for what in ("checklist", "questions", "message", "messages"))
    page = ours.door.get(httpx.URL(ours.upload_url).path)
    assert page.status_code == 200 and "费用清单" in page.text
    foreign = [theirs.claim_id, theirs.token, *(original.id for original in theirs.originals())]
    assert [id for id in foreign if id in seen + page.text] == []


def test_live_events_are_those_of_the_one_claim(serving: Serving, two: Two) -> None:
    ours, theirs = two
    heard: list[str] = []
    listening = threading.Thread(target=_listen, args=(serving, ours, heard), daemon=True)
    listening.start()
    until(lambda: heard, what="the first lines")
    theirs.submit(*papers(FEE_LIST))
    ours.submit(*papers(FEE_LIST))
    until(lambda: _count(heard, "submission.received") == 2, what="our own second submission")
    listening.join(0.1)
    told = "\n".join(heard)
    assert ours.claim_id in told and theirs.claim_id not in told


def test_a_token_that_was_cut_or_put_together_opens_nothing(serving: Serving, two: Two) -> None:
    ours, theirs = two
    (claim, until_when, _), (_, _, mac) = ours.token.split("-", 2), theirs.token.split("-", 2)
    for token in (f"{claim}-{until_when}-{mac}", ours.token[:-1], f"{ours.token}A", theirs.claim_id, ""):
        answer = serving.door(token).get(f"/v1/claims/{ours.claim_id}/checklist")
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized"), token
        assert serving.door().get(f"/u/{token}").status_code == 404


def test_an_insurers_key_sees_both_and_an_operators_none(serving: Serving, two: Two) -> None:
    events = serving.door(two[0].key).get("/v1/events", params={"limit": 1000}).json()["events"]
    assert {one.claim_id for one in two} <= {event["claim_id"] for event in events}
    operator = serving.door(serving.key(Scope.OPERATOR))
    assert {operator.get(f"/v1/claims/{one.claim_id}").status_code for one in two} == {403}


def _routes(serving: Serving) -> Iterator[tuple[str, str]]:
    """Everything that names something, as the document of the API has it."""
    document = serving.door().get("/v1/openapi.json").json()
    for path, methods in document["paths"].items():
        if "_id}" in path:
            yield from ((method.upper(), path) for method in methods)


def _ids(customer: Customer) -> dict[str, str]:
    with customer.serving.services.store.read() as uow:
        document = uow.documents.of_claim(customer.claim_id)[0]
    return {
        "claim_id": customer.claim_id,
        "document_id": document.id,
        "original_id": customer.originals()[0].id,
        "message_id": customer.look("messages")["messages"][0]["id"],
    }


def _asked(customer: Customer, method: str, path: str, ids: dict[str, str]) -> httpx.Response:
    address = path.format(**ids, page=1, key="fee_list")
    kind = path.rpartition("/")[2]
    if kind == "submissions":
        return customer.door.post(address, content=b"bytes", headers={"Content-Type": "image/png"})
    body = _BODIES.get(kind, {}) if method != "GET" else None
    return customer.door.request(method, address, json=body, params={"purpose": "audit"})


def _without_ids(answer: httpx.Response) -> str:
    """What is said, but for the ids that were asked for and the trace."""
    problem = {name: value for name, value in answer.json().items() if name != "trace"}
    return re.sub(r"[a-z]{3}_[0-9a-z]{26}", "ID", str(problem))


def _listen(serving: Serving, customer: Customer, heard: list[str]) -> None:
    path = f"/v1/claims/{customer.claim_id}/events"
    with (
        httpx.Client(base_url=serving.url, headers=customer.door.headers, trust_env=False, timeout=60) as door,
        door.stream("GET", path) as lines,
    ):
        for line in lines.iter_lines():
            heard.append(line)
            if _count(heard, "submission.received") == 2:
                return


def _count(heard: list[str], kind: str) -> int:
    return heard.count(f"event: {kind}")
