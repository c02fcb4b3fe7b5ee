"""Errors as RFC 9457 problem documents: what clients see of whatever goes wrong, and nothing more.

>>> problem = problem_of(StoreFull("No room."))
>>> problem.status, problem.code, problem.headers
(507, 'store_full', {})
>>> problem_of(ValueError("张悦")).body("trc_1")["detail"]
'Something went wrong on our side.'
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from extractors.errors import RefusedFile
from intake.errors import Refused, Unauthorized, refused
from storage.errors import ClaimsError, Conflict, NotFound, SchemaWrong, StoreFull, TransientError
from validators.errors import ChecklistMissing, UsageError
from workers.errors import LinkExpired, LinkInvalid

_STATUS: tuple[tuple[type[ClaimsError], int], ...] = (
    (NotFound, 404),
    (Conflict, 409),
    (UsageError, 422),
    (ChecklistMissing, 422),
    (RefusedFile, 422),
    (SchemaWrong, 503),
    (StoreFull, 507),
    (TransientError, 503),
)
_RETRY_SECONDS = {429: 2, 503: 5}
_BY_STATUS = {404: "no_such_address", 405: "method_not_allowed", 413: "body_too_large"}
Fault = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """`faults` name each field of the request that is wrong: {field, message}."""

    status: int
    code: str
    detail: str
    remedy: str
    faults: Sequence[Fault] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self, trace: str) -> dict[str, Any]:
        """The document's members."""
        members: dict[str, Any] = {
            "type": f"urn:claims-intake:{self.code}",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
            "remedy": self.remedy,
            "trace": trace,
        }
        return {**members, "errors": list(self.faults)} if self.faults else members

    def response(self, trace: str) -> JSONResponse:
        return JSONResponse(
            self.body(trace), self.status, dict(self.headers), media_type="application/problem+json"
        )


def problem_of(error: Exception) -> Problem:
    """What a client is told of that error: our own words for what we raise on purpose, one sentence for the rest."""
    match error:
        case RequestValidationError():
            return _invalid(error)
        case HTTPException():
            return _of_framework(error)
        case LinkInvalid():
            return _told(refused("unauthorized"), 401)
        case LinkExpired():
            return _told(refused("link_expired"), 401)
        case Refused():
            return _told(error, error.status)
        case ClaimsError():
            return _of_tree(error)
        case _:
            return _told(refused("internal_error"), 500)


def _of_tree(error: ClaimsError) -> Problem:
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), None)
    return _told(error, status) if status else _told(refused("internal_error"), 500)


def _told(error: ClaimsError, status: int) -> Problem:
    headers = {"Retry-After": str(_RETRY_SECONDS[status])} if status in _RETRY_SECONDS else {}
    if isinstance(error, Unauthorized):
        headers["WWW-Authenticate"] = "Bearer"
    return Problem(status=status, code=error.code, detail=error.message, remedy=error.remedy, headers=headers)


def _of_framework(error: HTTPException) -> Problem:
    known = refused(_BY_STATUS.get(error.status_code, "invalid_request"))
    status = error.status_code if 400 <= error.status_code < 600 else 500
    return Problem(
        status=status, code=known.code, detail=known.message, remedy=known.remedy, headers=error.headers or {}
    )


def _invalid(error: RequestValidationError) -> Problem:
    """Names each field and what is wrong with it, without what was sent."""
    found = error.errors()
    is_json = all(fault["type"] != "json_invalid" for fault in found)
    told = refused("invalid_request" if is_json else "invalid_json")
    faults = [{"field": ".".join(map(str, fault["loc"])), "message": str(fault["msg"])} for fault in found]
    return Problem(status=told.status, code=told.code, detail=told.message, remedy=told.remedy, faults=faults)
