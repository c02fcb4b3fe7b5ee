"""What papers are known by across claims, and where else it was seen.

A mark is what a paper says or looks like, in clear: it is never kept so, only as a keyed digest. A sighting is for
reviewers' eyes alone.

>>> Mark(kind=MarkKind.BILL, text="31060126|0012345678", original_id="org_1").holder is None
True
"""

from dataclasses import dataclass
from enum import StrEnum


class MarkKind(StrEnum):
    """The file's bytes, a bill's code and number, the payload of a QR code, and what finds pictures that are alike."""

    FILE = "file"
    BILL = "bill"
    CODE = "code"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """`holder`: the name of the person the papers are about; `documents`: their ids in this claim."""

    kind: MarkKind
    text: str
    original_id: str
    holder: str | None = None
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A mark of this claim that an original of another claim has too. `is_other_holder`: both name somebody, not the
    same."""

    mark: Mark
    claim_id: str
    original_id: str
    is_other_holder: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What is in another claim as well: `documents` of this claim, `claim_id` the other one."""

    kind: MarkKind
    claim_id: str
    documents: tuple[str, ...]
    is_other_holder: bool = False
