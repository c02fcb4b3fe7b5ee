"""Forms as browsers send them (application/x-www-form-urlencoded), short ones only.

>>> fields_of(b"event.cause=%E7%94%9F%E7%97%85&event.account=+&key=fee_list")
{'event.cause': '生病', 'key': 'fee_list'}
"""

from urllib.parse import parse_qsl

from fastapi import Request

from intake.errors import refused
from intake.web.limited import limited

MOST_BYTES = 65_536
_MOST_FIELDS = 100


async def fields(request: Request) -> dict[str, str]:
    """What was filled in, without spaces around it; empty fields are left out.

    Raises Refused `body_too_large`, `broken_body`.
    """
    short = Request(request.scope, limited(request.scope, request.receive, MOST_BYTES))
    return fields_of(await short.body())


def fields_of(body: bytes) -> dict[str, str]:
    """The fields of that body. Raises Refused `broken_body`."""
    try:
        pairs = parse_qsl(body.decode("ascii"), max_num_fields=_MOST_FIELDS, errors="replace")
    except ValueError:
        raise refused("broken_body") from None
    return {name: value.strip() for name, value in pairs if value.strip()}
