"""What is in other claims too (V17): from marks found again to findings. For reviewers' eyes alone.

The findings are added to an assessment that was made without them: items, message and verdicts are what they were.

>>> sighting = Sighting(kind=MarkKind.BILL, claim_id="clm_2", documents=("doc_1",))
>>> [(finding.rule, finding.outcome.value, finding.detail) for finding in findings_of([sighting])]
[('V17', 'human', '同一号码的票据也在赔案 clm_2 里。')]
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from storage.model.checklist import Assessment
from storage.model.finding import Finding, Outcome
from storage.model.records import StoredReading
from storage.model.sighting import MarkKind, Sighting, Trace
from validators.rules.finding import again
from validators.rules.likeness import is_same_page
from validators.rules.marks import documents_on, telling_papers, telling_prints

Candidate = tuple[str, str]
"""An original of this claim, and one of another claim."""

_SAYS = {
    MarkKind.FILE: "同一个文件也在赔案 {claim} 里。",
    MarkKind.BILL: "同一号码的票据也在赔案 {claim} 里。",
    MarkKind.CODE: "同一个二维码也在赔案 {claim} 里。",
    MarkKind.PICTURE: "同一张图也在赔案 {claim} 里。",
}
_OTHER_NAME = "同一个二维码在赔案 {claim} 里写着别的姓名。"


def with_sightings(assessment: Assessment, sightings: Sequence[Sighting]) -> Assessment:
    """The same assessment, with the findings on what is in other claims too."""
    return replace(assessment, findings=(*assessment.findings, *findings_of(sightings)))


def findings_of(sightings: Iterable[Sighting]) -> tuple[Finding, ...]:
    """One for each kind and other claim."""
    found: dict[tuple[MarkKind, str, bool], tuple[str, ...]] = {}
    for one in sightings:
        key = (one.kind, one.claim_id, one.is_other_holder)
        found[key] = tuple(dict.fromkeys((*found.get(key, ()), *one.documents)))
    return tuple(_finding(*key, documents) for key, documents in sorted(found.items()))


def exact_sightings(traces: Sequence[Trace]) -> list[Sighting]:
    """Of files, bills and codes: one mark is enough. A code that many claims show is no paper's own."""
    claims = {trace.mark.text: set[str]() for trace in traces if trace.mark.kind is MarkKind.CODE}
    for trace in traces:
        if trace.mark.kind is MarkKind.CODE:
            claims[trace.mark.text].add(trace.claim_id)
    return [
        Sighting(
            kind=trace.mark.kind,
            claim_id=trace.claim_id,
            documents=trace.mark.documents,
            is_other_holder=trace.is_other_holder,
        )
        for trace in traces
        if trace.mark.kind is not MarkKind.PICTURE
        and len(claims.get(trace.mark.text, ())) < again("code_claims")
    ]


def candidates_of(traces: Sequence[Trace]) -> list[Candidate]:
    """The originals whose pages are worth holding against each other: those that share most marks."""
    shared = Counter(
        (trace.mark.original_id, trace.original_id) for trace in traces if trace.mark.kind is MarkKind.PICTURE
    )
    chosen: Counter[str] = Counter()
    found: list[Candidate] = []
    for (mine, other), count in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0])):
        if count >= again("least_marks") and chosen[mine] < again("most_held"):
            chosen[mine] += 1
            found.append((mine, other))
    return found


def same_pictures(mine: StoredReading, other: StoredReading) -> list[Sighting]:
    """The pages of mine that the other original shows too."""
    papers, theirs = telling_papers(mine), telling_prints(other)
    pages = [one.page for one in telling_prints(mine) if any(is_same_page(one, each) for each in theirs)]
    claim_id = other.original.claim_id
    return [
        Sighting(kind=MarkKind.PICTURE, claim_id=claim_id, documents=documents_on(page, papers))
        for page in pages
    ]


def _finding(kind: MarkKind, claim_id: str, is_other_holder: bool, documents: tuple[str, ...]) -> Finding:
    says = _OTHER_NAME if is_other_holder else _SAYS[kind]
    field = "bill_number" if kind is MarkKind.BILL else None
    detail = says.format(claim=claim_id)
    return Finding(rule="V17", outcome=Outcome.HUMAN, field=field, detail=detail, documents=documents)
