"""A body may not be longer than a JSON object of ours ever is. Bodies with files have limits of their own.

>>> announced_in(b"1000001") > MOST_BYTES, announced_in(b"many")
(True, 0)
"""

from fastapi import HTTPException, Request
from starlette.types import Message, Receive, Scope

MOST_BYTES = 1_000_000


def limited(scope: Scope, receive: Receive, most_bytes: int) -> Receive:
    """Reads as `receive` does, but raises HTTPException 413 beyond the limit, at once where the length is announced.

    The framework, which reads JSON bodies, lets no other exception through.
    """
    announced = announced_bytes(Request(scope))
    taken = 0

    async def receive_some() -> Message:
        nonlocal taken
        if announced > most_bytes:
            raise HTTPException(413)
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most_bytes:
            raise HTTPException(413)
        return message

    return receive_some


def announced_bytes(request: Request) -> int:
    """What Content-Length says; 0 where it says nothing."""
    return announced_in(request.headers.get("content-length", "").encode())


def announced_in(content_length: bytes) -> int:
    return int(content_length) if content_length.isdigit() else 0
