"""Rules on what proves: V16 the hospital, V21 the licence, V22 the accident's papers, V23 e-invoices, V26 copies.

What bears on cover (V16, V21) and what contradicts the claim's facts (V22) an examiner sees; the customer is told of
neither. No table of hospitals is kept here: a name alone tells what is below the second grade, a fact may tell more.

>>> from validators.facts.load import Facts
>>> import datetime as dt
>>> list(hospitals(Dossier.gather((), Facts(), dt.date(2026, 4, 10))))
[]
"""

from collections.abc import Iterator

from storage.model.document import QualityFault
from storage.model.document_type import DocumentType
from storage.model.extraction import Source
from storage.model.finding import Finding, Outcome
from validators.claim.dossier import Dossier
from validators.papers.names import Match, compare
from validators.papers.paper import Paper, as_date, of_types
from validators.papers.visits import day_of
from validators.rules.finding import found, hospital_words
from validators.tables.current import tables

Findings = Iterator[Finding]

_TRAFFIC = (DocumentType.TRAFFIC_LIABILITY, DocumentType.TRAFFIC_AGREEMENT)
_FILES = (Source.XML, Source.OFD, Source.PDF_TEXT)
_COPIES = {QualityFault.COPY: "这是复印件。", QualityFault.SCREEN: "这是对着屏幕拍的。"}


def hospitals(dossier: Dossier) -> Findings:
    """V16: once for each hospital whose bills count."""
    seen: set[str] = set()
    for bill in dossier.bills:
        name = bill.text("hospital_name") or bill.text("seller_name") or ""
        if name in seen:
            continue
        seen.add(name)
        is_good = _is_second_grade(name, bill, dossier)
        if is_good is False:
            yield found("V16", Outcome.HUMAN, "hospital_name", "医院不是二级以上公立医院。", (bill,))
        elif is_good is None:
            yield found("V16", Outcome.WARN, "hospital_name", "医院的等级未知。", (bill,))


def _is_second_grade(name: str, bill: Paper, dossier: Dossier) -> bool | None:
    """Public and of the second grade or above: by the claim, the table, the bill's print; None where nothing tells."""
    listed = tables().hospitals.find(name, day_of(bill) or dossier.today)
    grade = dossier.facts.text("treat.hospital_grade") or (listed.grade if listed else "")
    owner = dossier.facts.text("treat.hospital_ownership") or (listed.ownership if listed else _owner(bill))
    if owner == "private" or (not grade and _holds(name, "below_second")):
        return False
    return _holds(grade, "second_or_above") if grade else None


def _owner(bill: Paper) -> str:
    kind = bill.text("institution_kind") or ""
    return "private" if _holds(kind, "private") and not _holds(kind, "not_private") else ""


def _holds(text: str, words: str) -> bool:
    return any(word in text for word in hospital_words(words))


def licences(dossier: Dossier) -> Findings:
    """V21: the licence, or the vehicle's inspection, was not valid on the day of the accident."""
    event = dossier.facts.date("event.date")
    if event is None or dossier.facts.get("traffic.insured_was_driving") is False:
        return
    for kind, name in (
        (DocumentType.DRV_LICENSE, "valid_to"),
        (DocumentType.VEH_LICENSE, "inspection_valid_to"),
    ):
        for paper in dossier.of_type(kind):
            start, end = as_date(paper.auto("valid_from")), as_date(paper.auto(name))
            if (end and end < event) or (start and start > event):
                yield found("V21", Outcome.HUMAN, name, f"事故当日（{event}）不在有效期内。", (paper,))


def accident_papers(dossier: Dossier) -> Findings:
    """V22: another day than the claim's, or nobody on it who is the insured."""
    event, insured = dossier.facts.date("event.date"), dossier.people.of("insured")
    for paper in of_types(dossier.papers, _TRAFFIC):
        day = as_date(paper.auto("occurred_at"))
        if day and event and day != event:
            yield found("V22", Outcome.HUMAN, "occurred_at", f"写的是 {day},申请写的是 {event}。", (paper,))
        names = [cell.value for row in paper.rows("parties") if (cell := row.get("name")) and cell.is_auto]
        matches = [compare(str(name), own) for name in names for own in insured]
        if matches and all(match is Match.DIFFERENT for match in matches):
            yield found("V22", Outcome.HUMAN, "parties", "当事人里没有被保险人。", (paper,))


def invoice_files(dossier: Dossier) -> Findings:
    """V23: a picture of an electronic invoice is not the file that accounts are kept on (A-6)."""
    for paper in dossier.of_type(DocumentType.TAX_INVOICE):
        kind = paper.auto("kind")
        is_electronic = isinstance(kind, str) and (kind.startswith("digital") or "_e_" in kind)
        sources = {field.source for name in paper.document.fields for field in paper.fields(name)}
        if is_electronic and not sources & {*_FILES}:
            yield found("V23", Outcome.WARN, None, "电子发票的图片,不是原文件。", (paper,))


def copies(dossier: Dossier) -> Findings:
    """V26: what the picture was measured to be; an examiner alone sees it."""
    for paper in dossier.papers:
        faults = {issue.fault for issue in paper.document.quality.issues}
        for fault, detail in _COPIES.items():
            if fault in faults:
                yield found("V26", Outcome.HUMAN, None, detail, (paper,))
