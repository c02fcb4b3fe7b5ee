"""One act, one transaction, one answer: and the same answer again for a repeated Idempotency-Key.

>>> Act.__name__
'Act'
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Response
from pydantic import BaseModel

from intake.caller import Caller
from intake.idempotency import Once, digest_of, once_of
from storage.unit_of_work import UnitOfWork
from workers.bootstrap import Services

Do = Callable[[UnitOfWork], BaseModel]


@dataclass(frozen=True, slots=True)
class Act:
    """What an acting route needs: who acts, on what parts, and whether it may have happened already."""

    services: Services
    caller: Caller
    once: Once | None

    def answer(self, do: Do, status: int = 200) -> Response:
        """Does it in one transaction, together with keeping the answer."""
        with self.services.store.write(tenant=self.caller.tenant) as uow:
            kept = self.once.reply(uow) if self.once else None
            if kept is not None:
                return _json(*kept)
            body = do(uow).model_dump_json().encode()
            if self.once:
                self.once.keep(uow, status, body)
        return _json(status, body)


async def act_here(request: Request) -> Act:
    """After the door let the caller in."""
    caller: Caller = request.state.caller
    once = once_of(request, caller)
    if once is not None:
        asked = (request.method.encode(), request.url.path.encode(), await request.body())
        once = once.of(digest_of(*asked))
    return Act(request.app.state.services, caller, once)


Acting = Annotated[Act, Depends(act_here)]


def _json(status: int, body: bytes) -> Response:
    return Response(body, status, media_type="application/json")
