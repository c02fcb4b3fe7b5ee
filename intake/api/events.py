"""Everything that happened, by cursor, so that nobody misses one; and live, for the page of one claim.

>>> sorted(route.path for route in router.routes)
['/v1/claims/{claim_id}/events', '/v1/events']
"""

from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import Query, Request
from fastapi.responses import StreamingResponse

from intake.acts.reach import claim_of
from intake.api.who import ByAllThree, BySystem, Here, resource
from intake.caller import Caller
from intake.schemas.outcome import EventPage
from intake.views.outcome import event_told
from intake.web.live import LiveStreams, cursor_of
from workers.bootstrap import Services

router = resource("events")

_Cursor = Annotated[int, Query(ge=0, lt=2**63)]


@router.get("/events")
def list_all(
    caller: BySystem, here: Here, after: _Cursor = 0, limit: Annotated[int, Query(ge=1, le=1000)] = 100
) -> EventPage:
    """Events of all claims after that cursor, the oldest first. Ask again with `next`, also when nothing came."""
    with here.store.read(tenant=caller.tenant) as uow:
        found = uow.events.after(after, limit)
    return EventPage(events=[event_told(event) for event in found], next=found[-1].seq if found else after)


@router.get("/claims/{claim_id}/events", response_class=StreamingResponse)
async def follow(
    claim_id: str, request: Request, caller: ByAllThree, here: Here, after: _Cursor = 0
) -> StreamingResponse:
    """Server-sent events of one claim, from `after` or Last-Event-ID on. The stream ends after ten minutes; come back."""
    streams: LiveStreams = request.app.state.live_streams
    await run_sync(_look, here, caller, claim_id)
    streams.demand_room()
    lines = streams.follow(here, caller, claim_id, cursor_of(request, after))
    return StreamingResponse(lines, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


def _look(services: Services, caller: Caller, claim_id: str) -> None:
    """Raises NotFound."""
    with services.store.read(tenant=caller.tenant) as uow:
        claim_of(uow, caller, claim_id)
