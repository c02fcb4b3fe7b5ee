"""The result of reading one file: its documents, or why it was refused.

>>> Refusal("empty_file", "这个文件是空的。", "请重新选择照片再传一次。").code
'empty_file'
"""

from dataclasses import dataclass
from enum import StrEnum

from storage.model.document import Document
from storage.model.print import PagePrint


class ReadingStatus(StrEnum):
    READ = "read"
    PARTIAL = "partial"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A stable code, what is wrong, and what to do about it, in plain words."""

    code: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One file read. `reason` is set exactly when the status is not `read`; `seconds` is wall time.

    `members` names the files that were inside an archive or a mail, where each became an original of its own.
    `prints` are for finding its pages again in other claims; they are in no output.
    """

    file: str
    sha256: str
    media_type: str
    status: ReadingStatus
    reason: Refusal | None = None
    page_count: int = 0
    seconds: float = 0.0
    documents: tuple[Document, ...] = ()
    members: tuple[str, ...] = ()
    prints: tuple[PagePrint, ...] = ()
