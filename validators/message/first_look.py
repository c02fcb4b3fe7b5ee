"""What can be said of a paper right after reading, by itself: legible, to be taken again, for a person, or not needed.

Never that something is missing: that hangs on the rest of the claim.

>>> from storage.model.document import Document, Page
>>> from validators.wording import load_wording
>>> document = Document(id="a", type=DocumentType.RX, confidence=1, pages=(Page(page=1, width=9, height=9),))
>>> first_look(Paper(document, 0), load_wording("zh-CN")).text
'处方，看清了。'
"""

from collections.abc import Mapping

from storage.model.checklist import Tone, Verdict
from storage.model.document import QualityFault
from storage.model.document_type import DocumentType
from storage.model.finding import Outcome
from validators.items.candidates import Candidate
from validators.items.doubt import is_unplaced, is_unread
from validators.lists.requirement import Accept
from validators.message.phrases import what_is_hidden
from validators.papers.cards import TWO_SIDED, shows_side, side_of
from validators.papers.faults import Hidden, hiding, lacks, measured, whole_fault
from validators.papers.pages import page_count
from validators.papers.paper import Paper
from validators.wording import Wording

TAKEN_FOR_OTHERS = (DocumentType.PAYMENT_SLIP, DocumentType.PREPAYMENT_SLIP, DocumentType.DAILY_LIST)


def first_look(paper: Paper, words: Wording) -> Verdict:
    """The first that holds: not opened, not needed, not legible, in doubt, fine."""
    if is_unread(paper):
        return said("unread", Tone.CHECKING, words)
    if paper.type is DocumentType.IRRELEVANT or (paper.type in TAKEN_FOR_OTHERS and paper.is_sure):
        return said(paper.type.value, Tone.UNNEEDED, words)
    if paper.type is DocumentType.UNREADABLE:
        return _unreadable(paper, words)
    if is_unplaced(paper):
        return said("unplaced", Tone.CHECKING, words)
    found = hidden(paper)
    if found:
        return take_again(paper, found.fault, found.details, words)
    return checking(paper, words) if is_doubtful(paper) else fine(paper, words)


def hidden(paper: Paper) -> Hidden | None:
    """The measured fault that hides what the paper must show, the field it hides, and where."""
    for need in _needs(paper):
        name = lacks(paper, need)
        found = hiding(paper, name) if name else None
        if found:
            return found
    return None if _needs(paper) else whole_fault(paper)


def is_doubtful(paper: Paper) -> bool:
    """Something on it is for a person: a rule says so, or what it must show was not read."""
    has_finding = any(finding.outcome is Outcome.HUMAN for finding in paper.document.findings)
    return has_finding or any(lacks(paper, need) for need in _needs(paper))


def fine(paper: Paper, words: Wording) -> Verdict:
    return Verdict(Tone.FINE, words.say("verdict.fine", paper=name_of(paper, words)))


def checking(paper: Paper, words: Wording) -> Verdict:
    return Verdict(Tone.CHECKING, words.say("verdict.checking", paper=name_of(paper, words)))


def take_again(paper: Paper, fault: str, details: Mapping[str, str], words: Wording) -> Verdict:
    """Which fault, what it hides and where, and the one thing that helps."""
    why = words.say(f"reason.{fault}.why", field=what_is_hidden(details, words), which="")
    if paper.type is not DocumentType.UNREADABLE:
        why = words.say("verdict.again", paper=name_of(paper, words), why=why)
    return Verdict(Tone.AGAIN, why, words.say(f"reason.{fault}.how"))


def said(key: str, tone: Tone, words: Wording) -> Verdict:
    """A sentence of its own."""
    part = words.part("verdict", key)
    return Verdict(tone, str(part["text"]), str(part.get("tip", "")))


def name_of(paper: Paper, words: Wording) -> str:
    """What people call the paper, of a card with the side it shows."""
    name = words.say(f"type.{paper.type.value}")
    if paper.type not in TWO_SIDED or not shows_side(paper):
        return name
    side = side_of(paper)
    if side == "both":
        return words.say("received.two_sided", name=name)
    return words.say("verdict.sided", name=name, side=words.say(f"side.{side}"))


def _unreadable(paper: Paper, words: Wording) -> Verdict:
    faults = measured(paper)
    if faults:
        return take_again(paper, faults[0].fault, {}, words)
    is_blank = any(issue.fault is QualityFault.BLANK for issue in paper.document.quality.issues)
    return said("blank", Tone.AGAIN, words) if is_blank else said("unplaced", Tone.CHECKING, words)


def _needs(paper: Paper) -> tuple[str, ...]:
    """A page of a longer list need not show everything."""
    if page_count(paper) > 1:
        return ()
    return tuple(need for _, need in Candidate(Accept(paper.type), (paper,)).needs)
