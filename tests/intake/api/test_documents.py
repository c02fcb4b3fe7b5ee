"""Documents and the pictures of their pages."""

from dataclasses import replace

import pytest

from extractors.errors import EngineUnavailable, NoSuchPage, RefusedFile
from intake.pictures import Pictures
from storage.model.records import StoredDocument
from storage.model.serial import document_to_data
from storage.model.submission import OriginalState
from tests.intake.api.house import FakeReader, House, sent
from tests.storage.stores import a_reading


def test_fields_are_told_as_the_contract_has_them(house: House) -> None:
    document = _read(house)
    system = house.system()
    wanted = document_to_data(document.document) | {
        "claim_id": document.claim_id,
        "original_id": document.original_id,
        "withdrawn_at": None,
    }
    assert system.get(f"/v1/documents/{document.id}").json() == wanted
    assert system.get(f"/v1/claims/{document.claim_id}/documents").json() == {"documents": [wanted]}


def test_a_withdrawn_document_says_since_when(house: House) -> None:
    document = _read(house)
    house.caller(house.link(document.claim_id)).post(f"/v1/documents/{document.id}/withdraw")
    told = house.system().get(f"/v1/documents/{document.id}").json()
    assert told["withdrawn_at"] == "2026-11-25T08:00:00Z"


def test_a_page_is_drawn_and_the_look_is_in_the_chain(house: House) -> None:
    document = _read(house)
    house.app.state.pictures = Pictures(FakeReader)  # type: ignore[arg-type]
    answer = house.system().get(f"/v1/documents/{document.id}/pages/1.png")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert answer.content == b"\x89PNG page 1 of 7 bytes"
    with house.store.read() as uow:
        entry = uow.audit.of_claim(document.claim_id)[-1]
    assert (entry.action, entry.subject, entry.details) == ("page.viewed", document.id, {"page": 1})


@pytest.mark.parametrize("page", ["0", "2", "x", "10001"])
def test_a_page_that_is_not_there_is_not_found(house: House, page: str) -> None:
    document = _read(house)
    house.app.state.pictures = Pictures(FakeReader)  # type: ignore[arg-type]
    answer = house.system().get(f"/v1/documents/{document.id}/pages/{page}.png")
    assert answer.status_code == (404 if page == "2" else 422)
    assert "page.viewed" not in house.actions(document.claim_id)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NoSuchPage(1), 404),
        (RefusedFile("damaged_file", "", ""), 404),
        (EngineUnavailable("reader_failed", "The reader did not start.", "Run `claims doctor`."), 503),
    ],
)
def test_a_page_that_cannot_be_drawn(house: House, error: Exception, status: int) -> None:
    class Broken(FakeReader):
        def page_picture(self, content: bytes, *, page: int, longest: int = 2000) -> bytes:
            raise error

    document = _read(house)
    house.app.state.pictures = Pictures(Broken)  # type: ignore[arg-type]
    assert house.system().get(f"/v1/documents/{document.id}/pages/1.png").status_code == status
    assert "page.viewed" not in house.actions(document.claim_id)


def test_a_paper_out_of_an_archive_has_no_picture(house: House) -> None:
    reading = a_reading()
    member = replace(reading, documents=(replace(reading.documents[0], member="in/a.jpg"),))
    document = _read(house, member)
    house.app.state.pictures = Pictures(FakeReader)  # type: ignore[arg-type]
    answer = house.system().get(f"/v1/documents/{document.id}/pages/1.png")
    assert (answer.status_code, answer.json()["code"]) == (404, "no_such_page")


def test_the_reader_ends_with_the_application() -> None:
    reader = FakeReader()
    pictures = Pictures(lambda: reader)  # type: ignore[arg-type,return-value]
    pictures.close()
    assert not reader.is_closed
    pictures._reader = reader  # type: ignore[assignment]
    pictures.close()
    assert reader.is_closed


def _read(house: House, reading: object = None) -> StoredDocument:
    claim_id = house.opened()
    original_id = sent(house.system(), claim_id, [("a.jpg", b"made-up")]).json()["files"][0]["original_id"]
    with house.store.write() as uow:
        found = a_reading() if reading is None else reading
        uow.originals.settle(original_id, None, OriginalState.READ, found, "image/jpeg")  # type: ignore[arg-type]
        return uow.documents.of_claim(claim_id)[0]
