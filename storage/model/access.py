"""Who may do what: the scopes of an API key, and whoever stands behind a request.

>>> Scope("auditor") is Scope.AUDITOR
True
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    """What a key is for."""

    SYSTEM = "system"
    STAFF = "staff"
    REVIEWER = "reviewer"
    AUDITOR = "auditor"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """A key as it is kept: never the secret, only its SHA-256."""

    id: str
    tenant: str
    name: str
    scopes: frozenset[Scope]
    secret_sha256: str
    created_at: dt.datetime
    expires_at: dt.datetime | None = None
    revoked_at: dt.datetime | None = None
