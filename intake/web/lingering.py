"""Refusing a body without reading it, so that the sender gets to see why.

A server that closes a connection while bytes are still coming in makes the sender's system throw the answer away (RFC 9112
section 9.6). So an answer that comes before the body was read says `Connection: close`, goes out, and what still comes in is
dropped for a moment before the connection ends.

>>> Lingering(None).most_seconds
2.0
"""

import asyncio
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from intake.web.limited import announced_in


@dataclass(slots=True)
class Lingering:
    """Drops at most so much, for at most so long."""

    app: ASGIApp
    most_seconds: float = 2.0
    most_bytes: int = 4_194_304

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _has_body(scope):
            await self.app(scope, receive, send)
            return
        is_whole = is_early = False

        async def watched() -> Message:
            nonlocal is_whole
            message = await receive()
            is_whole = is_whole or not message.get("more_body", False)
            return message

        async def answered(message: Message) -> None:
            nonlocal is_early
            if message["type"] == "http.response.start" and not is_whole:
                is_early = True
                message = {**message, "headers": [*message.get("headers", []), (b"connection", b"close")]}
            if is_early and message["type"] == "http.response.body" and not message.get("more_body", False):
                await send({**message, "more_body": True})
                await self._drop(watched)
                message = {"type": "http.response.body", "body": b""}
            await send(message)

        await self.app(scope, watched, answered)

    async def _drop(self, receive: Receive) -> None:
        dropped, more = 0, True
        try:
            async with asyncio.timeout(self.most_seconds):
                while more and dropped < self.most_bytes:
                    message = await receive()
                    dropped += len(message.get("body", b""))
                    more = message.get("more_body", False)
        except TimeoutError:
            return


def _has_body(scope: Scope) -> bool:
    headers = dict(scope["headers"])
    return b"transfer-encoding" in headers or announced_in(headers.get(b"content-length", b"")) > 0
