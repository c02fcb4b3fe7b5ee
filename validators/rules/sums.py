"""Rules on money: V07 and V12. A sum that merely differs is for a person, never an ask (A2).

>>> from validators.facts.load import Facts
>>> import datetime as dt
>>> list(lists_and_bills(Dossier.gather((), Facts(), dt.date(2026, 4, 10))))
[]
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from storage.model.document_type import DocumentType
from storage.model.finding import Finding, Outcome
from validators.claim.dossier import Dossier
from validators.claim.occasions import lists_of_others
from validators.papers.pages import missing_pages
from validators.papers.paper import Paper, as_date, as_money
from validators.papers.stays import Stay
from validators.papers.totals import sum_of
from validators.papers.visits import Visit
from validators.rules.finding import amount, found

Findings = Iterator[Finding]


def account_limit(dossier: Dossier) -> Findings:
    """V07: what is to be paid may be more than an account of the second class takes in a day."""
    cards, most = dossier.of_type(DocumentType.BANK_CARD), amount("account_day_limit")
    claimed = dossier.facts.money("claim.amount") or sum_of(dossier.bills)
    if cards and claimed is not None and claimed > most:
        yield found("V07", Outcome.WARN, "card_number", f"金额超过 {most} 元,二类账户可能收不下。", cards)


def lists_and_bills(dossier: Dossier) -> Findings:
    """V12: the lists of costs of a visit or stay add up to something else than its bills, or speak of other days."""
    for occasion in (*dossier.stays, *dossier.visits):
        lists = lists_of(occasion, dossier)
        if differs(occasion, dossier):
            papers = (*occasion.bills, *lists)
            yield found("V12", Outcome.HUMAN, "total", "费用清单的合计与票据的合计不一致。", papers)
        if isinstance(occasion, Stay):
            yield from _other_days(occasion, lists)


def lists_of(occasion: Visit, dossier: Dossier) -> tuple[Paper, ...]:
    """The lists of costs that are of that visit or stay."""
    return dossier.once(("lists of", occasion.scope), lambda: _lists_of(occasion, dossier))


def _lists_of(occasion: Visit, dossier: Dossier) -> tuple[Paper, ...]:
    lists = [paper for paper in dossier.of_type(DocumentType.FEE_LIST) if paper.is_sure]
    elsewhere = lists_of_others(occasion, dossier)
    here = [paper for paper in lists if paper not in elsewhere]
    is_only = sum(bool(one.bills) for one in (*dossier.stays, *dossier.visits)) == 1
    return tuple(paper for paper in here if is_only or occasion.is_of(paper))


def differs(occasion: Visit, dossier: Dossier) -> bool:
    """All was surely read, no page is missing, and no sum of the lists is one of the bills or of all of them."""
    return dossier.once(("differs", occasion.scope), lambda: _differs(occasion, lists_of(occasion, dossier)))


def _differs(occasion: Visit, lists: Sequence[Paper]) -> bool:
    billed = sum_of(occasion.bills)
    listed = {total for paper in lists if (total := as_money(paper.auto("total"))) is not None}
    missing = missing_pages(lists)
    if billed is None or not listed or (missing and missing.pages):
        return False
    own = [total for bill in occasion.bills if (total := as_money(bill.auto("total"))) is not None]
    tolerance = amount("sum_tolerance") * len(own)
    is_whole = any(abs(billed - total) <= tolerance for total in (*listed, sum(listed, Decimal(0))))
    return not is_whole and not all(_is_any(total, own) for total in listed)


def _is_any(total: Decimal, totals: Sequence[Decimal]) -> bool:
    return any(abs(total - one) <= amount("sum_tolerance") for one in totals)


def _other_days(stay: Stay, lists: Sequence[Paper]) -> Findings:
    """The list's period is not the stay's: a warning, for lists are often printed before the last day."""
    for paper in lists:
        first, last = (as_date(paper.auto(name)) for name in ("period_from", "period_to"))
        apart = [abs((a - b).days) for a, b in ((first, stay.start), (last, stay.end)) if a and b]
        if any(days > 1 for days in apart):
            yield found("V12", Outcome.WARN, "period_from", "费用清单的期间不是这次住院的期间。", (paper,))
