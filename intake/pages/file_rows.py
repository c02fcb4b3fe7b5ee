"""Each file as the claimant sees it: what it is called, and what became of every paper in it.

Nothing that came is left out: a file that is not read yet says so, one that was set aside says that.

>>> PaperRow(tone="fine", text="医院票据,收好了。").document_id is None
True
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from intake.pages.rows import Rows
from intake.pages.words import PageWords
from storage.model.records import StoredDocument
from storage.model.submission import Original, OriginalState
from validators.message.file_name import printable
from validators.message.refused import why_refused

_LOUD = {"waiting", "again", "refused"}
_IN_SIGHT = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """One paper, or one sentence about a whole file. `tone` is one of the words' [tone] table, or waiting.

    `document_id` is set where the claimant may take the paper back.
    """

    tone: str
    text: str
    tip: str = ""
    document_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """One file, with at least one line. `number` counts the files of the claim from 1; `parent` names the archive or
    mail it came in."""

    number: int
    name: str
    papers: tuple[PaperRow, ...]
    parent: str = ""

    @property
    def is_quiet(self) -> bool:
        """The claimant need neither act nor wait."""
        return not {paper.tone for paper in self.papers} & _LOUD


def file_rows(rows: Rows, words: PageWords) -> tuple[FileRow, ...]:
    """Every file of the claim, the newest first."""
    newest_first = sorted(rows.originals, key=lambda original: -original.number)
    names = {original.id: printable(original.name) for original in rows.originals}
    return tuple(
        FileRow(
            number=one.number,
            name=names[one.id],
            papers=tuple(_papers(one, rows, words)),
            parent=names.get(one.parent_id or "", ""),
        )
        for one in newest_first
    )


def folded(files: Sequence[FileRow]) -> tuple[tuple[FileRow, ...], tuple[FileRow, ...]]:
    """Those in sight, and older ones that need no look, so that a long list does not push away what is needed."""
    kept = {file.number for place, file in enumerate(files) if place < _IN_SIGHT or not file.is_quiet}
    if len(files) - len(kept) < 2:
        return tuple(files), ()
    return (
        tuple(file for file in files if file.number in kept),
        tuple(file for file in files if file.number not in kept),
    )


def _papers(original: Original, rows: Rows, words: PageWords) -> Iterator[PaperRow]:
    if not original.state.is_settled:
        yield _waiting(original, rows, words)
    elif original.state is OriginalState.QUARANTINED:
        yield PaperRow(tone="checking", text=words.say("files.quarantined"))
    else:
        yield from _read_papers(original, rows, words)


def _waiting(original: Original, rows: Rows, words: PageWords) -> PaperRow:
    """With what was seen of the picture as a whole, once it was looked at."""
    if original.id not in rows.sights:
        return PaperRow(tone="waiting", text=words.say("files.reading"))
    fault = rows.sights[original.id]
    if fault is None:
        return PaperRow(tone="waiting", text=words.say("look.sound"))
    return PaperRow(tone="waiting", text=words.say(f"look.{fault}"), tip=words.say(f"look.{fault}_tip"))


def _read_papers(original: Original, rows: Rows, words: PageWords) -> Iterator[PaperRow]:
    found = [document for document in rows.documents if document.original_id == original.id]
    verdicts = rows.assessment.data["verdicts"] if rows.assessment else {}
    may_withdraw = not rows.claim.state.is_ended
    reading = next((one.reading for one in rows.readings if one.original.id == original.id), None)
    reason = why_refused(reading.reason, words.message) if reading and reading.reason else None
    members = reading.members if reading else ()
    yield from (_of_document(document, verdicts, words, may_withdraw) for document in found)
    if members:
        yield PaperRow(tone="fine", text=words.say("files.opened", count=len(members)))
    if reason:
        yield PaperRow(tone="refused", text=reason.message, tip=reason.remedy)
    if not (found or members or reason):
        yield PaperRow(tone="checking", text=words.say("files.unsorted"))


def _of_document(
    document: StoredDocument, verdicts: Mapping[str, Any], words: PageWords, may_withdraw: bool
) -> PaperRow:
    if document.withdrawn_at:
        return PaperRow(tone="aside", text=words.say("files.withdrawn"))
    document_id = document.id if may_withdraw else None
    verdict = verdicts.get(document.id)
    if verdict is None:
        return PaperRow(tone="waiting", text=words.say("files.settling"), document_id=document_id)
    return PaperRow(tone=verdict["tone"], text=verdict["text"], tip=verdict["tip"], document_id=document_id)
