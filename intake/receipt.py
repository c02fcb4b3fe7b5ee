"""What the sender of an upload is told: each file with its original, or why it was not taken.

>>> taken = Taken(original_id="org_1", name="发票.jpg", sha256="00", size=3)
>>> Receipt(submission_id="sub_1", claim_id="clm_1", files=(taken,)).files[0].name
'发票.jpg'
"""

from dataclasses import dataclass

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
