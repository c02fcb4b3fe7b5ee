"""The reading of a file that holds other files: all of theirs in one, or only what was opened.

What could not be read is named, and keeps nothing else from being read; where nothing could, the whole is refused for
the first of the reasons.

>>> holder = Holder(name="all.zip", sha256="00", media_type="application/zip")
>>> reading = opened(holder, ["bill.jpg", Unopened("b.zip", "encrypted_file")])
>>> reading.status.value, reading.members, reading.reason.message
('partial', ('bill.jpg',), '「b.zip」：这个文件有密码，打不开。')
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from extractors.errors import refused
from extractors.formats.found_files import Unopened
from storage.model.document import Document
from storage.model.reading import Reading, ReadingStatus, Refusal

UNREAD_MEMBERS = "unread_members"
_MOST_NAMED = 5
Fault = tuple[str, Refusal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """The file that held the others."""

    name: str
    sha256: str
    media_type: str


def opened(holder: Holder, inside: Sequence[str | Unopened]) -> Reading:
    """For whoever keeps each file as an original of its own: their names, and what could not be taken out."""
    faults = [_fault(one) for one in inside if isinstance(one, Unopened)]
    members = tuple(one for one in inside if isinstance(one, str))
    return replace(_reading(holder, faults, is_any_read=bool(members)), members=members)


def joined(holder: Holder, inside: Sequence[tuple[str, Reading] | Unopened], file_number: int) -> Reading:
    """For whoever reads them all at once: their documents, each with the name of its file."""
    readings = [one for one in inside if not isinstance(one, Unopened)]
    is_any_read = any(reading.status is not ReadingStatus.REFUSED for _, reading in readings)
    faults = [fault for one in inside for fault in _faults(one)]
    found = [(name, document) for name, reading in readings for document in reading.documents]
    return replace(
        _reading(holder, faults, is_any_read=is_any_read),
        page_count=sum(reading.page_count for _, reading in readings),
        documents=tuple(
            _named(document, f"f{file_number}.d{at}", name) for at, (name, document) in enumerate(found, 1)
        ),
    )


def refused_whole(holder: Holder, reason: Refusal) -> Reading:
    return _reading(holder, [("", reason)], is_any_read=False)


def _reading(holder: Holder, faults: Sequence[Fault], *, is_any_read: bool) -> Reading:
    reason = None
    if faults:
        reason = _reason(faults) if is_any_read else faults[0][1]
    status = ReadingStatus.READ if reason is None else ReadingStatus.PARTIAL
    return Reading(
        file=holder.name,
        sha256=holder.sha256,
        media_type=holder.media_type,
        status=status if is_any_read or reason is None else ReadingStatus.REFUSED,
        reason=reason,
    )


def _faults(one: tuple[str, Reading] | Unopened) -> list[Fault]:
    if isinstance(one, Unopened):
        return [_fault(one)]
    name, reading = one
    return [] if reading.reason is None else [(name, reading.reason)]


def _fault(unopened: Unopened) -> Fault:
    return unopened.name, refused(unopened.code).refusal


def _reason(faults: Sequence[Fault]) -> Refusal:
    """The names and why, the first few of them; one remedy where it is the same for all."""
    words = _words()
    said = [words["member"].format(name=name, message=reason.message) for name, reason in faults[:_MOST_NAMED]]
    if len(faults) > _MOST_NAMED:
        said.append(words["more"].format(count=len(faults) - _MOST_NAMED))
    remedies = {reason.remedy for _, reason in faults}
    return Refusal(UNREAD_MEMBERS, "".join(said), remedies.pop() if len(remedies) == 1 else words["remedy"])


def _named(document: Document, id: str, member: str) -> Document:
    return replace(document, id=id, member=member)


@cache
def _words() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
