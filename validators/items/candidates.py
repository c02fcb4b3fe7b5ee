"""The papers that may serve for a requirement: one picture of each side of a card, one bill, one list's pages.

>>> Candidate(Accept(DocumentType.RX), ()).type.value
'rx'
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from storage.model.document_type import DocumentType
from validators.claim.derive import is_same_person
from validators.claim.dossier import Dossier, holder_of
from validators.claim.occasions import lists_of_others
from validators.items.shared_out import OF_ONE, shared_out
from validators.lists.requirement import Accept, Requirement
from validators.papers.bills import is_inpatient, is_medical, prints_split
from validators.papers.cards import TWO_SIDED, side_of
from validators.papers.kinds import IDENTITY, names_on, needs_of
from validators.papers.licences import SIDES, sides_missing, together
from validators.papers.names import Match, compare
from validators.papers.pages import page_count
from validators.papers.paper import Paper
from validators.papers.visits import Visit

_SIDES = ("portrait", "emblem")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Papers that together would meet a requirement, the one that names the person first.

    `missing` names the sides that are not there; `is_unsure` says that their role could not be told.
    """

    accept: Accept
    papers: tuple[Paper, ...]
    missing: tuple[str, ...] = ()
    is_unsure: bool = False

    @property
    def type(self) -> DocumentType:
        return self.accept.type

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(paper.id for paper in self.papers)

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Where its papers came."""
        return tuple(paper.place for paper in self.papers)

    @property
    def needs(self) -> tuple[tuple[Paper, str], ...]:
        """Each needed field with the paper that must show it."""
        if self.type in TWO_SIDED:
            return tuple(_side_needs(self))
        if self.type is DocumentType.FEE_LIST and len(self.papers) > 1:
            return ()
        return tuple((paper, need) for paper in self.papers for need in needs_of(self.type))


def candidates_for(
    row: Requirement, accept: Accept, dossier: Dossier, visit: Visit | None
) -> Iterator[Candidate]:
    """Every way the papers could meet that row by that type."""
    if accept.type in TWO_SIDED:
        yield from _cards(row, accept, dossier)
        return
    papers = dossier.of_type(accept.type)
    if row.person.startswith("beneficiary"):
        papers = tuple(paper for paper in papers if not _is_of_another(paper, row, dossier))
        papers = shared_out(papers, row.person, dossier) if accept.type in OF_ONE else papers
    if accept.type in SIDES:
        yield from (Candidate(accept, group, sides_missing(group)) for group in together(papers))
        return
    if accept.type in IDENTITY:
        papers = tuple(paper for paper in papers if not _has_other_role(paper, row, dossier))
    if visit:
        papers = _of_visit(papers, visit, dossier)
    if row.pages == "all" and accept.type is DocumentType.FEE_LIST:
        yield from _page_groups(accept, papers)
        return
    for paper in papers:
        role = _ROLES[accept.role](paper) if accept.role else True
        if role is not False:
            yield Candidate(accept, (paper,), is_unsure=role is None)


def _side_needs(candidate: Candidate) -> Iterator[tuple[Paper, str]]:
    """Of two pictures the first stands for the portrait and the second for the emblem, whatever else they show."""
    is_pair = len(candidate.papers) == len(_SIDES)
    told = _SIDES if is_pair else [side_of(paper) for paper in candidate.papers]
    for paper, side in zip(candidate.papers, told, strict=True):
        for each in _SIDES if side == "both" else (side,):
            yield from ((paper, need) for need in needs_of(candidate.type, each))


def _cards(row: Requirement, accept: Accept, dossier: Dossier) -> Iterator[Candidate]:
    for card in dossier.cards:
        if card.type is not accept.type or any(_has_other_role(p, row, dossier) for p in card.portraits):
            continue
        both = [paper for paper in card.portraits if side_of(paper) == "both"]
        yield from (Candidate(accept, (paper,)) for paper in both)
        for portrait in card.portraits or (None,):
            for emblem in card.emblems or (None,):
                sides = [("portrait", portrait), ("emblem", emblem)]
                found = tuple(dict.fromkeys(paper for _, paper in sides if paper))
                missing = tuple(side for side, paper in sides if not paper)
                yield Candidate(accept, found, missing)


def _has_other_role(paper: Paper, row: Requirement, dossier: Dossier) -> bool:
    """It names somebody who has a part of his own; while nobody's age is known, that may be a guardian."""
    name = holder_of(paper)
    if name is None:
        return False
    if row.person == "insured" and dossier.facts.get("insured.is_minor") is None:
        matches = [compare(name, own) for own in dossier.people.of("insured")]
        return bool(matches) and all(match is Match.DIFFERENT for match in matches)
    return dossier.people.is_other(name, row.person)


def _is_of_another(paper: Paper, row: Requirement, dossier: Dossier) -> bool:
    """It names another beneficiary, and not this one."""
    names = [str(field.value) for name in names_on(paper.type) for field in paper.fields(name) if field.value]
    others = [who for who in dossier.people.names if who.startswith("beneficiary") and who != row.person]
    is_own = any(is_same_person(name, own) for name in names for own in dossier.people.of(row.person))
    return not is_own and any(
        is_same_person(name, one) for name in names for who in others for one in dossier.people.of(who)
    )


def _of_visit(papers: Sequence[Paper], visit: Visit, dossier: Dossier) -> tuple[Paper, ...]:
    """With one visit or stay every paper may be of it that is not surely of another; the judging looks at the day."""
    elsewhere = lists_of_others(visit, dossier)
    here = [paper for paper in papers if paper not in elsewhere]
    is_only = len(dossier.occasions(visit.kind)) == 1
    return tuple(paper for paper in here if is_only or visit.is_of(paper))


def _page_groups(accept: Accept, papers: Iterable[Paper]) -> Iterator[Candidate]:
    groups: dict[int, list[Paper]] = {}
    for paper in papers:
        groups.setdefault(page_count(paper), []).append(paper)
    loose = groups.pop(0, [])
    for group in groups.values():
        yield Candidate(accept, tuple(group), is_unsure=False)
        if loose:
            yield Candidate(accept, (*group, *loose), is_unsure=True)
    if not groups:
        yield from (Candidate(accept, (paper,)) for paper in loose)


def _is_page(kind: str) -> Callable[[Paper], bool | None]:
    return lambda paper: None if paper.value("page_kind") is None else paper.value("page_kind") == kind


def _is_inpatient(paper: Paper) -> bool | None:
    """A tax invoice whose rows speak of neither visit nor stay may be for a stay, if it is for treatment."""
    told = is_inpatient(paper)
    return is_medical(paper) if told is None else told


def _is_stamped(paper: Paper) -> bool:
    return paper.auto("stamped") is not False


def _is_of_police(paper: Paper) -> bool | None:
    """Written by those who deal with unnatural deaths."""
    issuer = paper.text("issuer")
    return (
        None if issuer is None else any(word in issuer for word in ("公安", "派出所", "法医", "鉴定", "检察"))
    )


_ROLES: dict[str, Callable[[Paper], bool | None]] = {
    "medical": lambda paper: False if is_inpatient(paper) else is_medical(paper),
    "inpatient": _is_inpatient,
    "member": _is_page("member"),
    "cancelled": _is_page("cancelled"),
    "si_split": prints_split,
    "stamped": _is_stamped,
    "police": _is_of_police,
}
