"""What a paper proves: evidence, not its type (domain 3.2, 3.6).

Who is a minor's guardian, how a beneficiary and the insured are related, that somebody died, how and when somebody was
hurt, from when to when somebody was in hospital or in intensive care. A birth certificate names the parents. A household
register proves it only if the child is the householder's child and the guardian is the householder or the spouse; a
grandchild beside a child-in-law does not.

>>> parenthood("女", "户主"), parenthood("孙女", "儿媳"), parenthood("孙子", "户主")
('proven', 'not_proven', 'grandparent')
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from storage.model.checklist import Ask, ItemState
from storage.model.document_type import DocumentType
from validators.claim.derive import is_same_person
from validators.claim.dossier import Dossier
from validators.items.candidates import Candidate
from validators.items.verdict import Verdict
from validators.lists.requirement import Requirement
from validators.papers.bills import names_intensive_care
from validators.papers.kinds import names_on
from validators.papers.names import Match, compare
from validators.papers.paper import Paper
from validators.papers.register import CHILD, COUPLE, ELDERS, GRANDCHILD

_FAMILY_PART = ("3", "三")
_DAY = re.compile(r"\d{1,2}[-/.月]\d{1,2}(?!\d)")


def names_two(candidate: Candidate, row: Requirement) -> bool:
    """The paper is about how two people are related, so the other name on it is no wrong person."""
    return row.proves == "relation" or (row.proves == "guardian_of" and candidate.type is DocumentType.HUKOU)


def guardian_of(candidate: Candidate, row: Requirement, dossier: Dossier) -> Iterator[Verdict]:
    """The verdict on a proof of guardianship of the row's person, none if it proves it."""
    if candidate.type is DocumentType.BIRTH_CERT:
        yield from _birth_certificate(candidate, dossier)
    elif candidate.type is DocumentType.HUKOU:
        yield from _register(candidate, row, dossier)
    elif not candidate.papers[0].fields("names"):
        yield _review(candidate, "not_read")


def relation(candidate: Candidate, row: Requirement, dossier: Dossier) -> Iterator[Verdict]:
    """The paper shows both the beneficiary and the insured, so that one can see what they are to each other."""
    pair = dossier.people.of("insured"), dossier.people.of(row.person)
    if candidate.type is DocumentType.HUKOU:
        yield from _register_of_two(candidate, pair, dossier)
        return
    fields = names_on(candidate.type)
    names = [str(field.value) for name in fields for field in candidate.papers[0].fields(name) if field.value]
    if not names or not all(pair):
        yield _review(candidate, "not_read" if not names else "relation_unsure")
        return
    lacking = [own for own in pair if not _is_any(names, own)]
    if lacking and all(
        compare(name, one) is Match.DIFFERENT for name in names for own in lacking for one in own
    ):
        is_sure = all(field.is_auto for name in fields for field in candidate.papers[0].fields(name))
        yield (
            Verdict(state=ItemState.MISSING, reason="relation_of_others")
            if is_sure
            else _review(candidate, "name_unsure")
        )
    elif lacking:
        yield _review(candidate, "name_unsure")


def death(candidate: Candidate, row: Requirement, dossier: Dossier) -> Iterator[Verdict]:
    """Of the old certificate the family keeps part 3; the new form and the licence have no parts."""
    for paper in candidate.papers:
        part = paper.value("part")
        if part is not None and not any(mark in str(part) for mark in _FAMILY_PART):
            is_sure = paper.auto("part") is not None
            state = ItemState.WRONG_SIDE_OR_PAGE if is_sure else ItemState.IN_REVIEW
            yield Verdict(state=state, reason="death_part", documents=candidate.ids, ask=Ask())


def injury(candidate: Candidate, row: Requirement, dossier: Dossier) -> Iterator[Verdict]:
    """The record says how somebody was hurt; one that says nothing of it, a person reads."""
    if not any(
        paper.has(name) for paper in candidate.papers for name in ("chief_complaint", "present_illness")
    ):
        is_summary = candidate.type in (DocumentType.DISCHARGE, DocumentType.ADMISSION)
        if not (is_summary and any(paper.has("admission_diagnoses") for paper in candidate.papers)):
            yield _review(candidate, "not_read")


