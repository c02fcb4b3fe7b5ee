"""A ZIP sent over the API: it is opened, each file in it is told of by itself, and its page shows where each came from."""

import pytest
from httpx import Response

from intake.pictures import Pictures
from storage.model.access import Scope
from storage.model.submission import Original
from storage.verify import verify_claim
from tests.intake.api.house import FakeReader, House, sent
from tests.specimens.hostile import zip_of
from tests.specimens.hostile_archives import flagged
from tests.validators.builders import bill, portrait
from tests.workers.readers import replays
from workers.steps.assess_claim import assess_claim
from workers.steps.read_original import read_original

ZIP = zip_of(("资料/票据.jpg", b"a bill"), ("身份证.jpg", b"a card"), ("锁.zip", flagged(1)))
READER = replays({b"a bill": (bill(),), b"a card": (portrait(),)})


@pytest.fixture
def claim_id(house: House) -> str:
    """With the ZIP in it, and all that follows from it done."""
    opened = house.opened()
    answer = sent(house.caller(house.link(opened)), opened, [("材料.zip", ZIP)])
    assert answer.status_code == 202
    for _ in range(2):
        for original in _originals(house, opened):
            read_original(house.services, READER, original.id, "trc_1")
    assess_claim(house.services, opened, "trc_1")
    return opened


def test_each_file_in_it_is_an_original_with_its_parent(house: House, claim_id: str) -> None:
    archive, first, second = (_told(house, claim_id, one.id).json() for one in _originals(house, claim_id))
    assert (archive["name"], archive["parent_id"], archive["media_type"]) == (
        "材料.zip",
        None,
        "application/zip",
    )
    assert [(one["name"], one["parent_id"]) for one in (first, second)] == [
        ("票据.jpg", archive["id"]),
        ("身份证.jpg", archive["id"]),
    ]
    assert {one["submission_id"] for one in (first, second)} == {archive["submission_id"]}
    assert [one["verdicts"][0]["type"] for one in (first, second)] == ["inv_outpatient", "id_card"]


def test_the_archive_says_what_was_in_it_and_what_could_not_be_opened(house: House, claim_id: str) -> None:
    told = _told(house, claim_id, _originals(house, claim_id)[0].id).json()
    assert told["state"] == "read"
    assert told["reason"]["code"] == "unread_members"
    fine, refusal = told["verdicts"]
    assert (fine["tone"], fine["text"]) == ("fine", "已经打开，里面有 2 份，每份分开看。")
    assert (refusal["tone"], "锁.zip" in refusal["text"]) == ("refused", True)


def test_the_page_shows_the_files_with_where_they_came_from(house: House, claim_id: str) -> None:
    page = house.plain.get(f"/u/{house.link(claim_id)}").text
    assert "已经打开，里面有 2 份" in page
    assert page.count("来自「材料.zip」") == 2
    assert "票据.jpg" in page
    assert "「锁.zip/bill.png」" in page
    assert "unread_members" not in page


def test_the_chain_names_the_parent_and_verifies(house: House, claim_id: str) -> None:
    archive, *members = _originals(house, claim_id)
    with house.store.read() as uow:
        entries = uow.audit.of_claim(claim_id)
    received = {entry.subject: entry.details for entry in entries if entry.action == "original.received"}
    assert "parent" not in received[archive.id]
    assert [received[one.id]["parent"] for one in members] == [archive.id, archive.id]
    (opened,) = (entry for entry in entries if entry.action == "original.read" and entry.subject == archive.id)
    assert (opened.details["members"], opened.details["documents"]) == (2, 0)
    assert verify_claim(house.store, claim_id) == []


def test_an_auditor_sees_the_bytes_of_a_file_as_they_were_in_the_archive(house: House, claim_id: str) -> None:
    auditor = house.caller(house.key(Scope.AUDITOR))
    path = f"/v1/originals/{_originals(house, claim_id)[1].id}/content"
    assert auditor.get(path, params={"purpose": "check"}).content == b"a bill"


def test_a_page_of_a_paper_in_it_is_drawn_from_its_own_original(house: House, claim_id: str) -> None:
    house.app.state.pictures = Pictures(FakeReader)  # type: ignore[arg-type]
    system = house.system()
    first, *_ = system.get(f"/v1/claims/{claim_id}/documents").json()["documents"]
    drawn = system.get(f"/v1/documents/{first['id']}/pages/1.png")
    assert (drawn.status_code, drawn.content) == (200, b"\x89PNG page 1 of 6 bytes")


def test_a_file_of_the_archive_sent_again_alone_is_the_same_original(house: House, claim_id: str) -> None:
    first = _originals(house, claim_id)[1]
    again = sent(house.caller(house.link(claim_id)), claim_id, [("again.jpg", b"a bill")]).json()
    assert again["files"][0]["original_id"] == first.id
    assert len(_originals(house, claim_id)) == 3


def _originals(house: House, claim_id: str) -> list[Original]:
    with house.store.read() as uow:
        return uow.originals.of_claim(claim_id)


def _told(house: House, claim_id: str, original_id: str) -> Response:
    return house.caller(house.link(claim_id)).get(f"/v1/originals/{original_id}")
