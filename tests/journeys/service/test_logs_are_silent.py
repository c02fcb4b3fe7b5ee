"""The logs of all processes of a whole journey: one id leads from the 202 to the message, and nobody is named."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from storage.model.access import Scope
from storage.model.extraction import Field
from tests.journeys.service.customers import Customer
from tests.journeys.service.papers import CLAIM, FEE_LIST, Paper, all_but_the_fee_list, one_paper, papers
from tests.journeys.service.processes import until
from tests.journeys.service.serving import Serving, go_on

pytestmark = pytest.mark.enable_socket

ACCOUNT, REASON, PHONE = "我在小区门口突然头晕", "医院说要等三个月", "13800138000"
_SECOND = re.compile(r"signal-handler \(\d{10}\)")
"""How Valkey says when it was told to stop."""
_STEPS = ("original.read", "claim.assessed", "message.composed", "message.handed_over", "message.sent")
_IDS = re.compile(r"\b([a-z]{3}_[0-9a-z]{26}|wrk_[0-9a-f]{12})\b")


@dataclass(frozen=True, slots=True)
class Journey:
    """`trace` is the id that the first upload was answered with."""

    customer: Customer
    sent: list[Paper]
    trace: str
    secrets: tuple[str, ...]


@pytest.fixture(scope="module")
def journey(shared: Serving) -> Journey:
    """Everything that a claimant, a claims system, an auditor and an attacker do."""
    shared.until_sound()
    customer, held = Customer(shared), one_paper(held=True)
    first = customer.send(held, once=f"{CLAIM.facts['insured.name']}-{PHONE}".encode().hex())
    customer.finish()
    go_on(shared.holding()[1])
    message = customer.until_sent()
    sent = [held, *all_but_the_fee_list(), *papers(FEE_LIST)]
    kept = customer.submit(*sent[1:])
    _talks(customer)
    until(lambda: customer.look("checklist")["is_current"], what="everything read and assessed")
    customer.finish()
    customer.until_sent(2)
    auditor = shared.key(Scope.AUDITOR)
    shared.door(auditor).get(f"/v1/originals/{kept[0]}/content", params={"purpose": "complaint-7"})
    _fails(customer, sent[0])
    trace = first.headers["X-Request-Id"]
    return Journey(
        customer, sent, trace, (customer.key, customer.token, auditor, message.message.text.split("\n")[0])
    )


def test_one_id_leads_from_the_202_to_the_message(journey: Journey, shared: Serving) -> None:
    lines = [line for line in _json_lines(shared) if line.get("trace") == journey.trace]
    events = [line["event"] for line in sorted(lines, key=lambda line: str(line["time"]))]
    assert events[0] == "request.answered" and lines[0]["status_code"] == 202
    assert [event for event in events if event in _STEPS] == list(_STEPS)
    assert {line["claim"] for line in lines if "claim" in line} == {journey.customer.claim_id}


def test_the_claims_id_leads_there_too_whoever_set_the_last_step_off(journey: Journey, shared: Serving) -> None:
    """The second message was set off by `finish`, long after its papers were read: a request with an id of its own."""
    lines = [line for line in _json_lines(shared) if line.get("claim") == journey.customer.claim_id]
    events = [str(line["event"]) for line in sorted(lines, key=lambda line: str(line["time"]))]
    rest = iter(events[events.index("message.sent") + 1 :])
    assert [step for step in ("request.answered", *_STEPS) if step not in rest] == [], "in this order"


def test_everything_but_valkeys_own_log_is_json_with_a_time_and_a_level(
    journey: Journey, shared: Serving
) -> None:
    assert {"api.log", "worker-1.log", "worker-2.log"} <= {path.name for path in _logs(shared)}
    for line in _json_lines(shared):
        assert {"event", "level", "time"} <= set(line)


def test_no_log_names_anybody_or_says_what_a_paper_says(journey: Journey, shared: Serving) -> None:
    text = "\n".join(path.read_text("utf-8") for path in (*_logs(shared), *_said(shared)))
    assert len(text) > 5_000
    told = [value for value in _values(journey) if re.search(rf"(?<![\w.]){re.escape(value)}(?![\w.])", text)]
    assert told == []
    assert text.isascii(), "nothing Chinese is in it, not even a part of a name"
    assert re.findall(r"\d{7,}", _SECOND.sub("", _IDS.sub("", text))) == []


def test_the_search_would_have_found_them(journey: Journey) -> None:
    """A test must be able to fail: the values are those that a claimant's page shows, and the bytes hold."""
    page = journey.customer.door.get(httpx.URL(journey.customer.upload_url).path).text
    assert [value for value in _values(journey) if value in page]
    assert len(_values(journey)) > 40


