"""An installation to knock at: a fresh store, the application, keys of every kind and a client for each."""

import datetime as dt
from collections.abc import Iterable
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from intake.api_keys import make_secret, secret_sha256
from intake.app import create_app
from storage.model.access import ApiKey, Scope
from storage.model.ids import IdKind, new_id
from storage.store import Store
from tests.storage.stores import SECRETS, Clock, open_store
from workers.bootstrap import Services
from workers.links import make_link
from workers.settings import Settings

OUTPATIENT = {"claim_type": ["outpatient_medical"]}


class FakeReader:
    """Draws the number of the page."""

    def __init__(self) -> None:
        self.is_closed = False

    def page_picture(self, content: bytes, *, page: int, longest: int = 2000) -> bytes:
        return b"\x89PNG page %d of %d bytes" % (page, len(content))

    def close(self) -> None:
        self.is_closed = True


class House:
    """`settings` override those of a fresh installation in that folder."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        self.clock = Clock()
        self.store: Store = open_store(folder, self.clock)
        given = {"data": folder, "free_bytes": 0, **settings}
        self.services = Services(
            settings=Settings(**given),
            store=self.store,
            secrets=SECRETS,
            clock=self.clock,
            notifiers={},
        )
        self.app: FastAPI = create_app(self.services)
        self._open = ExitStack()
        self.plain = self._entered(TestClient(self.app, raise_server_exceptions=False))

    def key(self, *scopes: Scope, tenant: str = "main", **changes: Any) -> str:
        """The secret of a new key."""
        key_id, secret = make_secret()
        given = {"expires_at": None, "revoked_at": None, **changes}
        key = ApiKey(
            id=key_id,
            tenant=tenant,
            name="test",
            scopes=frozenset(scopes),
            secret_sha256=secret_sha256(secret),
            created_at=self.clock(),
            **given,
        )
        with self.store.write(tenant) as uow:
            uow.keys.add(key)
        return secret

    def link(self, claim_id: str, days: float = 14) -> str:
        return make_link(SECRETS, claim_id, self.clock() + dt.timedelta(days=days))

    def caller(self, token: str) -> TestClient:
        client = TestClient(self.app, raise_server_exceptions=False)
        client.headers["Authorization"] = f"Bearer {token}"
        return client

    def system(self) -> TestClient:
        return self.caller(self.key(Scope.SYSTEM))

    def opened(self, *, has_consent: bool = True, **asked: Any) -> str:
        """The id of a new claim."""
        system = self.system()
        opened = system.post("/v1/claims", json={**OUTPATIENT, **asked})
        assert opened.status_code == 201, opened.text
        claim_id = str(opened.json()["id"])
        if has_consent:
            given = system.post(f"/v1/claims/{claim_id}/consents", json={"version": "2026-11"})
            assert given.status_code == 201, given.text
        return claim_id

    def actions(self, claim_id: str, tenant: str = "main") -> list[str]:
        """What the claim's audit chain names, in order."""
        with self.store.read(tenant) as uow:
            return [entry.action for entry in uow.audit.of_claim(claim_id)]

    def steps(self) -> list[tuple[str, str]]:
        """What the outbox holds."""
        with self.store.read() as uow:
            return [(row.step, row.subject) for row in uow.outbox.take(self.clock(), 1000)]

    def leftovers(self) -> list[Path]:
        """Whatever lies in the folder of originals."""
        root = self.services.settings.originals_folder
        return sorted(path for path in root.rglob("*") if path.is_file()) if root.exists() else []

    def close(self) -> None:
        self._open.close()
        self.store.database.close()

    def _entered(self, client: AbstractContextManager[TestClient]) -> TestClient:
        return self._open.enter_context(client)


def sent(client: TestClient, claim_id: str, files: Iterable[tuple[str, bytes]], **headers: str) -> Response:
    """Files in one submission; `Idempotency_Key` and the like as headers."""
    parts = [("files", (name, content, "application/octet-stream")) for name, content in files]
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(f"/v1/claims/{claim_id}/submissions", files=parts, headers=named)


def some_id(kind: IdKind) -> str:
    """Of something that is not there."""
    return new_id(kind)