def stay_dates(candidate: Candidate, row: Requirement, dossier: Dossier) -> Iterator[Verdict]:
    """The daily allowance is counted from admission to discharge."""
    for paper in candidate.papers:
        if not (paper.has("admission_date") and paper.has("discharge_date")):
            yield _review(candidate, "not_read")


def intensive_days(candidate: Candidate, row: Requirement, dossier: Dossier) -> Iterator[Verdict]:
    """The days in intensive care are paid apart; a person looks where no sentence has both of them."""
    paper = candidate.papers[0]
    texts = [
        str(field.value) for name in paper.document.fields for field in paper.fields(name) if field.is_auto
    ]
    if not any(names_intensive_care(text) and len(_DAY.findall(text)) > 1 for text in texts):
        yield _review(candidate, "not_read")


def heirs(candidate: Candidate, row: Requirement, dossier: Dossier) -> Iterator[Verdict]:
    """A deed or a judgement says who inherits; a person reads the names and adds them to the claim."""
    yield _review(candidate, "not_read")


Proof = Callable[[Candidate, Requirement, Dossier], Iterator[Verdict]]

PROOFS: Mapping[str, Proof] = {
    "guardian_of": guardian_of,
    "relation": relation,
    "death": death,
    "injury": injury,
    "stay_dates": stay_dates,
    "intensive_days": intensive_days,
    "heirs": heirs,
}


def parenthood(child: str, guardian: str) -> str:
    """`proven`, `not_proven`, `grandparent` or `unknown`, by what each is to the householder."""
    if child in CHILD:
        return "proven" if guardian in COUPLE else "unknown"
    if child.startswith(GRANDCHILD):
        return "grandparent" if guardian in COUPLE else "not_proven"
    return "unknown"


def _birth_certificate(candidate: Candidate, dossier: Dossier) -> Iterator[Verdict]:
    paper = candidate.papers[0]
    parents = [name for name in (paper.text("mother_name"), paper.text("father_name")) if name]
    guardians = dossier.people.of("guardian")
    if not parents:
        yield _review(candidate, "not_read")
    elif guardians and not any(is_same_person(one, other) for one in parents for other in guardians):
        yield _review(candidate, "guardian_unsure")


def _register(candidate: Candidate, row: Requirement, dossier: Dossier) -> Iterator[Verdict]:
    pages = dossier.of_type(DocumentType.HUKOU)
    child = _relation(pages, dossier.people.of(row.person))
    guardian = _relation(pages, dossier.people.of("guardian"))
    if child is None or any(not page.has("name") or not page.has("relation") for page in pages):
        yield _review(candidate, "not_read")
    elif guardian is None:
        yield _page_of_another(candidate, pages, "hukou_guardian_page")
    else:
        yield from _inferred(candidate, parenthood(child, guardian))


def _register_of_two(
    candidate: Candidate, pair: tuple[Sequence[str], Sequence[str]], dossier: Dossier
) -> Iterator[Verdict]:
    """One of both is the householder, or what each is to him tells what they are to each other."""
    pages = dossier.of_type(DocumentType.HUKOU)
    found = [_relation(pages, names) for names in pair]
    if not all(page.has("name") and page.has("relation") for page in pages) or not all(pair):
        yield _review(candidate, "not_read")
    elif found == [None, None]:
        yield _review(candidate, "relation_unsure")
    elif None in found:
        yield _page_of_another(candidate, pages, "hukou_other_page")
    elif "户主" not in found and not _are_close(str(found[0]), str(found[1])):
        yield _review(candidate, "relation_unsure")


def _page_of_another(candidate: Candidate, pages: Sequence[Paper], reason: str) -> Verdict:
    """Asked for only where whom each page is of was surely read: else it may be here already."""
    if any(page.auto(name) is None for page in pages for name in ("name", "relation")):
        return _review(candidate, "not_read")
    return Verdict(state=ItemState.WRONG_SIDE_OR_PAGE, reason=reason, documents=candidate.ids)


def _are_close(one: str, other: str) -> bool:
    """Parent and child, or husband and wife, told by what each is to the householder."""
    pair = {one, other}
    return bool(pair & set(COUPLE) and pair & set(CHILD)) or pair <= set(ELDERS)


def _is_any(names: Sequence[str], own: Sequence[str]) -> bool:
    return any(is_same_person(name, one) for name in names for one in own)


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
