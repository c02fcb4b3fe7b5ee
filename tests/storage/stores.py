"""Stores on a fresh database, and made-up things to put into them."""

import datetime as dt
import functools
import shutil
import tempfile
from pathlib import Path
from types import MappingProxyType
from typing import Any

from storage import migrate
from storage.database import Database
from storage.model.checklist import Assessment, Deficiency, Tone, Verdict
from storage.model.claim import Channel, Claim, ClaimType
from storage.model.document import Document, Page
from storage.model.document_type import DocumentType
from storage.model.extraction import Field, Grade, Source
from storage.model.ids import IdKind, new_id
from storage.model.message import Message
from storage.model.reading import Reading, ReadingStatus
from storage.model.submission import Original, Submission
from storage.originals.folder import FolderStore
from storage.sealing import ClaimKeys
from storage.secrets import Secrets
from storage.store import Store
from storage.unit_of_work import UnitOfWork

START = dt.datetime(2026, 11, 25, 8, tzinfo=dt.UTC)
SECRETS = Secrets(b"s" * 32, b"l" * 32, b"a" * 32, "0a1b2c3d")
NAME = "欧阳小满"
"""A made-up person, whose name must not be found in the files of the database."""


class Clock:
    """Stands still until it is told to move."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> dt.datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += dt.timedelta(**by)


@functools.cache
def _empty() -> bytes:
    """An upgraded database without a row."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.db"
        migrate.upgrade(f"sqlite:///{path}")
        return path.read_bytes()


def open_store(folder: Path, clock: Clock | None = None) -> Store:
    """The store in that folder, made where it is missing."""
    path = folder / "claims.db"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_empty())
    database = Database(f"sqlite:///{path}")
    return Store(
        database, FolderStore(folder / "originals"), ClaimKeys(SECRETS), SECRETS, clock=clock or Clock()
    )


def copy_of(store: Store, folder: Path) -> Path:
    """The database file with everything in it, for tests that look at bytes."""
    store.database.close()
    return Path(shutil.copy(store.database.path, folder / "copy.db"))


def a_claim(**changes: Any) -> Claim:
    given: dict[str, Any] = {
        "id": new_id(IdKind.CLAIM),
        "tenant": "main",
        "external_ref": None,
        "claim_types": (ClaimType.OUTPATIENT_MEDICAL, ClaimType.ACCIDENT_MEDICAL),
        "locale": "zh-CN",
        "channel": Channel("sms", f"{NAME} 13900000000"),
        "facts": {"insured.name": NAME, "visits": [{"from": "2026-04-01"}], "insured.is_dead": False},
        "list_version": "1",
        "opened_at": START,
    }
    return Claim(**given | changes)


def an_original(claim_id: str, submission_id: str, number: int = 1, **changes: Any) -> Original:
    given: dict[str, Any] = {
        "id": new_id(IdKind.ORIGINAL),
        "tenant": "main",
        "claim_id": claim_id,
        "submission_id": submission_id,
        "number": number,
        "sha256": f"{number:064x}",
        "size": 1234,
        "media_type": "image/jpeg",
        "name": f"{NAME}{number}.jpg",
        "received_at": START,
    }
    return Original(**given | changes)


def a_reading(papers: int = 1, **changes: Any) -> Reading:
    found = tuple(
        Document(
            id=f"f1.d{paper}",
            type=DocumentType.ID_CARD,
            confidence=0.98,
            pages=(Page(1, 1280, 1707),),
            fields=MappingProxyType(
                {
                    "name": Field(
                        value=NAME,
                        raw=NAME,
                        confidence=0.9,
                        grade=Grade.AUTO,
                        source=Source.OCR,
                        page=1,
                        box=None,
                    )
                }
            ),
        )
        for paper in range(1, papers + 1)
    )
    given: dict[str, Any] = {
        "file": "as/the/reader/saw/it.jpg",
        "sha256": f"{1:064x}",
        "media_type": "image/jpeg",
        "status": ReadingStatus.READ,
        "page_count": 1,
        "seconds": 0.5,
        "documents": found,
    }
    return Reading(**given | changes)


def a_message(text: str = "请补充材料") -> Message:
    return Message(
        locale="zh-CN", tone="standard", subject=NAME, text=NAME + text, sms=NAME, fingerprint="f" * 64
    )


def an_assessment() -> Assessment:
    return Assessment(
        claim_types=(ClaimType.OUTPATIENT_MEDICAL,),
        is_complete=False,
        items=(),
        questions=(),
        message=a_message(),
        findings=(),
        totals={"total": "439.94"},
        deficiencies=(
            Deficiency(key="fee_list", person="insured", scope="claim", name="清单", lines=("一", "二")),
        ),
        received=("身份证",),
        under_review=("发票",),
        verdicts={"doc_1": Verdict(Tone.FINE, "看清了", NAME)},
    )


def put_claim(uow: UnitOfWork, **changes: Any) -> Claim:
    claim = a_claim(tenant=uow.tenant, **changes)
    uow.claims.add(claim)
    return claim


def put_originals(uow: UnitOfWork, claim_id: str, count: int = 1) -> list[Original]:
    """One submission of that many originals."""
    submission_id = new_id(IdKind.SUBMISSION)
    first = uow.originals.next_number(claim_id)
    found = [
        an_original(claim_id, submission_id, number, tenant=uow.tenant)
        for number in range(first, first + count)
    ]
    for original in found:
        uow.originals.add(original)
    uow.submissions.add(
        Submission(
            id=submission_id,
            tenant=uow.tenant,
            claim_id=claim_id,
            way="link",
            received_at=uow.now,
            originals=tuple(original.id for original in found),
        ),
        None,
        None,
    )
    return found
