"""Papers by other hands, known and held back: every layout draws, repeats itself for a seed, and its truth is in the contract's form."""

import random
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from storage.model.document_type import DocumentType
from tests.specimens.others.claims import claims
from tests.specimens.papers import held_back, others
from tests.specimens.sheet import Specimen

_MAKERS = {"others": others, "held-back": held_back}
Case = tuple[str, DocumentType, str]
_CASES: list[Case] = [
    (hand, type, name)
    for hand, maker in _MAKERS.items()
    for type, layouts in maker().items()
    for name in layouts
]
_FIELDS = {
    DocumentType.ID_CARD: "side name sex ethnicity birth_date address id_number authority valid_from valid_to",
    DocumentType.BANK_CARD: "bank_name card_number card_kind holder_name",
    DocumentType.TAX_INVOICE: "kind invoice_code invoice_number issue_date check_code machine_number buyer_name "
    "buyer_tax_id seller_name seller_tax_id amount tax total total_cn items payee reviewer issuer remarks",
    DocumentType.INV_OUTPATIENT: "bill_code bill_number check_code issue_date patient_name sex hospital_name "
    "business_serial outpatient_number record_number visit_date department institution_kind insurance_kind "
    "insurance_number total total_cn pool_paid other_paid account_paid cash_paid self_pay self_funded items payee "
    "reviewer",
    DocumentType.INV_INPATIENT: "bill_code bill_number check_code issue_date patient_name sex hospital_name "
    "business_serial inpatient_number record_number admission_date discharge_date department institution_kind "
    "insurance_kind insurance_number total total_cn pool_paid other_paid account_paid cash_paid self_pay "
    "self_funded prepaid items payee reviewer",
    DocumentType.DISCHARGE: "hospital_name patient_name sex age department inpatient_number admission_date "
    "discharge_date stay_days admission_diagnoses discharge_diagnoses orders doctor stamped",
    DocumentType.SI_SETTLEMENT: "patient_name hospital_name admission_date discharge_date insurance_kind total "
    "pool_paid other_paid account_paid cash_paid self_funded deductible",
    DocumentType.FEE_LIST: "hospital_name patient_name inpatient_number period_from period_to total page_number "
    "page_count items",
    DocumentType.DIAGNOSIS_CERT: "hospital_name patient_name sex age department visit_number diagnoses advice "
    "rest_days doctor issue_date stamped",
    DocumentType.OP_RECORD: "hospital_name patient_name sex age department visit_date chief_complaint "
    "present_illness diagnoses treatment doctor",
}
_CELLS = {
    DocumentType.TAX_INVOICE: "name spec unit quantity unit_price amount tax_rate tax",
    DocumentType.INV_OUTPATIENT: "name quantity amount note",
    DocumentType.INV_INPATIENT: "name quantity amount note",
    DocumentType.FEE_LIST: "name category spec unit quantity unit_price amount",
}
_MONEY = {
    "total",
    "amount",
    "tax",
    "pool_paid",
    "other_paid",
    "account_paid",
    "cash_paid",
    "self_pay",
    "self_funded",
    "deductible",
    "prepaid",
}
_DATES = {
    *("issue_date", "birth_date", "valid_from", "valid_to", "visit_date", "period_from", "period_to"),
    *("admission_date", "discharge_date"),
}
_NUMBERS = {"page_number", "page_count", "rest_days", "stay_days"}


def cases(*types: DocumentType) -> list[Case]:
    return [case for case in _CASES if case[1] in types]


@cache
def draw(case: Case, seed: int) -> Specimen:
    hand, type, name = case
    return _MAKERS[hand]()[type][name](random.Random(seed))


def leaves(fields: Any) -> Iterator[tuple[str, Any]]:
    for name, value in fields.items():
        if isinstance(value, list):
            for each in value:
                yield from leaves(each) if isinstance(each, dict) else [(name, each)]
        else:
            yield name, value


def in_form(name: str, value: Any) -> bool:
    if name == "stamped":
        return isinstance(value, bool)
    if name in _NUMBERS:
        return type(value) is int and value > 0
    if name in _MONEY:
        return bool(re.fullmatch(r"\d+\.\d\d", value))
    if name in _DATES:
        return value == "long_term" or bool(re.fullmatch(r"20\d\d-\d\d-\d\d|19\d\d-\d\d-\d\d", value))
    if name in ("quantity", "unit_price"):
        return bool(re.fullmatch(r"\d+(\.\d+)?", value))
    return isinstance(value, str) and value == value.strip() and bool(value) and "　" not in value


