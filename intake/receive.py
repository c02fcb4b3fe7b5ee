"""The one way in: the body of an upload, streamed into the original store, then recorded.

>>> import inspect
>>> list(inspect.signature(receive).parameters)
['request', 'services', 'caller', 'claim_id']
"""

from fastapi import Request

from intake.caller import Caller
from intake.receipt import Receipt
from workers.bootstrap import Services


async def receive(request: Request, services: Services, caller: Caller, claim_id: str) -> Receipt:
    """Takes the request's body (multipart of several files, or one raw file) and answers once every byte is safe.

    Raises what `intake.errors` draws under Refused, NotFound, Conflict (`claim_ended`, `consent_required`,
    `idempotency_key_reused`), StoreFull and StoreUnavailable; then nothing of the upload was recorded.
    """
    raise RuntimeError("The body of this function follows.")
