"""Live events of one claim as server-sent events (HTML standard, section 9.2): the claimant's page follows the reading.

A stream ends by itself after a while; the browser comes back with the last id it saw, so nothing is missed.

>>> import datetime as dt
>>> event_line(Event(seq=7, claim_id="clm_1", kind="document.read", at=dt.datetime(2026, 11, 25, tzinfo=dt.UTC)))
b'id: 7\\nevent: document.read\\ndata: {"claim_id":"clm_1","at":"2026-11-25T00:00:00Z"}\\n\\n'
"""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

from anyio.to_thread import run_sync
from fastapi import Request

from intake.caller import Caller, Way
from intake.errors import refused
from storage.errors import TransientError
from storage.model.records import Event
from workers.bootstrap import Services

_MOST = 100
_COMMENT = b": still here\n\n"
_OURS = frozenset({"clock.near", "clock.over", "message.held", "message.released"})
"""The kinds of events that are no business of a claimant."""


@dataclass(slots=True, kw_only=True)
class LiveStreams:
    """Of one API process; used by its event loop only. `poll_seconds` between looks, `seconds` until a stream ends.

    `is_ending`: the process is to end, so every stream does.
    """

    most: int = 200
    poll_seconds: float = 1.0
    quiet_seconds: float = 15.0
    seconds: float = 600.0
    open: int = 0
    is_ending: bool = False

    def demand_room(self) -> None:
        """Raises Refused `too_many_requests`."""
        if self.open >= self.most:
            raise refused("too_many_requests")

    async def follow(
        self, services: Services, caller: Caller, claim_id: str, after: int
    ) -> AsyncIterator[bytes]:
        """The events after that cursor, and a comment when nothing happens for a while."""
        clock = asyncio.get_running_loop().time
        end, said, seq = clock() + self.seconds, clock(), after
        self.open += 1
        try:
            yield b"retry: 2000\n\n"
            while clock() < end and not self.is_ending:
                found = await run_sync(_after, services, caller, claim_id, seq)
                for event in found:
                    seq = event.seq
                    if caller.way is not Way.LINK or event.kind not in _OURS:
                        yield event_line(event)
                        said = clock()
                if not found and clock() - said >= self.quiet_seconds:
                    yield _COMMENT
                    said = clock()
                if len(found) < _MOST:
                    await asyncio.sleep(self.poll_seconds)
        except TransientError:
            return
        finally:
            self.open -= 1


def event_line(event: Event) -> bytes:
    at = event.at.isoformat().replace("+00:00", "Z")
    data = {"claim_id": event.claim_id, "at": at, **event.data}
    plain = json.dumps(data, separators=(",", ":"))
    return f"id: {event.seq}\nevent: {event.kind}\ndata: {plain}\n\n".encode()


def cursor_of(request: Request, after: int | None) -> int:
    """Where to go on: what a returning browser says, else `after`, else the beginning."""
    said = request.headers.get("last-event-id", "")
    return int(said) if said.isdecimal() and len(said) < 19 else after or 0


def _after(services: Services, caller: Caller, claim_id: str, seq: int) -> list[Event]:
    with services.store.read(tenant=caller.tenant) as uow:
        return uow.events.after(seq, _MOST, claim_id)
