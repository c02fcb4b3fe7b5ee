"""What may be wrong with papers that would serve: each check yields the verdicts that hold, none if all is well.

Only what was surely read may turn into an ask; all doubt is for a person (`in_review`).

>>> [check.__name__ for check in CHECKS][:3]
['doubted', 'of_other_person', 'expired']
"""

from collections.abc import Callable, Iterator

from storage.model.checklist import Ask, ItemState
from storage.model.document_type import DocumentType
from storage.model.finding import Outcome
from validators.claim.dossier import Dossier
from validators.items.candidates import Candidate
from validators.items.formal import mandate, original, owner, stamp, sums
from validators.items.proofs import PROOFS, names_two
from validators.items.verdict import Verdict
from validators.lists.requirement import Requirement
from validators.papers.bills import is_bare_screenshot
from validators.papers.cards import TWO_SIDED, shows_side
from validators.papers.faults import Hidden, hiding, lacks, whole_fault
from validators.papers.kinds import BILLS, IDENTITY, holder_fields, needs_of
from validators.papers.names import Match, compare, mask
from validators.papers.pages import missing_pages
from validators.papers.paper import Paper
from validators.papers.visits import Visit

Check = Callable[[Candidate, Requirement, Dossier, Visit | None], Iterator[Verdict]]

BILL_FILE = "bill_file"
"""The reason where the picture shows no codes of a bill: the wording asks for the file."""

_FOLLOW_UP_DAYS = 31
_MATCHES = list(Match)


def doubted(candidate: Candidate, row: Requirement, dossier: Dossier, visit: Visit | None) -> Iterator[Verdict]:
    """The type or role is not sure, or a rule within the paper calls for a person."""
    findings = [finding for paper in candidate.papers for finding in dossier.findings[paper.id]]
    if candidate.is_unsure or not all(paper.is_sure for paper in candidate.papers):
        yield Verdict(state=ItemState.IN_REVIEW, reason="type_unsure", documents=candidate.ids)
    if any(finding.outcome is Outcome.HUMAN for finding in findings):
        yield Verdict(state=ItemState.IN_REVIEW, reason="value_unsure", documents=candidate.ids)


def of_other_person(
    candidate: Candidate, row: Requirement, dossier: Dossier, visit: Visit | None
) -> Iterator[Verdict]:
    """V04, V05, V09: another name is an ask only if every character differs and it was surely read (A3)."""
    if names_two(candidate, row):
        return
    for paper in candidate.papers:
        match, name = holder_match(paper, row.person, dossier)
        if match is Match.DIFFERENT and _is_auto(paper):
            details = {"name": mask(name), "expected": mask(dossier.people.of(row.person)[0])}
            reason = "bank_card_other_person" if candidate.type is DocumentType.BANK_CARD else "other_person"
            yield Verdict(state=ItemState.WRONG_PERSON, reason=reason, documents=candidate.ids, details=details)
        elif match in (Match.DIFFERENT, Match.SIMILAR):
            yield Verdict(state=ItemState.IN_REVIEW, reason="name_unsure", documents=candidate.ids)


def expired(candidate: Candidate, row: Requirement, dossier: Dossier, visit: Visit | None) -> Iterator[Verdict]:
    """V02, on the day of the assessment."""
    if candidate.type not in IDENTITY or dossier.facts.get("product.accept_expired_id") is True:
        return
    for paper in candidate.papers:
        end = paper.date("valid_to")
        if end and end < dossier.today:
            is_sure = paper.auto("valid_to") is not None
            state = ItemState.EXPIRED if is_sure else ItemState.IN_REVIEW
            details = {"date": end.isoformat()}
            yield Verdict(state=state, reason="expired", documents=candidate.ids, details=details)


def sides(candidate: Candidate, row: Requirement, dossier: Dossier, visit: Visit | None) -> Iterator[Verdict]:
    """V01: the other side of the card is not there."""
    if not candidate.missing:
        return
    read = [paper.field("side") for paper in candidate.papers]
    if any(side and not side.is_auto for side in read):
        yield Verdict(state=ItemState.IN_REVIEW, reason="type_unsure", documents=candidate.ids)
    yield Verdict(
        state=ItemState.WRONG_SIDE_OR_PAGE,
        reason="side_missing",
        documents=candidate.ids,
        ask=Ask(sides=candidate.missing),
        details={"paper": candidate.type.value},
    )


