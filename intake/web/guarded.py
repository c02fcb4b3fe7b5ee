"""Routes behind a rule, applied before a byte of the body is read: whoever is not let in is not listened to.

>>> Guarded.most_bytes, Streaming.most_bytes
(1000000, None)
"""

from anyio.to_thread import run_sync
from fastapi import Request
from fastapi.routing import APIRoute
from starlette.types import Receive, Scope, Send

from intake.auth import Rule, admitted
from intake.web.door import trace_of
from intake.web.limited import MOST_BYTES, limited
from workers.bootstrap import Services


class Guarded(APIRoute):
    """A route that knows who may call it: one of its dependencies is its rule."""

    most_bytes: int | None = MOST_BYTES
    """What a body may have; None where the route itself counts what it reads."""

    @property
    def rule(self) -> Rule:
        """Raises StopIteration for a route that has none: nobody can call it."""
        return next(need.call for need in self.dependant.dependencies if isinstance(need.call, Rule))

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] in (self.methods or ()):
            request = Request(scope)
            services: Services = request.app.state.services
            shown = request.headers.get("authorization", "")
            request.state.caller = await run_sync(admitted, services, self.rule, shown, trace_of(request))
        if self.most_bytes is not None:
            receive = limited(scope, receive, self.most_bytes)
        await super().handle(scope, receive, send)


class Streaming(Guarded):
    """A guarded route that reads the body itself."""

    most_bytes = None
