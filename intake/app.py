"""The application: every route, the door around them, and how errors are answered.

>>> document = openapi_document()
>>> document["info"]["title"], "/v1/claims/{claim_id}/submissions" in document["paths"]
('claims-intake', True)
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from anyio.to_thread import run_sync
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from intake.api import (
    audit,
    catalogue,
    checklist,
    claims,
    consents,
    documents,
    events,
    health,
    messages,
    metrics,
    originals,
    questions,
    submissions,
)
from intake.pages import routes as pages
from intake.pictures import Pictures
from intake.upload.slots import UploadSlots
from intake.web.door import Door, trace_of
from intake.web.lingering import Lingering
from intake.web.live import LiveStreams
from intake.web.problems import problem_of
from storage.errors import ClaimsError
from workers.bootstrap import Services, open_reader

_RESOURCES = (
    *(claims, consents, submissions, checklist, questions, messages, documents, originals),
    *(events, audit, catalogue, health, metrics),
)
_ABOUT = """Claim papers in, one plain message out. Every request but those of `health` carries `Authorization: Bearer` with an API
key or the token of a claim's link. Errors are RFC 9457 problem documents with a stable `code`."""


def create_app(services: Services) -> FastAPI:
    """The API and the pages on these parts."""
    app = _routes()
    app.state.services = services
    app.state.upload_slots = UploadSlots()
    app.state.live_streams = LiveStreams()
    app.state.pictures = Pictures(lambda: open_reader(services.settings))
    return app


def openapi_document() -> dict[str, Any]:
    """The OpenAPI document, from code alone: no data folder, no secrets."""
    return _routes().openapi()


def _routes() -> FastAPI:
    app = FastAPI(
        title="claims-intake",
        version=version("claims-intake"),
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/openapi.json",
        lifespan=_life,
        redirect_slashes=False,
    )
    for kind in (ClaimsError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, _problem)
    app.add_exception_handler(ClientDisconnect, _gone)
    for resource in (*_RESOURCES, pages):
        app.include_router(resource.router)
    app.add_middleware(Lingering)
    app.add_middleware(Door)
    return app


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    yield
    await run_sync(app.state.pictures.close)


async def _problem(request: Request, error: Exception) -> Response:
    return problem_of(error).response(trace_of(request))


async def _gone(request: Request, error: Exception) -> Response:
    """Nobody is there to read it; the log's line needs a status."""
    return Response(status_code=499)
