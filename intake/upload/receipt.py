"""What the sender of an upload is told: each file with its original, or why it was not taken.

>>> taken = Taken(original_id="org_1", name="发票.jpg", sha256="00", size=3)
>>> receipt = Receipt(submission_id="sub_1", claim_id="clm_1", files=(taken,))
>>> receipt_from_data(receipt_to_data(receipt)) == receipt
True
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from storage.model.reading import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A file that is safe. The same bytes in one claim have one original, however often they are sent."""

    original_id: str
    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTaken:
    """A file that was left out, in the customer's words; the others of the upload are safe."""

    name: str
    refusal: Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """`files` in the order in which they were sent."""

    submission_id: str
    claim_id: str
    files: tuple[Taken | NotTaken, ...]


def receipt_to_data(receipt: Receipt) -> dict[str, Any]:
    """In JSON's types."""
    return asdict(receipt)


def receipt_from_data(data: Mapping[str, Any]) -> Receipt:
    return Receipt(
        submission_id=data["submission_id"],
        claim_id=data["claim_id"],
        files=tuple(_file_from_data(file) for file in data["files"]),
    )


def _file_from_data(data: Mapping[str, Any]) -> Taken | NotTaken:
    if "refusal" in data:
        return NotTaken(name=data["name"], refusal=Refusal(**data["refusal"]))
    return Taken(**data)
