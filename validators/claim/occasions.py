"""Which visit or stay a list of costs belongs to, where a claim has both: by the inpatient number, by the sum.

>>> import datetime as dt
>>> from validators.facts.load import Facts
>>> dossier = Dossier.gather((), Facts(), dt.date(2026, 4, 10))
>>> lists_of_others(dossier.visits[0], dossier)
set()
"""

from collections.abc import Mapping, Set

from storage.model.document_type import DocumentType
from storage.model.extraction import Value
from validators.claim.dossier import Dossier
from validators.papers.paper import Paper
from validators.papers.stays import Stay, span_of
from validators.papers.visits import Visit


def lists_of_others(visit: Visit, dossier: Dossier) -> Set[Paper]:
    """A list of a stay is of no visit; a list whose sum is that of another bill alone is of that bill."""
    return dossier.once(("of others", visit.scope), lambda: _lists_of_others(visit, dossier))


def _lists_of_others(visit: Visit, dossier: Dossier) -> Set[Paper]:
    of_stays = dossier.once("of stays", lambda: _lists_of_stays(dossier)) if visit.kind == "visit" else set()
    lists = dossier.of_type(DocumentType.FEE_LIST)
    return {paper for paper in lists if paper in of_stays or _is_billed_elsewhere(paper, visit, dossier)}


def _lists_of_stays(dossier: Dossier) -> Set[Paper]:
    """Once a claim: no visit changes it."""
    lists = dossier.of_type(DocumentType.FEE_LIST)
    return {paper for paper in lists if any(_is_surely_of(paper, stay) for stay in dossier.stays)}


def _is_billed_elsewhere(paper: Paper, visit: Visit, dossier: Dossier) -> bool:
    total = paper.auto("total")
    if total is None:
        return False
    billed = _billed(total, dossier)
    return bool(billed) and visit.scope not in billed


def may_be_of_another(paper: Paper, visit: Visit, dossier: Dossier) -> bool:
    """A list that nothing ties to this visit or stay, while the sum of a bill of another could not be read."""
    if paper.type is not DocumentType.FEE_LIST or visit.scope in _billed(paper.auto("total"), dossier):
        return False
    if isinstance(visit, Stay) and _is_surely_of(paper, visit, by_number=False):
        return False
    return bool(_billed(None, dossier) - {visit.scope})


def _is_surely_of(paper: Paper, stay: Stay, *, by_number: bool = True) -> bool:
    spans = [span for span in stay.spans if span.number or not by_number]
    return any(span_of(paper).is_same(span) for span in spans)


def _billed(total: Value, dossier: Dossier) -> Set[str]:
    """The visits and stays that have a bill of that sum; of None, a bill whose sum could not be read."""
    return dossier.once("billed", lambda: _by_total(dossier)).get(total, frozenset())


def _by_total(dossier: Dossier) -> Mapping[Value, Set[str]]:
    """Once a claim: every list asks of every visit."""
    found: dict[Value, set[str]] = {}
    for one in (*dossier.visits, *dossier.stays):
        for bill in one.bills:
            found.setdefault(bill.auto("total"), set()).add(one.scope)
    return found
