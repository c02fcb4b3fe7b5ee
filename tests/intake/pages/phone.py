"""A claimant's phone without JavaScript: one claim, its link, and what can be done on the page."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from httpx import Response

from storage.model.document import Document, Page
from storage.model.document_type import DocumentType
from storage.model.ids import IdKind, new_id
from storage.model.reading import Reading, ReadingStatus, Refusal
from storage.model.submission import Original, OriginalState
from tests.intake.api.house import House
from tests.intake.pages.seen import Seen, seen
from workers.steps.assess_claim import assess_claim

BILL = DocumentType.INV_OUTPATIENT


class Phone:
    """Holds the link of one claim. `posted` keeps the status of the last form, before it came back to the page."""

    def __init__(self, folder: Path, **asked: Any) -> None:
        self.house = House(folder)
        self.claim_id = self.house.opened(has_consent=False, external_ref="C-2026-003721", **asked)
        self.token = self.house.link(self.claim_id)
        self.posted = 0

    @property
    def base(self) -> str:
        return f"/u/{self.token}"

    def get(self, path: str = "", **headers: str) -> Response:
        return self.house.plain.get(f"{self.base}{path}", headers=headers)

    def look(self) -> Seen:
        answer = self.get()
        assert answer.status_code == 200, answer.text
        return seen(answer.text)

    def post(self, act: str, given: Mapping[str, str]) -> Seen:
        """A form is sent, and what it leads to is seen."""
        answer = self.house.plain.post(f"{self.base}/{act}", data=dict(given))
        self.posted = answer.history[0].status_code if answer.history else answer.status_code
        return seen(answer.text)

    def consent(self) -> Seen:
        version = self.look().all("input", name="version")[0].attributes["value"]
        return self.post("consent", {"version": version, "agreed": "1"})

    def upload(self, *files: tuple[str, bytes], **headers: str) -> Response:
        parts = [("files", (name, content, "application/octet-stream")) for name, content in files]
        return self.house.plain.post(f"{self.base}/files", files=parts, headers=headers)

    def read(self, reason: Refusal | None = None, kinds: Sequence[DocumentType] = (BILL,)) -> None:
        """A worker reads all that waits, and the claim is assessed."""
        services = self.house.services
        with self.house.store.write() as uow:
            waiting = uow.originals.in_state(OriginalState.RECEIVED, 100)
            for original in waiting:
                uow.originals.lease(original.id, "wrk_1", uow.now + dt.timedelta(minutes=1), 2)
                found = _read(original, reason, () if reason else kinds)
                uow.originals.settle(original.id, "wrk_1", OriginalState.READ, found, "image/jpeg")
            if waiting:
                uow.claims.bump(self.claim_id)
        assess_claim(services, self.claim_id, new_id(IdKind.TRACE))

    def facts(self) -> Mapping[str, Any]:
        with self.house.store.read() as uow:
            return uow.claims.get(self.claim_id).facts

    def originals(self) -> list[Original]:
        with self.house.store.read() as uow:
            return uow.originals.of_claim(self.claim_id)

    def save(self, **changes: Any) -> None:
        with self.house.store.write() as uow:
            uow.claims.save(replace(uow.claims.get(self.claim_id), **changes))


def _read(original: Original, reason: Refusal | None, kinds: Sequence[DocumentType]) -> Reading:
    documents = tuple(
        Document(id=f"f1.d{number}", type=kind, confidence=0.9, pages=(Page(1, 1280, 1707),))
        for number, kind in enumerate(kinds, 1)
    )
    return Reading(
        file=original.name,
        sha256=original.sha256,
        media_type="image/jpeg",
        status=ReadingStatus.REFUSED if reason else ReadingStatus.READ,
        reason=reason,
        page_count=1,
        documents=documents,
    )
