"""An installation in a folder, with a clock that tests move and a reader that replays: uploads in, messages out."""

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from extractors.walls.looking import Sight
from storage.model.claim import Channel, Claim, ClaimState, ClaimType
from storage.model.document import Document
from storage.model.ids import IdKind, new_id
from storage.model.records import OutboxRow, StoredMessage
from storage.model.submission import Original, Submission
from storage.unit_of_work import UnitOfWork
from tests.storage.stores import SECRETS, Clock, open_store
from tests.workers.readers import Replays, Sees
from workers.bootstrap import Services
from workers.clocks import after_upload
from workers.notify import Outgoing
from workers.notify.log import Log
from workers.settings import Settings
from workers.steps.assess_claim import assess_claim
from workers.steps.case import keep_state
from workers.steps.compose_message import compose_if_due
from workers.steps.deliver_message import deliver_message
from workers.steps.door import step
from workers.steps.look_at_original import look_at_original
from workers.steps.look_ups import look_up_of_claim
from workers.steps.read_original import PaperReader, read_original

NOON = dt.datetime(2026, 4, 10, 4, tzinfo=dt.UTC)
TRACE = "trc_01m3250v00abcdefghjkmnpqrs"


class Outbasket:
    """A way out that keeps what it was given."""

    name = "console"

    def __init__(self) -> None:
        self.sent: list[Outgoing] = []

    def send(self, outgoing: Outgoing) -> None:
        self.sent.append(outgoing)


