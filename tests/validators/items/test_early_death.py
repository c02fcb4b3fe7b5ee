"""A death within two years of the policy's start is for a person; the customer hears nothing of it (DE8)."""

import pytest

from storage.model.claim import ClaimType
from storage.model.document_type import DocumentType
from tests.validators.builders import a_paper, files, judge


@pytest.mark.parametrize(("start", "is_found"), [("2025-01-01", True), ("2020-01-01", False), (None, False)])
def test_an_early_death_is_a_finding_for_a_person_and_no_ask(start: str | None, is_found: bool) -> None:
    papers = files(a_paper(DocumentType.DEATH_CERT, name="王强", death_date="2026-03-20"))
    facts = {"insured.name": "王强", **({"policy.start": start} if start else {})}
    with_start = judge(papers, facts, claim_types=[ClaimType.DEATH_ILLNESS])
    assert [finding.outcome.value for finding in with_start.findings if finding.rule == "DE8"] == [
        "human"
    ] * is_found
    plain = judge(papers, {"insured.name": "王强"}, claim_types=[ClaimType.DEATH_ILLNESS])
    assert with_start.message.fingerprint == plain.message.fingerprint
