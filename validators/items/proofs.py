"""What proves that somebody is a minor's guardian: evidence, not the type of paper (domain 3.2).

A birth certificate names the parents. A household register proves it only if the child is the householder's child
and the guardian is the householder or the spouse; a grandchild beside a child-in-law does not.

>>> parenthood("女", "户主"), parenthood("孙女", "儿媳"), parenthood("孙子", "户主")
('proven', 'not_proven', 'grandparent')
"""

from collections.abc import Iterator, Sequence

from storage.model.checklist import ItemState
from storage.model.document_type import DocumentType
from validators.claim.derive import is_same_person
from validators.claim.dossier import Dossier
from validators.items.candidates import Candidate
from validators.items.verdict import Verdict
from validators.papers.paper import Paper

_CHILD = ("子", "女", "长子", "长女", "次子", "次女", "三子", "三女", "儿子", "女儿", "独生子", "独生女")
_COUPLE = ("户主", "妻", "夫", "妻子", "丈夫", "配偶")
_GRANDCHILD = ("孙", "外孙")


def guardian_of(candidate: Candidate, dossier: Dossier) -> Iterator[Verdict]:
    """The verdict on a proof of guardianship, none if it proves it."""
    if candidate.type is DocumentType.BIRTH_CERT:
        yield from _birth_certificate(candidate, dossier)
    elif candidate.type is DocumentType.HUKOU:
        yield from _register(candidate, dossier)
    elif not candidate.papers[0].fields("names"):
        yield _review(candidate, "not_read")


def parenthood(child: str, guardian: str) -> str:
    """`proven`, `not_proven`, `grandparent` or `unknown`, by what each is to the householder."""
    if child in _CHILD:
        return "proven" if guardian in _COUPLE else "unknown"
    if child.startswith(_GRANDCHILD):
        return "grandparent" if guardian in _COUPLE else "not_proven"
    return "unknown"


def _birth_certificate(candidate: Candidate, dossier: Dossier) -> Iterator[Verdict]:
    paper = candidate.papers[0]
    parents = [name for name in (paper.text("mother_name"), paper.text("father_name")) if name]
    guardians = dossier.people.of("guardian")
    if not parents:
        yield _review(candidate, "not_read")
    elif guardians and not any(is_same_person(one, other) for one in parents for other in guardians):
        yield _review(candidate, "guardian_unsure")


def _register(candidate: Candidate, dossier: Dossier) -> Iterator[Verdict]:
    pages = dossier.of_type(DocumentType.HUKOU)
    child = _relation(pages, dossier.people.of("insured"))
    guardian = _relation(pages, dossier.people.of("guardian"))
    if child is None or any(not page.has("name") or not page.has("relation") for page in pages):
        yield _review(candidate, "not_read")
    elif guardian is None:
        yield Verdict(state=ItemState.WRONG_SIDE_OR_PAGE, reason="hukou_guardian_page", documents=candidate.ids)
    else:
        yield from _inferred(candidate, parenthood(child, guardian))


def _inferred(candidate: Candidate, answer: str) -> Iterator[Verdict]:
    if answer == "not_proven":
        yield Verdict(state=ItemState.MISSING, reason="hukou_not_parent", documents=candidate.ids)
    elif answer != "proven":
        yield _review(candidate, "guardian_unsure")


def _relation(pages: Sequence[Paper], names: Sequence[str]) -> str | None:
    """What that person is to the householder, surely read."""
    for page in pages:
        name, relation = page.auto("name"), page.auto("relation")
        if not isinstance(name, str) or not isinstance(relation, str):
            continue
        if any(is_same_person(name, own) for own in names):
            return relation
    return None


def _review(candidate: Candidate, reason: str) -> Verdict:
    return Verdict(state=ItemState.IN_REVIEW, reason=reason, documents=candidate.ids)
