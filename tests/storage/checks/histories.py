"""A store in which things were done on several days, and an attacker who can write to its file."""

import datetime as dt
import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from storage.checks.fault import Fault
from storage.model.audit import AuditEntry, Detail, digest_of
from storage.model.ids import IdKind, new_id
from storage.model.submission import Original, OriginalState, Submission
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from storage.verify import verify_all
from tests.storage.stores import Clock, a_message, a_reading, an_assessment, an_original, open_store, put_claim

SYSTEM, LINK, WORKER = "key:key_1", "link:clm_1", "worker:wrk_1"


NAMING = (
    *("documents", "readings", "messages", "assessments", "originals", "submissions", "events"),
    *("consents", "cannots", "claim_keys", "audit_heads", "audit_entries"),
)


@dataclass(frozen=True, slots=True)
class History:
    """The first claim has two originals, everything else one; the days before `clock` have their roots."""

    store: Store
    clock: Clock
    folder: Path
    first: str
    second: str

    def found(self) -> list[Fault]:
        return list(verify_all(self.store))

    def whats(self) -> list[str]:
        return [fault.what for fault in self.found()]

    def attack(self, *statements: str, **values: Any) -> None:
        """Writes past the store, its triggers and its foreign keys, as somebody with the file could."""
        with closing(sqlite3.connect(self.store.database.path)) as connection, connection:
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
                connection.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                connection.execute(statement, values)

    def rows(self, query: str, **values: Any) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.store.database.path)) as connection:
            return connection.execute(query, values).fetchall()

    def chain(self, claim_id: str) -> list[AuditEntry]:
        with self.store.read() as uow:
            return uow.audit.of_claim(claim_id)

    def write_anew(self, entries: list[AuditEntry]) -> None:
        """Replaces the claim's chain by these entries, with numbers, links and digests that agree."""
        self.attack("DELETE FROM audit_entries WHERE claim_id = :claim", claim=entries[0].claim_id)
        previous = "0" * 64
        for seq, entry in enumerate(entries, 1):
            linked = replace(entry, seq=seq, previous=previous)
            previous = digest_of(linked)
            values = {name: getattr(linked, name) for name in AuditEntry.__slots__}
            values |= {"details": json.dumps(dict(linked.details)), "digest": previous, "tenant": "main"}
            columns = ", ".join(f'"{name}"' for name in values)
            marks = ", ".join(f":{name}" for name in values)
            self.attack(f"INSERT INTO audit_entries ({columns}) VALUES ({marks})", **values)

    def remove(self, claim_id: str, *but: str) -> None:
        """The claim's rows in all tables but these and the daily roots."""
        for table in NAMING:
            if table not in but:
                self.attack(f"DELETE FROM {table} WHERE claim_id = :claim", claim=claim_id)
        self.attack("DELETE FROM claims WHERE id = :claim", claim=claim_id)

    def path_of(self, original: Original) -> Path:
        return self.folder / "originals" / original.tenant / original.claim_id / original.sha256

    def originals(self, claim_id: str) -> list[Original]:
        with self.store.read() as uow:
            return uow.originals.of_claim(claim_id)


def named(faults: list[Fault]) -> set[tuple[str, str]]:
    return {(fault.what, fault.where) for fault in faults}


def a_history(folder: Path) -> History:
    """Two claims over three days; a root for each of the first two."""
    clock = Clock()
    store = open_store(folder, clock)
    first, second = opened(store), opened(store)
    upload(store, first, b"an invoice")
    end_day(store, clock)
    upload(store, first, b"an identity card")
    upload(store, second, b"an invoice")
    assess(store, first)
    end_day(store, clock)
    withdraw(store, second)
    assess(store, second)
    return History(store, clock, folder, first, second)


def opened(store: Store) -> str:
    with store.write() as uow:
        claim = put_claim(uow)
        uow.audit.append(claim.id, SYSTEM, "claim.opened", claim.id, {"claim_types": 2})
        uow.consents.add(claim.id, "1", LINK, uow.now, {})
        uow.audit.append(claim.id, LINK, "consent.given", claim.id, {"version": "1"})
    return claim.id


def upload(store: Store, claim_id: str, content: bytes) -> Original:
    """Received, recorded and read, as the service does it."""
    with store.read() as uow:
        seal = uow.claims.seal(claim_id)
    with store.originals.receive("main", claim_id, seal) as intake:
        intake.write(content)
        stored = intake.commit()
    with store.write() as uow:
        number, submission_id = uow.originals.next_number(claim_id), new_id(IdKind.SUBMISSION)
        original = an_original(claim_id, submission_id, number, sha256=stored.sha256, size=stored.size)
        uow.originals.add(original)
        _record(uow, original)
    with store.write() as uow:
        uow.originals.settle(
            original.id, None, OriginalState.READ, a_reading(sha256=stored.sha256), "image/jpeg"
        )
        uow.audit.append(claim_id, WORKER, "original.read", original.id, {"status": "read", "code": None})
    return original


def _record(uow: UnitOfWork, original: Original) -> None:
    submission = Submission(
        id=original.submission_id,
        tenant="main",
        claim_id=original.claim_id,
        way="link",
        received_at=uow.now,
        originals=(original.id,),
    )
    uow.submissions.add(submission, None, None)
    told: dict[str, Detail] = {"sha256": original.sha256, "size": original.size}
    uow.audit.append(original.claim_id, LINK, "original.received", original.id, told)
    uow.audit.append(original.claim_id, LINK, "submission.received", submission.id, {"files": 1})


def assess(store: Store, claim_id: str) -> None:
    with store.write() as uow:
        assessment_id = uow.assessments.add(claim_id, uow.claims.bump(claim_id), an_assessment(), uow.now)
        assert assessment_id is not None
        uow.audit.append(claim_id, WORKER, "claim.assessed", assessment_id, {"number": 1, "complete": False})
        message = uow.messages.add(claim_id, assessment_id, a_message(), uow.now)
        uow.audit.append(claim_id, WORKER, "message.composed", message.id, {"number": 1})


def withdraw(store: Store, claim_id: str) -> None:
    with store.write() as uow:
        document = uow.documents.of_claim(claim_id)[0]
        uow.documents.withdraw(document.id, uow.now)
        uow.audit.append(claim_id, LINK, "document.withdrawn", document.id)
        uow.cannots.add(claim_id, "fee_list", None, None, "医院关门了", uow.now)
        uow.audit.append(claim_id, LINK, "item.cannot", "fee_list")


def end_day(store: Store, clock: Clock) -> None:
    day = clock.now.date()
    clock.now += dt.timedelta(days=1)
    with store.write() as uow:
        assert uow.roots.make(day) is not None
