"""What is in and need not be sent again, in the customer's words; and what came but could not be used.

>>> from validators.facts.load import Facts
>>> import datetime as dt
>>> dossier = Dossier.gather((), Facts(), dt.date(2026, 4, 10))
>>> received((), dossier, Audience("insured", "", "", False), Wording("", {}))
()
"""

from collections.abc import Iterator, Sequence

from storage.model.checklist import ChecklistItem, ItemState
from storage.model.document_type import DocumentType
from storage.model.reading import Reading, ReadingStatus
from validators.claim.dossier import Dossier, holder_of
from validators.items.doubt import is_bad_picture
from validators.message.audience import Audience
from validators.message.file_name import printable
from validators.message.refused import why_refused
from validators.papers.bills import bill_key, same_bills
from validators.papers.cards import TWO_SIDED
from validators.papers.kinds import BILLS, IDENTITY
from validators.papers.paper import Paper, of_types
from validators.papers.totals import sum_of
from validators.wording import Wording

_GOOD = (ItemState.SATISFIED, ItemState.SATISFIED_WITH_WARNING)
_OWNED = frozenset({*IDENTITY, DocumentType.BANK_CARD})
_QUIET = ("not_found",)


def received(
    items: Sequence[ChecklistItem], dossier: Dossier, audience: Audience, words: Wording
) -> tuple[str, ...]:
    """The names of what is in, each once."""
    papers = {paper.id: paper for paper in dossier.papers}
    names: list[str] = []
    for item in items:
        if item.state in _GOOD:
            names.extend(_names(item, [papers[one] for one in item.documents], dossier, audience, words))
    return tuple(dict.fromkeys(names))


def _names(
    item: ChecklistItem, papers: Sequence[Paper], dossier: Dossier, audience: Audience, words: Wording
) -> Iterator[str]:
    if item.key == "bill":
        yield _bills(papers, words)
        return
    for kind in dict.fromkeys(paper.type for paper in papers):
        if kind not in BILLS:
            person = "account" if kind is DocumentType.BANK_CARD else item.person
            name = words.say(f"type.{kind.value}")
            if kind in _OWNED:
                name = words.say("received.owned", whose=audience.whose(person, words), name=name)
            yield words.say("received.two_sided", name=name) if kind in TWO_SIDED else name


def _bills(papers: Sequence[Paper], words: Wording) -> str:
    bills = [group[0] for group in same_bills(papers)]
    total = sum_of(bills)
    count = str(len(bills))
    if total is None:
        return words.say("received.bills", count=count)
    return words.say("received.bills_total", count=count, total=f"{total:,}")


def notes(
    items: Sequence[ChecklistItem],
    readings: Sequence[Reading],
    dossier: Dossier,
    words: Wording,
) -> tuple[str, ...]:
    """What came but could not be opened, seen or counted, said kindly, while it may still matter."""
    unclear = tuple(_unclear_bills(items, dossier, words))
    if all(item.state.is_done for item in items):
        return unclear
    has_asks = any(item.state.is_ask for item in items)
    return (
        *unclear,
        *_files(readings, words),
        *_bad_pictures(dossier, words, has_asks=has_asks),
        *_set_aside(dossier, words),
    )


def _files(readings: Sequence[Reading], words: Wording) -> Iterator[str]:
    for reading in readings:
        if reading.status is not ReadingStatus.READ and reading.reason and reading.reason.code not in _QUIET:
            reason = why_refused(reading.reason, words)
            file = printable(reading.file)
            yield words.say(f"note.{reading.status}", file=file, message=reason.message, remedy=reason.remedy)


def _bad_pictures(dossier: Dossier, words: Wording, *, has_asks: bool) -> Iterator[str]:
    pictures = [paper for paper in of_types(dossier.papers, [DocumentType.UNREADABLE]) if is_bad_picture(paper)]
    if pictures:
        yield words.say("note.bad_pictures" if has_asks else "note.bad_pictures_review", count=len(pictures))


def _unclear_bills(items: Sequence[ChecklistItem], dossier: Dossier, words: Wording) -> Iterator[str]:
    """Bad pictures of bills that were taken for bills that are in: perhaps they are others."""
    used = {one for item in items for one in item.documents}
    bills = of_types(dossier.papers, [DocumentType.INV_OUTPATIENT, DocumentType.INV_INPATIENT])
    unclear = [bill for bill in bills if bill_key(bill) is None and bill.id not in used]
    if unclear:
        yield words.say("note.unclear_bills", count=len(unclear))


def _set_aside(dossier: Dossier, words: Wording) -> Iterator[str]:
    counted = dossier.bills
    others = [bill for bill in same_bills(of_types(dossier.papers, BILLS)) if bill]
    foreign = [group for group in others if group[0].type is not DocumentType.TAX_INVOICE]
    left = [group for group in foreign if not any(bill in counted for bill in group) and group[0].is_sure]
    left = [group for group in left if holder_of(group[0])]
    if counted and left:
        yield words.say("note.set_aside", count=len(left))
