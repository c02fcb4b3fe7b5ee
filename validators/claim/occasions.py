"""Which visit or stay a list of costs belongs to, where a claim has both: by the inpatient number, by the sum.

>>> import datetime as dt
>>> from validators.facts.load import Facts
>>> dossier = Dossier.gather((), Facts(), dt.date(2026, 4, 10))
>>> others(dossier.visits[0], dossier)
[Stay(number=1, start=None, end=None, bills=(), spans=(), papers=frozenset())]
"""

from storage.model.document_type import DocumentType
from validators.claim.dossier import Dossier
from validators.papers.paper import Paper
from validators.papers.stays import Stay, span_of
from validators.papers.visits import Visit


def is_of_another(paper: Paper, visit: Visit, dossier: Dossier) -> bool:
    """A list of a stay is of no visit; a list whose sum is that of another bill alone is of that bill."""
    if paper.type is not DocumentType.FEE_LIST:
        return False
    return dossier.once(("of another", paper, visit.scope), lambda: _is_list_of_another(paper, visit, dossier))


def _is_list_of_another(paper: Paper, visit: Visit, dossier: Dossier) -> bool:
    if visit.kind == "visit" and any(_is_surely_of(paper, stay) for stay in dossier.stays):
        return True
    total = paper.auto("total")
    if total is None or total in _totals(visit):
        return False
    return any(total in _totals(other) for other in others(visit, dossier))


def may_be_of_another(paper: Paper, visit: Visit, dossier: Dossier) -> bool:
    """A list that nothing ties to this visit or stay, while the sum of a bill of another could not be read."""
    if paper.type is not DocumentType.FEE_LIST or paper.auto("total") in _totals(visit):
        return False
    if isinstance(visit, Stay) and _is_surely_of(paper, visit, by_number=False):
        return False
    return any(None in _totals(other) for other in others(visit, dossier))


def _is_surely_of(paper: Paper, stay: Stay, *, by_number: bool = True) -> bool:
    spans = [span for span in stay.spans if span.number or not by_number]
    return any(span_of(paper).is_same(span) for span in spans)


def others(visit: Visit, dossier: Dossier) -> list[Visit]:
    """All other visits and stays of the claim."""
    return [one for one in (*dossier.visits, *dossier.stays) if one.scope != visit.scope]


def _totals(visit: Visit) -> list[object]:
    return [bill.auto("total") for bill in visit.bills]
