"""What all requests and all errors share.

>>> Asked.model_config["extra"]
'forbid'
"""

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict


class Asked(BaseModel):
    """A request's body: what is not known is refused by name."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Told(BaseModel):
    """A response's body. Times are RFC 3339 in UTC."""

    model_config = ConfigDict(frozen=True)


class FieldFault(Told):
    """A field of the request that is wrong."""

    field: str
    message: str


class ProblemTold(Told):
    """RFC 9457. `code` is stable; `trace` finds the request in the log."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    remedy: str
    trace: str
    errors: Sequence[FieldFault] = ()


PROBLEMS: dict[int | str, dict[str, Any]] = {
    code: {"model": ProblemTold, "description": "A problem document, as application/problem+json"}
    for code in ("4XX", "5XX", 422)
}
