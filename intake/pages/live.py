"""Tells an open page that something changed: the claim's live events without what they hold; the page asks for what is new.

>>> bare(b'id: 17\\nevent: document.read\\ndata: {"subject":"doc_1"}\\n\\n')
b'id: 17\\ndata: changed\\n\\n'
>>> bare(b": still here\\n\\n")
b': still here\\n\\n'
"""

from collections.abc import AsyncIterator

from fastapi.responses import Response, StreamingResponse

from intake.pages.show import HEADERS
from intake.pages.visit import Visit
from intake.web.live import LiveStreams, cursor_of


async def events(visit: Visit) -> Response:
    """GET /u/{token}/events"""
    streams: LiveStreams = visit.request.app.state.live_streams
    streams.demand_room()
    lines = streams.follow(visit.services, visit.caller, visit.claim_id, cursor_of(visit.request, None))
    headers = {**HEADERS, "X-Accel-Buffering": "no"}
    return StreamingResponse(_bare(lines), media_type="text/event-stream", headers=headers)


async def _bare(lines: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    async for line in lines:
        yield bare(line)


def bare(line: bytes) -> bytes:
    """The same event, with nothing but its cursor."""
    first, _, _ = line.partition(b"\n")
    return first + b"\ndata: changed\n\n" if first.startswith(b"id:") else line
