"""The only door: what the papers of a claim mean, and the one message. Pure, given the facts and the day.

>>> from validators.facts.load import Facts
>>> assessment = assess((), claim_types=[ClaimType.OUTPATIENT_MEDICAL], facts=Facts(), today=dt.date(2026, 4, 10))
>>> assessment.is_complete, [question.key for question in assessment.questions]
(False, ['insured.birth', 'event.cause'])
"""

import datetime as dt
from collections.abc import Sequence

from storage.model.checklist import Assessment, ChecklistItem, Question
from storage.model.claim import ClaimType
from storage.model.document_type import DocumentType
from storage.model.finding import Finding
from storage.model.reading import Reading
from validators.claim.derive import hint_of
from validators.claim.dossier import Dossier
from validators.claim.totals import sums_of
from validators.facts.load import Facts
from validators.items.basis import basis_of
from validators.items.consistency import across_papers, open_questions
from validators.items.of_claim import items_of
from validators.items.set_aside import CannotGet, set_aside
from validators.lists.checklist import assumed
from validators.message.compose import compose
from validators.message.questions import put
from validators.papers.pages import missing_pages
from validators.papers.paper import papers_in
from validators.papers.totals import sum_of
from validators.wording import load_wording


def assess(
    readings: Sequence[Reading],
    *,
    claim_types: Sequence[ClaimType],
    facts: Facts,
    today: dt.date,
    locale: str = "zh-CN",
    cannot: Sequence[CannotGet] = (),
    lists_of: dt.date | None = None,
) -> Assessment:
    """The steps, in order: papers, people and facts, rules, items, questions, sums, message.

    `cannot` names items that the customer cannot get; `lists_of` is the day whose lists hold, that of the claim's
    opening, else today.
    """
    words = load_wording(locale)
    on = lists_of or today
    for name, value in assumed(claim_types, on).items():
        facts = facts.learned(name, value, "claim type")
    dossier = Dossier.gather(papers_in(readings), facts, today)
    judged = items_of(claim_types, dossier, on)
    items = set_aside(judged.items, cannot)
    keys = (*open_questions(dossier), *judged.questions)
    shown = sum_of(dossier.bills)
    questions = put(keys, words, {"total": str(shown or ""), "hint": hint_of(dossier.papers)})
    composed = compose(items, questions, dossier, readings, claim_types, words)
    return Assessment(
        claim_types=tuple(claim_types),
        is_complete=_is_complete(items, questions),
        items=items,
        questions=questions,
        message=composed.message,
        findings=_findings(dossier),
        totals=sums_of(items, dossier),
        deficiencies=composed.deficiencies,
        received=composed.received,
        under_review=composed.under_review,
        verdicts=composed.verdicts,
        basis=basis_of(claim_types, judged.known, dossier, on),
    )


def _is_complete(items: Sequence[ChecklistItem], questions: Sequence[Question]) -> bool:
    return not questions and all(item.state.is_done for item in items)


def _findings(dossier: Dossier) -> tuple[Finding, ...]:
    """Those within papers, but for what other papers mend; then those across papers."""
    lists = missing_pages(dossier.of_type(DocumentType.FEE_LIST))
    is_whole = lists is not None and not lists.pages
    within = [
        finding
        for paper in dossier.papers
        for finding in dossier.findings[paper.id]
        if not (is_whole and finding.rule == "V14")
    ]
    return tuple(dict.fromkeys((*within, *across_papers(dossier))))
