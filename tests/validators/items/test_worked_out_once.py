"""What an assessment asks of the same claim again and again is worked out once, and never carried to another claim."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

from storage.model.claim import ClaimType
from tests.validators.builders import TODAY, bill, fee_list, files, record, stay_bill
from validators.claim.dossier import Dossier
from validators.claim.evidence import Spot, look_up
from validators.facts.known import facts_from
from validators.items import of_claim
from validators.papers import document
from validators.papers.paper import papers_in
from validators.rules import sums

BOTH = (ClaimType.INPATIENT_MEDICAL, ClaimType.OUTPATIENT_MEDICAL)


def dossier(total: str = "439.94", facts: Mapping[str, object] | None = None) -> Dossier:
    given = facts_from(facts or {"event.cause": "disease"})
    papers = files(bill(total=total), record(), fee_list(), stay_bill())
    return Dossier.gather(papers_in(papers), given, TODAY)


def counted(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> Counter[Any]:
    """How often each first argument, with the others, was worked on."""
    seen: Counter[Any] = Counter()
    work = getattr(module, name)

    def counting(*given: Any) -> Any:
        seen[tuple(str(one) for one in given if not isinstance(one, Dossier))] += 1
        return work(*given)

    monkeypatch.setattr(module, name, counting)
    return seen


def test_a_row_that_two_lists_of_a_claim_share_is_judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = counted(monkeypatch, of_claim, "judge")
    items = of_claim.items_of(BOTH, dossier()).items
    assert set(seen.values()) == {1}
    assert [item.claim_types for item in items if item.key == "bank_card"] == [BOTH]


def test_the_lists_of_a_visit_are_held_against_its_bills_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = counted(monkeypatch, sums, "_differs")
    claim = dossier()
    of_claim.items_of(BOTH, claim)
    list(sums.lists_and_bills(claim))
    assert set(seen.values()) == {1}


def test_the_days_on_a_paper_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = counted(monkeypatch, document, "_all_past_days")
    dossier(facts={"insured.birth": "1990-03-07", "event.cause": "disease"})
    assert len(seen) == 4 and set(seen.values()) == {1}


def test_what_papers_show_is_known_of_one_claim_only() -> None:
    paid, unpaid = (Spot(claim, claim.visits[0]) for claim in (dossier(), dossier("1.00")))
    assert paid.dossier.known is not unpaid.dossier.known
    look_up("bill.is_itemised", paid)
    assert ("bill.is_itemised", "visit:1", "") in paid.dossier.known
    assert ("bill.is_itemised", "visit:1", "") not in unpaid.dossier.known
