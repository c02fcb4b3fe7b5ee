"""Sums for the claims system: as printed, by bill and by stay and visit; what is left out is said with its reason."""

from decimal import Decimal

from storage.model.claim import ClaimType
from storage.model.document_type import DocumentType
from tests.validators.builders import (
    a_paper,
    bill,
    discharge,
    doubtful,
    files,
    judge,
    record,
    stay_bill,
)

BOTH = [ClaimType.OUTPATIENT_MEDICAL, ClaimType.INPATIENT_MEDICAL]
PARTS = {"self_pay": "1642.50", "self_funded": "1200.00"}


def test_a_stay_and_visits_are_summed_apart_and_together() -> None:
    papers = files(
        stay_bill(**PARTS),
        discharge(),
        bill(),
        record(),
        bill(number="0012345699", day="2026-03-02", total="60.06", cash_paid="60.06"),
    )
    totals = judge(papers, claim_types=BOTH).totals
    assert {name: totals[name] for name in ("total", "pool_paid", "self_pay", "self_funded", "bill_count")} == {
        "total": "7142.50",
        "pool_paid": "3800.00",
        "self_pay": "1642.50",
        "self_funded": "1200.00",
        "bill_count": "3",
    }
    by_scope = {scope["scope"]: scope for scope in totals["scopes"]}
    assert {name: scope["total"] for name, scope in by_scope.items()} == {
        "stay:1": "6642.50",
        "visit:1": "60.06",
        "visit:2": "439.94",
    }
    assert (by_scope["stay:1"]["from"], by_scope["stay:1"]["to"]) == ("2026-04-01", "2026-04-05")
    assert by_scope["stay:1"]["account_paid"] == "0.00"
    assert sorted(one["documents"] for one in totals["bills"]) == [["f1.d1"], ["f3.d1"], ["f5.d1"]]
    assert totals["left_out"] == []
    assert not any("payable" in name or "refund" in name for name in totals)


def test_bills_that_overlap_are_counted_once_and_said() -> None:
    """The same bill as a photo, a print and a picture whose number cannot be read."""
    shade = bill(number=None)
    totals = judge(files(bill(), bill(), shade, record())).totals
    assert (totals["total"], totals["bill_count"]) == ("439.94", "1")
    assert len(totals["bills"][0]["documents"]) == 2
    assert sorted(one["reason"] for one in totals["left_out"]) == ["same_bill", "same_bill"]
    assert {one["document"] for one in totals["left_out"]} & {"f3.d1"}


def test_what_cannot_be_summed_is_named_with_its_reason() -> None:
    goods = a_paper(
        DocumentType.TAX_INVOICE, total="9.00", invoice_number="26" * 10, items=[{"name": "*餐饮*套餐"}]
    )
    papers = files(
        bill(pool_paid=doubtful("1.00"), account_paid=None),
        bill("王强", number="0012345698"),
        bill(number="0012345697", total=doubtful("8.00")),
        goods,
        record(),
    )
    totals = judge(papers, {"insured.name": "张悦"}).totals
    assert {(one["document"], one.get("field", ""), one["reason"]) for one in totals["left_out"]} == {
        ("f1.d1", "pool_paid", "to_check"),
        ("f1.d1", "account_paid", "unread"),
        ("f3.d1", "total", "to_check"),
        ("f2.d1", "", "other_person"),
        ("f4.d1", "", "other_trade"),
    }
    assert totals["total"] == "439.94"


def test_the_parts_always_add_up_to_the_whole() -> None:
    numbers = [f"00123456{at}" for at in range(10, 16)]
    papers = [
        bill(number=number, day=f"2026-0{1 + at % 3}-05", total=f"{at}7.3{at}", total_cn=None)
        for at, number in enumerate(numbers)
    ]
    totals = judge(files(*papers)).totals
    whole = Decimal(totals["total"])
    assert sum(Decimal(one["total"]) for one in totals["bills"]) == whole
    assert sum(Decimal(one["total"]) for one in totals["scopes"]) == whole
    assert sum(int(one["bill_count"]) for one in totals["scopes"]) == len(papers)


def test_a_claim_without_bills_has_no_sums() -> None:
    assert judge(files(record())).totals == {}
