"""Which QR codes say something of one paper, and not of its hospital or of an app: long numbers or tokens.

>>> is_of_one_paper("01,32,,26427000000375586818,10.70,20260430,,FAFB"), is_of_one_paper("https://example.org/app")
(True, False)
>>> is_of_one_paper("https://example.org/b?no=0156777242&code=11010125"), is_of_one_paper("http://example.org/r/Zx81")
(True, False)
"""

import hashlib
import re
from collections.abc import Iterable

from storage.model.print import MOST_CODES

_LEAST_DIGITS = 14


def digests_of(payloads: Iterable[str]) -> tuple[str, ...]:
    """The SHA-256 of each that is of one paper."""
    telling = dict.fromkeys(payload.strip() for payload in payloads if is_of_one_paper(payload))
    digests = [hashlib.sha256(one.encode("utf-8", "surrogatepass")).hexdigest() for one in telling]
    return tuple(digests[:MOST_CODES])


def is_of_one_paper(payload: str) -> bool:
    """It holds the digits of a bill's code and number, or as many."""
    beyond_host = re.sub(r"^\w+://[^/]*", "", payload.strip())
    return len(re.sub(r"\D", "", beyond_host)) >= _LEAST_DIGITS
