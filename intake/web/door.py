"""The outer door of the API and the pages: every request gets a trace id, every response its headers, every request one
line in the log. Whatever nobody foresaw is answered without its words.

>>> headers = dict(with_ours([(b"cache-control", b"private")], "trc_1"))
>>> headers[b"cache-control"], headers[b"x-request-id"]
(b'private', b'trc_1')
"""

import time
from collections.abc import Mapping

import structlog
from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from intake.web.problems import problem_of
from storage.model.ids import IdKind, new_id
from workers.logs import about

TRACE_HEADER = b"x-request-id"
_HEADERS: Mapping[bytes, bytes] = {
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"no-referrer",
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
    b"cross-origin-resource-policy": b"same-origin",
    b"cache-control": b"no-store",
}
_log = structlog.get_logger()


class Door:
    """Around the whole application. A route's own header wins over the door's."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        trace, began, status = new_id(IdKind.TRACE), time.monotonic(), 0
        scope.setdefault("state", {})["trace"] = trace

        async def told(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": with_ours(message.get("headers", []), trace)}
            await send(message)

        with about(trace=trace):
            try:
                await self._app(scope, receive, told)
            except Exception as error:  # a door: nobody outside sees what nobody foresaw
                _log.error("request.broke", exc_info=error)
                if not status:
                    await problem_of(error).response(trace)(scope, receive, told)
            finally:
                _tell(scope, status, time.monotonic() - began)


def with_ours(headers: list[tuple[bytes, bytes]], trace: str) -> list[tuple[bytes, bytes]]:
    """The response's headers and those that it does not set itself."""
    there = {name.lower() for name, _ in headers}
    ours = [pair for pair in _HEADERS.items() if pair[0] not in there]
    return [*headers, *ours, (TRACE_HEADER, trace.encode())]


def trace_of(request: Request) -> str:
    """The id that everything this request sets off carries."""
    return str(request.state.trace)


def _tell(scope: Scope, status: int, seconds: float) -> None:
    route = scope.get("route")
    named = {"claim": scope["path_params"]["claim_id"]} if "claim_id" in scope.get("path_params", {}) else {}
    _log.info(
        "request.answered",
        method=scope["method"],
        route=getattr(route, "path", None),
        status_code=status,
        seconds=seconds,
        **named,
    )
