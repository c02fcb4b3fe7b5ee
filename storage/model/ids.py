"""Identifiers: a prefix that says what it names, then 26 characters that sort by time and cannot be guessed.

Form: ULID (48 bits of milliseconds, 80 random bits, Crockford's base 32), in lower case.

>>> first = new_id(IdKind.CLAIM, milliseconds=1_790_000_000_000)
>>> first[:14], is_id(first, IdKind.CLAIM), is_id(first, IdKind.MESSAGE)
('clm_01m3250v00', True, False)
"""

import re
import secrets
import time
from enum import StrEnum

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_TAIL = re.compile(rf"[{_ALPHABET}]{{26}}")


class IdKind(StrEnum):
    """What an identifier names."""

    CLAIM = "clm"
    SUBMISSION = "sub"
    ORIGINAL = "org"
    DOCUMENT = "doc"
    ASSESSMENT = "asm"
    MESSAGE = "msg"
    KEY = "key"
    TRACE = "trc"


def new_id(kind: IdKind, *, milliseconds: int | None = None) -> str:
    """A new identifier, of now unless told otherwise (milliseconds since 1970, UTC)."""
    moment = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    number = (moment << 80) | secrets.randbits(80)
    return f"{kind.value}_" + "".join(_ALPHABET[(number >> shift) & 31] for shift in range(125, -1, -5))


def is_id(text: str, kind: IdKind) -> bool:
    """Whether the text is an identifier of that kind; says nothing about what exists."""
    prefix, _, tail = text.partition("_")
    return prefix == kind.value and _TAIL.fullmatch(tail) is not None
