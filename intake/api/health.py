"""Whether this process lives, and whether everything that papers need is in place. Open to everybody; tells no secrets.

>>> sorted(route.path for route in router.routes)
['/healthz', '/readyz']
"""

from dataclasses import asdict

from fastapi import Response

from intake.api.who import ByEverybody, Here, open_resource
from intake.readiness import reasons
from intake.schemas.health import Alive, Readiness, ReasonTold

router = open_resource("health")


@router.get("/healthz")
async def alive(_: ByEverybody) -> Alive:
    """This process answers."""
    return Alive()


@router.get("/readyz", responses={503: {"model": Readiness, "description": "Not ready, with reasons"}})
def ready(_: ByEverybody, here: Here, response: Response) -> Readiness:
    """200 when everything is in place, else 503 with each reason and its remedy."""
    found = reasons(here)
    wrong = [ReasonTold(check=name, **asdict(reason)) for name, reason in found.items() if reason]
    response.status_code = 503 if wrong else 200
    checks = {name: "wrong" if reason else "ok" for name, reason in found.items()}
    return Readiness(is_ready=not wrong, reasons=wrong, checks=checks)
