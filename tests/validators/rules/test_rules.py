"""The validity rules across papers speak when they must, only then, and never to the customer."""

from dataclasses import replace

import pytest

from storage.model.checklist import Assessment
from tests.validators.builders import CHILD, a_document, bill, files, in_review, judge, record
from tests.validators.rules.cases import CASES, Case
from validators.items import consistency
from validators.rules.every import RULES


def _judged(case: Case) -> Assessment:
    return judge(files(*case.papers), case.facts, claim_types=case.types)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_a_rule_speaks_with_its_outcome_and_is_silent_otherwise(case: Case) -> None:
    assert (case.rule, case.outcome) in _told(_judged(case))
    silent = replace(case, papers=case.silent_papers or case.papers)
    silent = replace(silent, facts=case.facts if case.silent_facts is None else case.silent_facts)
    assert (case.rule, case.outcome) not in _told(_judged(silent))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_the_customer_sees_the_same_bytes_with_and_without_the_suspicion(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    suspicious = _judged(case)
    monkeypatch.setattr(consistency, "RULES", ())
    plain = _judged(case)
    assert len(plain.findings) < len(suspicious.findings)
    assert replace(suspicious, findings=()) == replace(plain, findings=())


def test_every_rule_has_a_case() -> None:
    spoken = {finding.rule for case in CASES for finding in _judged(case).findings}
    assert {case.rule for case in CASES} <= spoken
    assert len(RULES) == len({case.rule for case in CASES})


def test_a_paper_from_before_the_birth_is_looked_at_for_it_may_be_misread() -> None:
    """V25; what a mother's stay shows from some days before is no fault, nor is a paper about somebody else."""
    facts = {"insured.name": CHILD, "insured.birth": "2026-03-20"}
    early = judge(files(bill(CHILD, day="2026-03-01"), record(CHILD)), facts)
    assert ("V25", "human") in _told(early)
    assert "bill" in in_review(early)
    for fine in (bill(CHILD, day="2026-03-12"), bill("张悦", day="2026-03-01")):
        assert ("V25", "human") not in _told(judge(files(fine, record(CHILD)), facts))


def _told(assessment: Assessment) -> set[tuple[str, str]]:
    return {(finding.rule, finding.outcome.value) for finding in assessment.findings}


def test_papers_without_fields_set_nothing_off() -> None:
    bare = [a_document(one.type) for case in CASES for one in case.papers]
    told = {rule for rule, _ in _told(judge(files(*bare), {"event.date": "2026-03-01"}))}
    assert told.isdisjoint({case.rule for case in CASES} - {"V16"})
