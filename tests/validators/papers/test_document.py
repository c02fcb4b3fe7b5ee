import datetime as dt

import pytest

from storage.model.document_type import DocumentType
from storage.model.finding import Outcome
from tests.validators.builders import (
    TODAY,
    a_document,
    bank_card,
    bill,
    doubtful,
    emblem,
    fee_list,
    portrait,
    record,
)
from validators.papers.document import validate_document


def found(document, today=TODAY):
    return [
        (finding.rule, finding.outcome, finding.field) for finding in validate_document(document, today=today)
    ]


@pytest.mark.parametrize("document", [portrait(), emblem(), bank_card(), bill(), record(), fee_list()])
def test_good_papers_have_no_findings(document):
    assert found(document) == []


def test_v02_a_card_is_valid_through_its_last_day():
    assert found(emblem("2026-04-10")) == []
    assert found(emblem("2026-04-09")) == [("V02", Outcome.ASK, "valid_to")]
    assert found(emblem("long_term")) == []


def test_v03_only_the_check_digit_and_what_is_printed_beside_it_count():
    assert found(portrait(number="110101199003070021")) == [("V03", Outcome.HUMAN, "id_number")]
    assert found(portrait(birth_date="1990-03-08")) == [("V03", Outcome.HUMAN, "birth_date")]
    assert found(portrait(sex="M")) == [("V03", Outcome.HUMAN, "sex")]


def test_v03_a_residence_permit_and_an_abolished_region_are_fine_and_an_old_number_is_a_warning():
    permit = {"side": "portrait", "name": "陈小姐", "id_number": "810000199408230021"}
    assert found(a_document(DocumentType.HMT_PERMIT, permit)) == []
    assert found(portrait(id_number="440524188001010014", birth_date="1880-01-01", sex="M")) == []
    assert found(portrait(id_number="610104620927690")) == [("V03", Outcome.WARN, "id_number")]


def test_v03_says_nothing_about_a_number_that_was_not_surely_read():
    assert found(portrait(id_number=doubtful("110101199003070021"))) == []


def test_v06_a_credit_card_asks_and_a_failed_check_digit_warns():
    assert found(bank_card(kind="credit")) == [("V06", Outcome.ASK, "card_kind")]
    assert found(bank_card(card_number="6222021000000000001")) == [("V06", Outcome.WARN, "card_number")]
    assert found(bank_card(kind="unknown")) == [], "its first digits are those of a debit card"


def test_v13_capitals_are_compared_by_value():
    assert found(bill(total="10.70", total_cn="壹拾圆零柒角整")) == []
    assert found(bill(total="10.70", total_cn="壹拾元整")) == [("V13", Outcome.HUMAN, "total")]
    assert found(bill(total_cn=doubtful("壹拾元整"))) == [("V13", Outcome.WARN, "total")]
    assert found(bill(total_cn="看不懂")) == [("V13", Outcome.WARN, "total_cn")]


def test_v14_pages_are_told_by_their_printed_numbers():
    assert found(fee_list(page_number=1, page_count=1)) == []
    assert found(fee_list(page_number=2, page_count=3)) == [("V14", Outcome.ASK, "page_number")]
    assert found(fee_list(page_number=doubtful(2), page_count=3)) == [("V14", Outcome.HUMAN, "page_number")]


def test_v14_the_sheets_of_one_file_count_on_from_the_first_number():
    whole = a_document(DocumentType.FEE_LIST, dict(fee_list(page_number=1, page_count=3).fields), pages=3)
    assert found(whole) == []


def test_v25_a_date_to_come_is_for_a_person():
    assert found(record(day="2026-04-11")) == [("V25", Outcome.HUMAN, "visit_date")]
    assert found(record(day=doubtful("2026-04-11"))) == []
    assert found(record(day="2026-04-10"), dt.date(2026, 4, 10)) == []
