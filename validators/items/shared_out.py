"""Papers without a name where several beneficiaries each need one: an account and a form serve one of them, not all.

They go to those who have none of their own, the claimant first; which one goes to whom makes no difference, how many does.

>>> from validators.facts.load import facts_from
>>> import datetime as dt
>>> shared_out((), "beneficiary:2", Dossier.gather((), facts_from({"insured.is_dead": True}), dt.date(2026, 4, 10)))
()
"""

from collections.abc import Sequence

from storage.model.document_type import DocumentType
from validators.claim.derive import is_same_person
from validators.claim.dossier import Dossier, holder_of
from validators.papers.paper import Paper

OF_ONE = (DocumentType.BANK_CARD, DocumentType.CLAIM_FORM)


def shared_out(papers: Sequence[Paper], person: str, dossier: Dossier) -> tuple[Paper, ...]:
    """Those that bear a name, and of the others the one that falls to this beneficiary, in all its pictures."""
    everybody = [who for who in dossier.people.names if who.startswith("beneficiary:")]
    if len(everybody) < 2 or not papers:
        return tuple(papers)
    alike = dossier.of_type(papers[0].type)
    lacking = [who for who in everybody if not _has_own(alike, who, dossier)]
    at = lacking.index(person) if person in lacking else len(papers)
    return (*filter(holder_of, papers), *(paper for group in _nameless(papers)[at : at + 1] for paper in group))


def _has_own(papers: Sequence[Paper], person: str, dossier: Dossier) -> bool:
    holders = [name for paper in papers if (name := holder_of(paper))]
    return any(is_same_person(name, own) for name in holders for own in dossier.people.of(person))


def _nameless(papers: Sequence[Paper]) -> list[list[Paper]]:
    """Pictures of one card together; those that money can be paid to before the others, whatever order they came in."""
    groups: dict[str, list[Paper]] = {}
    for paper in sorted(papers, key=lambda paper: (paper.value("card_kind") == "credit", paper.shown)):
        if not holder_of(paper):
            groups.setdefault(paper.text("card_number") or paper.shown, []).append(paper)
    return list(groups.values())