def _talks(customer: Customer) -> None:
    page = customer.serving.door()
    answered = page.post(f"/u/{customer.token}/answers", data={"event.account": f"{ACCOUNT} {PHONE}"})
    assert answered.status_code == 303
    cannot = customer.act("items/fee_list/cannot", {"reason": f"{REASON} {PHONE}"})
    assert cannot.status_code == 202


def _fails(customer: Customer, paper: Paper) -> None:
    """Requests that are refused, with names wherever a request can hold one."""
    name, door = str(CLAIM.facts["insured.name"]), customer.serving.door(customer.key)
    statuses = [
        door.post("/v1/claims", json={"claim_type": [name], "facts": {name: PHONE}}),
        door.post("/v1/claims", content=f"{name} {PHONE}", headers={"Content-Type": "application/json"}),
        door.get(f"/v1/claims/{quote(name)}-{PHONE}", params={"name": name}),
        door.get(f"/{PHONE}/{quote(name)}"),
        customer.act("answers", {"answers": {name: PHONE}}),
        customer.act(f"items/{quote(name)}/cannot", {"reason": name}),
        customer.serving.door(f"ck_{PHONE}").get("/v1/claims"),
        customer.serving.door().get(f"/u/{customer.token}x"),
        customer.send(Paper(paper.type, f"{name}{PHONE}.jpg", b"")),
    ]
    assert all(answer.status_code >= 400 for answer in statuses[:-1])


def _logs(serving: Serving) -> list[Path]:
    return sorted((serving.data / "logs").iterdir())


def _said(serving: Serving) -> list[Path]:
    """What the supervisor printed, and its parts through it."""
    return [*serving.folder.glob("said-*.err"), *serving.folder.glob("said-*.out")]


def _json_lines(serving: Serving) -> list[dict[str, Any]]:
    logs = [path for path in _logs(serving) if path.name != "valkey.log"]
    return [json.loads(line) for path in logs for line in path.read_text("utf-8").splitlines()]


def _values(journey: Journey) -> set[str]:
    """Everything that the papers say, what was said beside them, what the files are called, and what opens doors."""
    customer = journey.customer
    with customer.serving.services.store.read() as uow:
        documents = [one.document for one in uow.documents.of_claim(customer.claim_id)]
    read = {str(field.value) for document in documents for field in _fields(dict(document.fields))}
    drawn = {str(value) for paper in CLAIM.papers for value in paper.fields.values()}
    known = {str(value) for value in CLAIM.facts.values()}
    names = {paper.name for paper in journey.sent} | {quote(paper.name) for paper in journey.sent}
    found = read | drawn | known | names | {ACCOUNT, REASON, PHONE, *journey.secrets}
    return {value for value in found if (len(value) > 3 or not value.isascii()) and value not in _WORDS}


_WORDS = {"None", "True", "False", "both", "debit", "disease", "insured", "0.00", "long_term"}
"""Words of our own, and amounts that say nothing."""


def _fields(cell: object) -> Iterator[Field]:
    if isinstance(cell, Field):
        yield cell
    elif isinstance(cell, dict):
        for one in cell.values():
            yield from _fields(one)
    elif isinstance(cell, tuple | list):
        for one in cell:
            yield from _fields(one)