def pages(candidate: Candidate, row: Requirement, dossier: Dossier, visit: Visit | None) -> Iterator[Verdict]:
    """V14: missing pages, asked for by number."""
    missing = missing_pages(candidate.papers) if row.pages == "all" else None
    if missing and missing.pages:
        state = ItemState.WRONG_SIDE_OR_PAGE if missing.is_sure else ItemState.IN_REVIEW
        yield Verdict(
            state=state,
            reason="page_missing",
            documents=candidate.ids,
            ask=Ask(pages=missing.pages) if missing.is_sure else Ask(),
            details={"count": str(missing.count), "paper": candidate.type.value},
        )


def needs(candidate: Candidate, row: Requirement, dossier: Dossier, visit: Visit | None) -> Iterator[Verdict]:
    """What the paper must show is not readable: a fault on it asks for a new picture, else a person looks."""
    if _is_bare(candidate):
        return
    for paper, need in candidate.needs:
        name = lacks(paper, need)
        if name:
            hidden = hiding(paper, name)
            yield _unreadable(candidate, paper, hidden) if hidden else _unread(candidate)
    if candidate.type not in TWO_SIDED and not needs_of(candidate.type):
        for paper in candidate.papers:
            hidden = whole_fault(paper)
            if hidden:
                yield _unreadable(candidate, paper, hidden)


def codes(candidate: Candidate, row: Requirement, dossier: Dossier, visit: Visit | None) -> Iterator[Verdict]:
    """C14: a screenshot of an e-bill without its codes; the file itself has them."""
    if _is_bare(candidate):
        ask = Ask(documents=candidate.ids)
        yield Verdict(state=ItemState.MISSING, reason=BILL_FILE, documents=candidate.ids, ask=ask)


def account_kind(
    candidate: Candidate, row: Requirement, dossier: Dossier, visit: Visit | None
) -> Iterator[Verdict]:
    """V06, A12: money is not paid to a credit card."""
    if candidate.type is not DocumentType.BANK_CARD:
        return
    for paper in candidate.papers:
        if paper.value("card_kind") == "credit":
            is_sure = paper.auto("card_kind") is not None
            state = ItemState.MISSING if is_sure else ItemState.IN_REVIEW
            yield Verdict(state=state, reason="bank_card_credit", documents=candidate.ids)


def other_day(
    candidate: Candidate, row: Requirement, dossier: Dossier, visit: Visit | None
) -> Iterator[Verdict]:
    """A record of quite another time: perhaps another illness, so a person looks."""
    if visit and any(not visit.is_of(p) and visit.distance(p) > _FOLLOW_UP_DAYS for p in candidate.papers):
        yield Verdict(state=ItemState.IN_REVIEW, reason="other_day", documents=candidate.ids)


def proof(candidate: Candidate, row: Requirement, dossier: Dossier, visit: Visit | None) -> Iterator[Verdict]:
    """The paper must prove the matter, not only be of the type."""
    if row.proves:
        yield from PROOFS[row.proves](candidate, row, dossier)


CHECKS: tuple[Check, ...] = (
    doubted,
    of_other_person,
    expired,
    sides,
    pages,
    needs,
    codes,
    account_kind,
    sums,
    owner,
    stamp,
    mandate,
    original,
    other_day,
    proof,
)


def holder_match(paper: Paper, person: str, dossier: Dossier) -> tuple[Match | None, str]:
    """How the paper's person compares with the best-fitting name of that role; None where nothing can be said."""
    names = dossier.people.of(person)
    for field in holder_fields(paper.type):
        name = paper.text(field)
        if name and names:
            return min((compare(name, own) for own in names), key=_MATCHES.index), name
    return None, ""


def _is_bare(candidate: Candidate) -> bool:
    return candidate.type in BILLS and any(is_bare_screenshot(paper) for paper in candidate.papers)


def _is_auto(paper: Paper) -> bool:
    return any(paper.auto(field) is not None for field in holder_fields(paper.type))


def _unreadable(candidate: Candidate, paper: Paper, hidden: Hidden) -> Verdict:
    is_emblem = hidden.field in needs_of(candidate.type, "emblem")
    is_card = candidate.type in TWO_SIDED and shows_side(paper)
    sides = ("emblem" if is_emblem else "portrait",) if is_card else ()
    return Verdict(
        state=ItemState.UNREADABLE,
        reason=str(hidden.fault),
        documents=candidate.ids,
        ask=Ask(sides=sides, documents=(paper.id,)),
        details={**hidden.details, "paper": candidate.type.value},
    )


def _unread(candidate: Candidate) -> Verdict:
    return Verdict(state=ItemState.IN_REVIEW, reason="not_read", documents=candidate.ids)