class World:
    """`services` as a worker has them; the steps are called directly, from the outbox, in its order."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        self.clock = Clock()
        self.clock.now = NOON
        self.basket = Outbasket()
        self.reader = Replays()
        self.looker = Sees(Sight(None))
        self.services = Services(
            settings=Settings(data=folder, **settings),
            store=open_store(folder, self.clock),
            secrets=SECRETS,
            clock=self.clock,
            notifiers={"console": self.basket, "log": Log()},
        )

    def another_worker(self) -> Services:
        """A second process with the same store."""
        return replace(self.services, name=new_worker_name())

    def open_claim(self, facts: Mapping[str, Any] | None = None, **changes: Any) -> str:
        claim = Claim(
            id=new_id(IdKind.CLAIM),
            tenant="main",
            external_ref=None,
            claim_types=(ClaimType.OUTPATIENT_MEDICAL,),
            locale="zh-CN",
            channel=Channel("console"),
            facts={"event.cause": "disease", **(facts or {})},
            opened_at=self.clock.now,
        )
        with self.services.store.write() as uow:
            uow.claims.add(replace(claim, **changes))
            uow.audit.append(claim.id, "key:key_1", "claim.opened", claim.id)
            uow.outbox.add("assess_claim", claim.id, TRACE)
        return claim.id

    def upload(self, claim_id: str, name: str, *papers: Document | str) -> str:
        """One file as the door records it; what it holds is told to the reader. A text is the code of a refusal."""
        content = f"{name} of {claim_id}".encode()
        refusal = next((paper for paper in papers if isinstance(paper, str)), None)
        self.reader.papers[content] = refusal or tuple(one for one in papers if isinstance(one, Document))
        return self.put(claim_id, name, content)

    def put(self, claim_id: str, name: str, content: bytes) -> str:
        """One file of these bytes."""
        with self.services.store.read() as uow:
            seal = uow.claims.seal(claim_id)
        with self.services.store.originals.receive("main", claim_id, seal) as intake:
            intake.write(content)
            stored = intake.commit()
        with self.services.store.write() as uow:
            return _record(uow, claim_id, name, (stored.sha256, stored.size))

    def finish(self, claim_id: str) -> None:
        with self.services.store.write() as uow:
            uow.claims.save(replace(uow.claims.get(claim_id), finished_at=uow.now))
            uow.outbox.add("compose_message", claim_id, TRACE)

    def learn(self, claim_id: str, **facts: Any) -> None:
        """New facts, as the door records them."""
        with self.services.store.write() as uow:
            claim = uow.claims.get(claim_id)
            known = {**claim.facts, **{name.replace("__", "."): value for name, value in facts.items()}}
            uow.claims.save(replace(claim, facts=known, revision=claim.revision + 1))
            uow.outbox.add("assess_claim", claim_id, TRACE)

    def run(self, reader: PaperReader | None = None, *, times: int = 1) -> list[OutboxRow]:
        """All that is due, until nothing is; each step so many times in a row."""
        done: list[OutboxRow] = []
        while rows := self._take():
            for row in rows:
                for _ in range(times):
                    self.do(row.step, row.subject, row.trace, reader)
            done.extend(rows)
        return done

    def do(self, name: str, subject: str, trace: str = TRACE, reader: PaperReader | None = None) -> None:
        with step(name, subject, trace):
            match name:
                case "look_at_original":
                    look_at_original(self.services, self.looker, subject)
                case "read_original":
                    read_original(self.services, reader or self.reader, subject, trace)
                case "assess_claim":
                    assess_claim(self.services, subject, trace)
                case "look_up":
                    look_up_of_claim(self.services, subject, trace)
                case "compose_message":
                    compose_if_due(self.services, subject, trace)
                case "deliver_message":
                    deliver_message(self.services, subject, trace)

    def lose_outbox(self) -> list[OutboxRow]:
        """As when the queue had it and was wiped."""
        return self._take()

    def claim(self, claim_id: str) -> Claim:
        with self.services.store.read() as uow:
            return uow.claims.get(claim_id)

    def state(self, claim_id: str) -> ClaimState:
        return self.claim(claim_id).state

    def original(self, original_id: str) -> Original:
        with self.services.store.read() as uow:
            return uow.originals.get(original_id)

    def assessment(self, claim_id: str) -> Mapping[str, Any]:
        """The latest one, as JSON."""
        with self.services.store.read() as uow:
            latest = uow.assessments.latest(claim_id)
        assert latest is not None
        return latest.data

    def messages(self, claim_id: str) -> list[StoredMessage]:
        with self.services.store.read() as uow:
            return uow.messages.of_claim(claim_id)

    def actions(self, claim_id: str) -> list[str]:
        with self.services.store.read() as uow:
            return [entry.action for entry in uow.audit.of_claim(claim_id)]

    def events(self, claim_id: str) -> list[str]:
        with self.services.store.read() as uow:
            return [event.kind for event in uow.events.after(0, 1000, claim_id)]

    def waiting(self) -> list[OutboxRow]:
        """The whole outbox, also what is not due yet."""
        with self.services.store.read() as uow:
            return uow.outbox.take(dt.datetime.max.replace(tzinfo=dt.UTC), 1000)

    def _take(self) -> list[OutboxRow]:
        with self.services.store.write() as uow:
            rows = uow.outbox.take(uow.now, 1000)
            uow.outbox.sent([row.id for row in rows])
        return rows


def new_worker_name() -> str:
    return f"wrk_{secrets.token_hex(6)}"


def _record(uow: UnitOfWork, claim_id: str, name: str, stored: tuple[str, int]) -> str:
    original = Original(
        id=new_id(IdKind.ORIGINAL),
        tenant="main",
        claim_id=claim_id,
        submission_id=new_id(IdKind.SUBMISSION),
        number=uow.originals.next_number(claim_id),
        sha256=stored[0],
        size=stored[1],
        media_type="application/octet-stream",
        name=name,
        received_at=uow.now,
    )
    submission = Submission(
        id=original.submission_id,
        tenant="main",
        claim_id=claim_id,
        way="link",
        received_at=uow.now,
        originals=(original.id,),
    )
    uow.originals.add(original)
    uow.submissions.add(submission, None, None)
    claim = after_upload(uow.claims.get(claim_id), uow.now)
    uow.claims.save(replace(claim, revision=claim.revision + 1))
    keep_state(uow, claim_id)
    uow.audit.append(claim_id, f"link:{claim_id}", "original.received", original.id, {"sha256": stored[0]})
    uow.outbox.add("read_original", original.id, TRACE)
    return original.id
