"""Rules across papers: V01, V04, V05, V08, V09, V17; and DE8, a death soon after the policy began. More: `rules`.

Names are held against the person a paper should be about; sums against the amount claimed, where it is given.

>>> from validators.facts.load import Facts
>>> import datetime as dt
>>> across_papers(Dossier.gather((), Facts(), dt.date(2026, 4, 10)))
()
"""

from collections.abc import Callable, Iterator
from decimal import Decimal

from storage.model.document_type import DocumentType
from storage.model.finding import Finding, Outcome
from validators.claim.derive import patient_names
from validators.claim.dossier import Dossier
from validators.items.checks import holder_match
from validators.papers.bills import same_bills
from validators.papers.kinds import BILLS, PATIENT_PAPERS, holder_fields
from validators.papers.names import Match, compare
from validators.papers.paper import Paper, of_types
from validators.papers.totals import sum_of
from validators.rules.every import RULES
from validators.rules.finding import found

_OUTCOMES = {
    Match.DIFFERENT: Outcome.ASK,
    Match.SIMILAR: Outcome.HUMAN,
    Match.VARIANT: Outcome.WARN,
    Match.UNCLEAR: Outcome.WARN,
}
_TOLERANCE = Decimal("0.05")
_EARLY_DAYS = 2 * 365


def across_papers(dossier: Dossier) -> tuple[Finding, ...]:
    """All findings that span papers, in the order of the rules."""
    rules: tuple[Callable[[Dossier], Iterator[Finding]], ...] = (
        _sides,
        _patients,
        _accounts,
        _amount,
        _doubles,
        _early_death,
        *RULES,
    )
    return tuple(finding for rule in rules for finding in rule(dossier))


def open_questions(dossier: Dossier) -> tuple[str, ...]:
    """Facts that the papers contradict: whose claim it is, and how much is claimed."""
    names = patient_names(dossier.papers)
    is_torn = any(compare(a, b) is Match.DIFFERENT for a in names for b in names)
    torn = ("insured.name",) if is_torn and dossier.facts.get("insured.name") is None else ()
    return (*torn, *(("claim.amount",) if claims_more_than_shown(dossier) else ()))


def claims_more_than_shown(dossier: Dossier) -> bool:
    """V08: the amount claimed is more than all bills together, and every bill could be read."""
    amount, shown = dossier.facts.money("claim.amount"), sum_of(dossier.bills)
    return amount is not None and shown is not None and amount - shown > _TOLERANCE


def _sides(dossier: Dossier) -> Iterator[Finding]:
    for card in dossier.cards:
        if not card.emblems or not card.portraits:
            detail = "没有国徽面。" if card.portraits else "没有人像面。"
            yield found("V01", Outcome.ASK, "side", detail, card.papers)


def _patients(dossier: Dossier) -> Iterator[Finding]:
    for paper in of_types(dossier.papers, PATIENT_PAPERS):
        rule = "V09" if paper.type in BILLS else "V04"
        yield from _name(rule, paper, "insured", dossier)


def _accounts(dossier: Dossier) -> Iterator[Finding]:
    for card in dossier.of_type(DocumentType.BANK_CARD):
        yield from _name("V05", card, "payee", dossier)
        if not card.has("holder_name"):
            yield found("V05", Outcome.WARN, "holder_name", "卡面没有印持卡人姓名。", (card,))


def _name(rule: str, paper: Paper, person: str, dossier: Dossier) -> Iterator[Finding]:
    match, _ = holder_match(paper, person, dossier)
    if match is None or match is Match.SAME:
        return
    field = next(name for name in holder_fields(paper.type) if paper.has(name))
    outcome = _OUTCOMES[match]
    if outcome is Outcome.ASK and paper.auto(field) is None:
        outcome = Outcome.HUMAN
    detail = "写法不同的同一个姓名。" if match is Match.VARIANT else "姓名与应有的人对不上。"
    yield found(rule, outcome, field, detail, (paper,))


def _amount(dossier: Dossier) -> Iterator[Finding]:
    if claims_more_than_shown(dossier):
        bills = dossier.bills
        yield found("V08", Outcome.ASK, "total", "申请的金额比票据合计多。", bills)


def _doubles(dossier: Dossier) -> Iterator[Finding]:
    """V17: pictures of one bill are silent; only when they disagree a person looks."""
    for group in same_bills(of_types(dossier.papers, BILLS)):
        totals = {paper.auto("total") for paper in group if paper.auto("total") is not None}
        if len(totals) > 1:
            yield found("V17", Outcome.HUMAN, "total", "同一号码的票据,金额不同。", group)


def _early_death(dossier: Dossier) -> Iterator[Finding]:
    """DE8: within two years of the policy's start a person looks; nothing more is asked for (L-INS 44)."""
    start = dossier.facts.date("policy.start")
    papers = of_types(
        dossier.papers, [DocumentType.DEATH_CERT, DocumentType.HUKOU_CANCEL, DocumentType.CREMATION]
    )
    days = [day for paper in papers if (day := paper.date("death_date"))]
    day = min(days, default=dossier.facts.date("event.date"))
    if start and day and dossier.facts.get("insured.is_dead") is True and (day - start).days < _EARLY_DAYS:
        yield found("DE8", Outcome.HUMAN, "death_date", "保单生效未满两年。", papers)
