"""The one way in: the body of an upload, streamed into the original store, then recorded.

Whether anything may be taken is settled before the first byte is read. Bytes go from the socket through the parser to the
disk in pieces; waiting for the sender costs no thread. Whatever breaks off on the way leaves nothing behind.

>>> import inspect
>>> list(inspect.signature(receive).parameters)
['request', 'services', 'caller', 'claim_id']
"""

import asyncio
from collections.abc import AsyncIterator

from anyio import CancelScope
from anyio.to_thread import run_sync
from fastapi import Request
from python_multipart.multipart import parse_options_header

from extractors.limits import Limits
from intake.caller import Caller
from intake.errors import refused
from intake.idempotency import once_of
from intake.upload.admission import Announced, admit
from intake.upload.delivery import Delivery, file_too_large
from intake.upload.file_names import name_of_body
from intake.upload.multipart import Body, Multipart, RawFile
from intake.upload.receipt import Receipt
from intake.upload.slots import UploadSlots
from intake.web.limited import announced_bytes
from workers.bootstrap import Services

_HANDFUL = 256 * 1024
_WRAPPING = 64 * 1024
"""Bytes that multipart may add to the files."""


async def receive(request: Request, services: Services, caller: Caller, claim_id: str) -> Receipt:
    """Takes the request's body (multipart of several files, or one raw file) and answers once every byte is safe.

    Raises Refused, NotFound, Conflict (`claim_ended`, `consent_required`), StoreFull and StoreUnavailable; then nothing of
    the upload was recorded. Raises ClientDisconnect when the sender hangs up.
    """
    slots: UploadSlots = request.app.state.upload_slots
    body = _body(request)
    is_lone = isinstance(body, RawFile)
    upload = Announced(size=announced_bytes(request), once=once_of(request, caller))
    most = services.settings.most_bytes + _WRAPPING
    if upload.size > most:
        raise refused("body_too_large", f" (at most {most} bytes)")
    if is_lone and upload.size > Limits.default().file_bytes:
        raise file_too_large()
    with slots.slot(claim_id):
        place = await run_sync(admit, services, caller, claim_id, upload)
        delivery = Delivery(services, caller, place, is_lone=is_lone)
        try:
            async for chunk in _handfuls(request, slots, most):
                await run_sync(delivery.take, body.feed(chunk))
            await run_sync(delivery.take, body.close())
            return await run_sync(delivery.commit)
        finally:
            with CancelScope(shield=True):
                await run_sync(delivery.abort)


def _body(request: Request) -> Body:
    said = request.headers.get("content-type", "")
    kind, options = parse_options_header(said)
    if kind == b"multipart/form-data":
        return Multipart(options.get(b"boundary", b""))
    if kind.startswith(b"multipart/") or kind in (b"application/json", b"application/x-www-form-urlencoded"):
        raise refused("unsupported_media_type")
    return RawFile(name_of_body(request))


async def _handfuls(request: Request, slots: UploadSlots, most: int) -> AsyncIterator[bytes]:
    """The body in pieces worth a thread's while. Raises Refused `slow_request`, `body_too_large`."""
    gathered, total = bytearray(), 0
    async for chunk in _in_time(request, slots):
        total += len(chunk)
        if total > most:
            raise refused("body_too_large", f" (at most {most} bytes)")
        gathered += chunk
        if len(gathered) >= _HANDFUL:
            yield bytes(gathered)
            gathered.clear()
    yield bytes(gathered)


async def _in_time(request: Request, slots: UploadSlots) -> AsyncIterator[bytes]:
    clock, stream = asyncio.get_running_loop().time, request.stream()
    end = clock() + slots.longest_seconds
    while True:
        try:
            async with asyncio.timeout(min(slots.idle_seconds, end - clock())):
                chunk = await anext(stream, None)
        except TimeoutError:
            raise refused("slow_request") from None
        if chunk is None:
            return
        yield chunk
