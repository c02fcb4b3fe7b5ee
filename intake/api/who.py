"""Who may call a route, as the contract's section 6 has it, and what every route works with.

>>> AUDITOR.link, sorted(ALL_THREE.scopes)
(False, [<Scope.STAFF: 'staff'>, <Scope.SYSTEM: 'system'>])
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Security
from fastapi.security import HTTPBearer

from intake.auth import Rule
from intake.caller import Caller
from intake.schemas.base import PROBLEMS
from intake.web.guarded import Guarded, Streaming
from storage.model.access import Scope
from workers.bootstrap import Services

EVERYBODY = Rule()
INSURER = Rule(frozenset({Scope.SYSTEM, Scope.STAFF}))
ALL_THREE = Rule(INSURER.scopes, link=True)
CUSTOMER_OR_SYSTEM = Rule(frozenset({Scope.SYSTEM}), link=True)
CUSTOMER_OR_STAFF = Rule(frozenset({Scope.STAFF}), link=True)
SYSTEM = Rule(frozenset({Scope.SYSTEM}))
AUDITOR = Rule(frozenset({Scope.AUDITOR}))
REVIEWER = Rule(frozenset({Scope.REVIEWER}))
OPERATOR = Rule(frozenset({Scope.OPERATOR}))

ByEverybody = Annotated[Caller, Depends(EVERYBODY)]
ByInsurer = Annotated[Caller, Depends(INSURER)]
ByAllThree = Annotated[Caller, Depends(ALL_THREE)]
ByCustomerOrSystem = Annotated[Caller, Depends(CUSTOMER_OR_SYSTEM)]
ByCustomerOrStaff = Annotated[Caller, Depends(CUSTOMER_OR_STAFF)]
BySystem = Annotated[Caller, Depends(SYSTEM)]
ByAuditor = Annotated[Caller, Depends(AUDITOR)]
ByReviewer = Annotated[Caller, Depends(REVIEWER)]
ByOperator = Annotated[Caller, Depends(OPERATOR)]


async def services_here(request: Request) -> Services:
    """The parts of this process."""
    services: Services = request.app.state.services
    return services


Here = Annotated[Services, Depends(services_here)]


def resource(name: str, *, streams: bool = False) -> APIRouter:
    """A router whose routes must say who may call them; with `streams` they read and limit bodies themselves."""
    return APIRouter(
        prefix="/v1",
        route_class=Streaming if streams else Guarded,
        tags=[name],
        responses=PROBLEMS,
        dependencies=[Security(HTTPBearer(bearerFormat="API key or link token", auto_error=False))],
    )


def open_resource(name: str) -> APIRouter:
    """A router whose routes are for everybody, without a prefix."""
    return APIRouter(route_class=Guarded, tags=[name], responses=PROBLEMS)
