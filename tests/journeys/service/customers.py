"""A claimant with a link, and the system that opened the claim: what they do over HTTP, and what came of it."""

from collections.abc import Sequence
from typing import Any

import httpx

from storage.model.access import Scope
from storage.model.records import MessageState, StoredMessage
from storage.model.submission import Original, OriginalState
from storage.verify import verify_claim
from tests.journeys.service.papers import Paper, facts
from tests.journeys.service.processes import until
from tests.journeys.service.serving import Serving

CONSENT = "2026-11"


class Customer:
    """Opened with what the insurer knows of the made-up claim; has given consent."""

    def __init__(self, serving: Serving) -> None:
        self.serving = serving
        self.key = serving.key(Scope.SYSTEM)
        asked = {"claim_type": ["outpatient_medical"], "facts": facts(), "channel": {"kind": "log"}}
        opened = serving.door(self.key).post("/v1/claims", json=asked)
        assert opened.status_code == 201, opened.text
        self.claim_id = str(opened.json()["id"])
        self.upload_url = str(opened.json()["upload_url"])
        self.token = self.upload_url.rpartition("/")[2]
        self.door = serving.door(self.token)
        given = self.act("consents", {"version": CONSENT})
        assert given.status_code == 201, given.text

    def act(self, what: str, body: dict[str, Any] | None = None) -> httpx.Response:
        return self.door.post(f"/v1/claims/{self.claim_id}/{what}", json=body or {})

    def look(self, what: str) -> Any:
        found = self.door.get(f"/v1/claims/{self.claim_id}/{what}")
        assert found.status_code == 200, found.text
        return found.json()

    def send(self, *sent: Paper, once: str | None = None, door: httpx.Client | None = None) -> httpx.Response:
        """Files in one submission."""
        files = [("files", (paper.name, paper.content, "image/png")) for paper in sent]
        headers = {"Idempotency-Key": once} if once else {}
        path = f"/v1/claims/{self.claim_id}/submissions"
        return (door or self.door).post(path, files=files, headers=headers)

    def submit(self, *sent: Paper, once: str | None = None) -> list[str]:
        """The ids of the originals, once they are safe."""
        answer = self.send(*sent, once=once)
        assert answer.status_code == 202, answer.text
        return [file["original_id"] for file in answer.json()["files"]]

    def finish(self) -> None:
        finished = self.act("finish")
        assert finished.status_code == 202, finished.text

    def originals(self) -> list[Original]:
        with self.serving.services.store.read() as uow:
            return uow.originals.of_claim(self.claim_id)

    def messages(self) -> list[StoredMessage]:
        with self.serving.services.store.read() as uow:
            return uow.messages.of_claim(self.claim_id)

    def actions(self) -> list[str]:
        """What the claim's chain names, in order."""
        with self.serving.services.store.read() as uow:
            return [entry.action for entry in uow.audit.of_claim(self.claim_id)]

    def until_sent(self, number: int = 1, seconds: float = 90.0) -> StoredMessage:
        """The newest message, once so many have left."""
        until(lambda: self._has_sent(number), seconds, what=f"message {number} of {self.claim_id}")
        return self.messages()[-1]

    def _has_sent(self, number: int) -> bool:
        states = [message.state for message in self.messages()]
        return len(states) >= number and states[-1] is MessageState.SENT

    def asks(self) -> dict[str, str]:
        """Key and state of what the customer is asked for, as the API tells it."""
        asked = ("wrong_person", "expired", "wrong_side_or_page", "unreadable", "missing")
        return {
            item["key"]: item["state"] for item in self.look("checklist")["items"] if item["state"] in asked
        }

    def assert_whole(self, kept: Sequence[str], messages: int = 1, *, quarantined: Sequence[str] = ()) -> None:
        """Every original that was promised is there and read once, no other; the messages are as many; all is sound."""
        originals = {original.id: original.state for original in self.originals()}
        wanted = {id: OriginalState.QUARANTINED if id in quarantined else OriginalState.READ for id in kept}
        assert originals == wanted
        actions = self.actions()
        assert actions.count("message.sent") == actions.count("message.composed") == messages
        assert actions.count("original.received") == len(kept)
        with self.serving.services.store.read() as uow:
            documents = [document.original_id for document in uow.documents.of_claim(self.claim_id)]
        assert sorted(documents) == sorted(kept), "one paper each, and no second set"
        assert verify_claim(self.serving.services.store, self.claim_id) == []
