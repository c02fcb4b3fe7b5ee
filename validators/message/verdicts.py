"""What a claimant sees beside each paper: a calm sentence, and one tip where something helps. No codes, no blame.

A paper is to be taken again only if an item of the claim asks for this very paper again; what the claim does not need
is said kindly. Before the claim is assessed, the paper speaks for itself.

>>> from storage.model.reading import Refusal
>>> reason = Refusal("empty_file", "这个文件是空的。", "请重新选择文件再传一次。")
>>> reading = Reading(file="a", sha256="", media_type="", status=ReadingStatus.REFUSED, reason=reason)
>>> verdict_of_reading(reading)
(Verdict(tone=<Tone.REFUSED: 'refused'>, text='这个文件是空的。', tip='请重新选择文件再传一次。'),)
"""

from collections.abc import Sequence
from dataclasses import replace

from storage.model.checklist import Assessment, ChecklistItem, ItemState, Tone, Verdict
from storage.model.document_type import DocumentType
from storage.model.reading import Reading, ReadingStatus
from validators.claim.dossier import Dossier, is_foreign
from validators.items.checks import BILL_FILE, holder_match
from validators.items.doubt import is_unread
from validators.items.formal import TAKEN_AGAIN
from validators.items.set_aside import CANNOT_GET
from validators.message.audience import Audience
from validators.message.first_look import checking, fine, first_look, is_doubtful, said, take_again
from validators.message.phrases import phrase
from validators.message.refused import why_refused
from validators.papers.bills import is_medical
from validators.papers.kinds import BILLS
from validators.papers.names import Match
from validators.papers.paper import Paper
from validators.wording import Wording, load_wording

__all__ = ["ReadingStatus", "verdict_of_reading", "verdicts_of"]

_GOOD = (ItemState.SATISFIED, ItemState.SATISFIED_WITH_WARNING)


def verdict_of_reading(
    reading: Reading, assessment: Assessment | None = None, *, locale: str = "zh-CN"
) -> tuple[Verdict, ...]:
    """One a document, or one for the refusal. What no assessment has seen yet is judged by itself."""
    words = load_wording(locale)
    if not reading.documents:
        reason = why_refused(reading.reason, words) if reading.reason else None
        return (Verdict(Tone.REFUSED, reason.message, reason.remedy),) if reason else ()
    known = assessment.verdicts if assessment else {}
    return tuple(known.get(one.id) or first_look(Paper(one, 0), words) for one in reading.documents)


def verdicts_of(
    items: Sequence[ChecklistItem], dossier: Dossier, audience: Audience, words: Wording
) -> dict[str, Verdict]:
    """By document id, in the light of the whole claim."""
    claim = _Claim(items, dossier, audience, words)
    return {paper.id: claim.verdict(paper) for paper in dossier.papers}


class _Claim:
    """A claim that has been judged, asked about one paper after the other."""

    def __init__(
        self, items: Sequence[ChecklistItem], dossier: Dossier, audience: Audience, words: Wording
    ) -> None:
        self.dossier, self.audience, self.words = dossier, audience, words
        self.has_asks = any(item.state.is_ask for item in items)
        self.uses: dict[str, list[ChecklistItem]] = {}
        for item in items:
            for one in dict.fromkeys(item.documents):
                self.uses.setdefault(one, []).append(item)

    def verdict(self, paper: Paper) -> Verdict:
        """The first that holds: asked for again, not what is needed, serves, in a person's hands; else by itself."""
        uses = self.uses.get(paper.id, [])
        again = next((item for item in uses if self.is_asked_again(item, paper)), None)
        if again:
            return self.again(again, paper)
        if any(item.state in _GOOD for item in uses):
            return fine(paper, self.words)
        paper = replace(paper, document=replace(paper.document, findings=self.dossier.findings[paper.id]))
        alone = first_look(paper, self.words)
        if any(self.is_looked_at(item, paper) for item in uses):
            return alone if alone.tone is Tone.CHECKING else checking(paper, self.words)
        if any(item.state.is_ask for item in uses):
            return alone
        return self.unused(paper, alone)

    def is_asked_again(self, item: ChecklistItem, paper: Paper) -> bool:
        """Another picture of it, or another paper in its place."""
        if not item.state.is_ask:
            return False
        end = paper.date("valid_to")
        match item.state:
            case ItemState.UNREADABLE:
                return paper.id in item.ask.documents
            case ItemState.EXPIRED:
                return end is not None and end < self.dossier.today
            case ItemState.WRONG_PERSON:
                return holder_match(paper, item.person, self.dossier)[0] is Match.DIFFERENT
            case _:
                is_bare = item.reason == BILL_FILE and paper.id in item.ask.documents
                return is_bare or item.reason in ("bank_card_credit", *TAKEN_AGAIN)

    def again(self, item: ChecklistItem, paper: Paper) -> Verdict:
        if item.state is ItemState.UNREADABLE:
            return take_again(paper, item.reason, item.details, self.words)
        phrased = phrase(item, self.dossier, self.audience, self.words)
        return Verdict(Tone.AGAIN, phrased.why, phrased.how)

    def is_looked_at(self, item: ChecklistItem, paper: Paper) -> bool:
        """By a person; of all bills together, those that are in doubt themselves."""
        if item.state is not ItemState.IN_REVIEW:
            return False
        if item.key != "bill" or item.reason in (CANNOT_GET, "may_be_among"):
            return True
        match = holder_match(paper, item.person, self.dossier)[0]
        is_in_doubt = not paper.is_sure or is_doubtful(paper)
        return is_in_doubt or match in (Match.DIFFERENT, Match.SIMILAR)

    def unused(self, paper: Paper, alone: Verdict) -> Verdict:
        """What no item speaks of: a bill of somebody else, a bad picture that nobody needs, a paper too many."""
        is_bill = paper.type in BILLS
        if is_bill and is_foreign(paper, self.dossier.people):
            is_other_trade = paper.type is DocumentType.TAX_INVOICE and is_medical(paper) is False
            return said("other_trade" if is_other_trade else "other_patient", Tone.UNNEEDED, self.words)
        if alone.tone is Tone.AGAIN and not (paper.type is DocumentType.UNREADABLE and self.has_asks):
            return said("spare_bill" if is_bill else "spare", Tone.UNNEEDED, self.words)
        if alone.tone is Tone.CHECKING and not is_unread(paper):
            return said("extra", Tone.UNNEEDED, self.words)
        is_of_use = paper.type is DocumentType.IRRELEVANT and self.has_asks
        return alone if alone.tone is not Tone.UNNEEDED or is_of_use else replace(alone, tip="")
