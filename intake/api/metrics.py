"""Counts over all claims for an operator's Prometheus: no personal data, no label that names a claim.

>>> [route.path for route in router.routes]
['/metrics']
"""

from fastapi import Response
from fastapi.responses import PlainTextResponse

from intake.api.who import ByOperator, Here, open_resource
from intake.metrics import MEDIA_TYPE, metrics

router = open_resource("metrics")


@router.get("/metrics", response_class=PlainTextResponse)
def scrape(caller: ByOperator, here: Here) -> Response:
    """In the Prometheus text format."""
    with here.store.read(tenant=caller.tenant) as uow:
        return Response(metrics(uow), media_type=MEDIA_TYPE)
