"""Checks of a paper's form: V12 the sum of a list, V15 the stamp, V19 the mandate, V26 the copy.

A stamp is asked for only where a clear picture of the paper shows its place empty (A5), never of a file with a seal of
its own; a mandate only where its words were surely read; an original only if the insurer wants originals.

>>> from storage.model.document import Document
>>> may_draw_money("代为办理理赔并领取保险金"), may_draw_money("代为递交材料"), ends_on("代办理赔,有效期至2026年3月31日")
(True, False, datetime.date(2026, 3, 31))
"""

import datetime as dt
import re
from collections.abc import Iterator

from storage.model.checklist import ItemState
from storage.model.document import QualityFault
from storage.model.document_type import DocumentType
from storage.model.extraction import Source
from validators.claim.derive import is_same_person
from validators.claim.dossier import Dossier
from validators.claim.occasions import may_be_of_another
from validators.items.candidates import Candidate
from validators.items.verdict import Verdict
from validators.lists.requirement import Requirement
from validators.papers.kinds import BILLS
from validators.papers.paper import Paper
from validators.papers.visits import Visit
from validators.rules.sums import differs, lists_of

UNSTAMPED, POWERS, MANDATE_OVER, COPY = "unstamped", "poa_powers", "poa_over", "copy"

TAKEN_AGAIN = frozenset({UNSTAMPED, POWERS, MANDATE_OVER, COPY})
"""Reasons that speak of the paper itself: its own verdict says them too."""

_STAMPED = (DocumentType.DIAGNOSIS_CERT, DocumentType.TRAFFIC_LIABILITY)
_FILES = (Source.XML, Source.OFD, Source.PDF_TEXT)
_MONEY = re.compile("领款|领取|代领|收款|代收|转账|收取")
_END = re.compile(r"[至到]\s*(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})")


def sums(candidate: Candidate, row: Requirement, dossier: Dossier, visit: Visit | None) -> Iterator[Verdict]:
    """V12: a list whose sum is not that of its bills: one misread row must not send a family back (A2)."""
    if not visit or candidate.type is not DocumentType.FEE_LIST:
        return
    if differs(visit, dossier) and set(candidate.papers) & set(lists_of(visit, dossier)):
        yield Verdict(state=ItemState.IN_REVIEW, reason="sum_unsure", documents=candidate.ids)


def owner(candidate: Candidate, row: Requirement, dossier: Dossier, visit: Visit | None) -> Iterator[Verdict]:
    """Whose bill a list is of shows by its sum: where a bill's could not be read, nobody can tell yet."""
    if visit and any(may_be_of_another(paper, visit, dossier) for paper in candidate.papers):
        yield Verdict(state=ItemState.IN_REVIEW, reason="sum_unsure", documents=candidate.ids)


def stamp(candidate: Candidate, row: Requirement, dossier: Dossier, visit: Visit | None) -> Iterator[Verdict]:
    """V15."""
    if any(is_unstamped(paper) for paper in candidate.papers):
        yield Verdict(state=ItemState.MISSING, reason=UNSTAMPED, documents=candidate.ids)


def is_unstamped(paper: Paper) -> bool:
    """It must have a stamp, and its picture surely has none."""
    if paper.type not in _STAMPED or paper.auto("stamped") is not False:
        return False
    sources = {field.source for name in paper.document.fields for field in paper.fields(name)}
    return not sources & set(_FILES)


def mandate(candidate: Candidate, row: Requirement, dossier: Dossier, visit: Visit | None) -> Iterator[Verdict]:
    """V19: the mandate has run out, or does not allow the agent who is paid to take the money."""
    for paper in candidate.papers if candidate.type is DocumentType.POA else ():
        powers = paper.auto("powers")
        if not isinstance(powers, str):
            continue
        end = ends_on(powers)
        if end and end < dossier.today:
            yield Verdict(state=ItemState.MISSING, reason=MANDATE_OVER, documents=candidate.ids)
        elif _agent_is_paid(dossier) and not may_draw_money(powers):
            yield Verdict(state=ItemState.MISSING, reason=POWERS, documents=candidate.ids)


def original(
    candidate: Candidate, row: Requirement, dossier: Dossier, visit: Visit | None
) -> Iterator[Verdict]:
    """V26: a photocopy of a bill, where the insurer wants originals. A check code is an e-bill's: its print will do."""
    if candidate.type not in BILLS or dossier.facts.get("product.need_paper_original") is not True:
        return
    papers = [paper for paper in candidate.papers if not paper.has("check_code")]
    faults = {issue.fault for paper in papers for issue in paper.document.quality.issues}
    if QualityFault.COPY in faults:
        yield Verdict(state=ItemState.MISSING, reason=COPY, documents=candidate.ids)


def may_draw_money(powers: str) -> bool:
    """The mandate speaks of taking money."""
    return _MONEY.search(powers) is not None


def ends_on(powers: str) -> dt.date | None:
    """The last day that the mandate names."""
    try:
        return max((dt.date(*map(int, day)) for day in _END.findall(powers)), default=None)
    except ValueError:
        return None


def _agent_is_paid(dossier: Dossier) -> bool:
    agents, payees = dossier.people.of("agent"), dossier.people.of("payee")
    return any(is_same_person(agent, payee) for agent in agents for payee in payees)