@pytest.mark.parametrize("case", _CASES)
def test_a_layout_draws_the_same_paper_for_a_seed_and_another_for_another(case: Case) -> None:
    hand, type, name = case
    first, other = draw(case, 11), draw(case, 12)
    again = _MAKERS[hand]()[type][name](random.Random(11))
    assert (first.type, first.name) == (type, name)
    assert first.fields == again.fields != other.fields
    assert first.content == again.content
    assert [p.tobytes() for p in first.pictures] == [p.tobytes() for p in again.pictures]
    assert bool(first.pictures) != bool(first.content)
    assert all(max(picture.size) >= 900 for picture in first.pictures)


@pytest.mark.parametrize("case", _CASES)
def test_the_truth_is_spelled_as_the_contract_says(case: Case) -> None:
    for seed in (11, 12):
        fields = draw(case, seed).fields
        assert set(fields) <= set(_FIELDS[case[1]].split())
        for row in fields.get("items", ()):
            assert set(row) <= set(_CELLS[case[1]].split())
        assert [(key, value) for key, value in leaves(fields) if not in_form(key, value)] == []


@pytest.mark.parametrize("case", cases(*_CELLS))
def test_rows_add_up_to_the_total(case: Case) -> None:
    for seed in (11, 12):
        fields = draw(case, seed).fields
        rows = sum(Decimal(row["amount"]) for row in fields["items"])
        tax = Decimal(fields.get("tax", "0"))
        assert rows == Decimal(fields.get("amount", fields["total"]))
        assert rows + tax == Decimal(fields["total"])
        assert tax == sum(Decimal(row.get("tax", "0")) for row in fields["items"])


@pytest.mark.parametrize("case", cases(DocumentType.INV_OUTPATIENT, DocumentType.INV_INPATIENT))
def test_the_split_of_a_bill_adds_up(case: Case) -> None:
    fields = draw(case, 11).fields
    money = {key: Decimal(fields.get(key, "0")) for key in _MONEY}
    personal = money["account_paid"] + money["cash_paid"]
    assert money["total"] == money["pool_paid"] + money["other_paid"] + personal
    assert "self_pay" not in fields or personal == money["self_pay"] + money["self_funded"]


@pytest.mark.parametrize("case", cases(DocumentType.SI_SETTLEMENT))
def test_who_paid_what_adds_up_to_what_a_stay_cost(case: Case) -> None:
    fields = draw(case, 11).fields
    shares = ("pool_paid", "other_paid", "account_paid", "cash_paid")
    assert sum(Decimal(fields[key]) for key in shares) == Decimal(fields["total"])


@pytest.mark.parametrize("case", cases(DocumentType.FEE_LIST))
def test_the_rows_of_a_fee_list_are_price_times_quantity(case: Case) -> None:
    for row in draw(case, 11).fields["items"]:
        exact = Decimal(row["unit_price"]) * Decimal(row["quantity"])
        assert abs(exact - Decimal(row["amount"])) <= Decimal("0.01") * Decimal(row["quantity"])


def test_every_type_with_fields_is_held_back_in_two_layouts_that_nobody_knows() -> None:
    known = {(type, name) for hand, type, name in _CASES if hand == "others"}
    for type in _FIELDS:
        names = held_back()[type]
        assert len(names) >= 2
        assert not {(type, name) for name in names} & known


@pytest.mark.parametrize("number", range(3))
def test_the_papers_of_a_claim_tell_one_story(number: int) -> None:
    held = claims(21)[number]
    papers = {type: [p.fields for p in held.claim.papers if p.type is type] for type in DocumentType}
    patient = held.claim.facts["insured.name"]
    bills, lists = papers[DocumentType.INV_OUTPATIENT], papers[DocumentType.FEE_LIST]
    medical = [*bills, *lists, *papers[DocumentType.OP_RECORD]]
    assert {fields["patient_name"] for fields in medical} == {patient}
    assert len({fields["hospital_name"] for fields in medical}) == 1
    assert bills[0]["total"] == lists[-1]["total"]
    assert papers[DocumentType.ID_CARD][0]["name"] == patient


def test_only_the_second_claim_has_a_card_of_somebody_else_and_lacks_a_page() -> None:
    whole, broken, small = claims(21)
    cards = {
        held.name: [p.fields["holder_name"] for p in held.claim.papers if p.type is DocumentType.BANK_CARD]
        for held in (whole, broken, small)
    }
    assert cards["complete"] == [whole.claim.facts["insured.name"]]
    assert not set(cards["card_and_page"][0]) & set(broken.claim.facts["insured.name"])
    assert cards["child"] == [small.claim.facts["claimant.name"]]
    pages = [p.fields["page_number"] for p in broken.claim.papers if p.type is DocumentType.FEE_LIST]
    assert (pages, broken.asks[1].pages) == ([1, 3], (2,))
