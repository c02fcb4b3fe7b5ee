"""What must hold of every claim, whatever papers are in it."""

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.model.checklist import ItemState
from storage.model.document import QualityFault
from storage.model.document_type import DocumentType
from storage.model.extraction import Field, Grade
from tests.validators.builders import (
    CARD_NUMBER,
    DRUG_ROWS,
    MOTHER_ID,
    a_document,
    a_fault,
    a_paper,
    a_reading,
    adult_papers,
    asks,
    bank_card,
    bill,
    both_faces,
    emblem,
    fee_list,
    judge,
    portrait,
    record,
)
from validators.message.compose import load_wording
from validators.message.sms import MOST_CHARACTERS, segments

POOL = {
    "portrait": portrait(),
    "emblem": emblem(),
    "old_emblem": emblem("2026-03-31", "2006-03-31"),
    "card": bank_card(),
    "credit": bank_card(kind="credit"),
    "bill": bill(),
    "bill_again": bill(),
    "drug_bill": bill(rows=DRUG_ROWS),
    "record": record(),
    "list": fee_list(),
    "page_1": fee_list(page_number=1, page_count=2),
    "rx": a_paper(DocumentType.RX),
    "cert": a_paper(DocumentType.DIAGNOSIS_CERT, patient_name="张悦", diagnoses=["急性上呼吸道感染"]),
    "slip": a_paper(DocumentType.PAYMENT_SLIP),
    "daily": a_paper(DocumentType.DAILY_LIST),
    "irrelevant": a_paper(DocumentType.IRRELEVANT),
    "blurred": a_document(DocumentType.UNREADABLE, faults=[a_fault(QualityFault.BLUR)]),
    "other": a_paper(DocumentType.OTHER),
    "register": a_paper(DocumentType.HUKOU),
}
NUMBERS = {name: at for at, name in enumerate(POOL, 1)}
CHOICES = st.sets(st.sampled_from(sorted(POOL)), max_size=9)
FACTS = st.fixed_dictionaries(
    {"insured.birth": st.just("1990-03-07")},
    optional={
        "event.cause": st.sampled_from(["disease", "accident"]),
        "event.scene": st.sampled_from(["animal", "traffic", "work"]),
        "si.settled": st.booleans(),
        "agent.present": st.booleans(),
        "product.claim_form": st.just("paper"),
        "claim.amount": st.just("900.00"),
    },
)
SPEED = settings(max_examples=40, deadline=None)
GOOD = {"portrait", "emblem", "card", "bill", "record", "list", "rx", "cert"}


def readings(names):
    return [a_reading(NUMBERS[name], POOL[name]) for name in sorted(names, key=NUMBERS.get)]


@SPEED
@given(CHOICES, FACTS, st.randoms(use_true_random=False))
def test_the_order_of_the_files_never_matters(names, facts, shuffle):
    files = readings(names)
    mixed = list(files)
    shuffle.shuffle(mixed)
    first, second = judge(files, facts), judge(mixed, facts)
    assert first.message.fingerprint == second.message.fingerprint
    assert asks(first) == asks(second)
    assert first.totals == second.totals


@SPEED
@given(CHOICES, FACTS)
def test_the_same_bytes_twice_change_nothing(names, facts):
    files = readings(names)
    assert judge(files, facts).message == judge([*files, *files], facts).message


@SPEED
@given(CHOICES, FACTS, st.sampled_from(sorted(GOOD)))
def test_a_good_paper_more_never_asks_for_more(names, facts, added):
    before, after = judge(readings(names), facts), judge(readings({*names, added}), facts)
    known = {*asks(before), *(item.key for item in before.items if item.state is ItemState.IN_REVIEW)}
    hung = {item.key for item in before.items if item.state is ItemState.UNKNOWN_FACT}
    assert set(asks(after)) <= known | hung | {"si_settlement"}


@SPEED
@given(CHOICES, FACTS)
def test_a_doubtful_paper_more_never_asks_for_more(names, facts):
    before, after = judge(readings(names), facts), judge(readings({*names, "other"}), facts)
    assert set(asks(after)) <= set(asks(before))


@SPEED
@given(CHOICES, FACTS)
def test_values_to_check_never_ask_for_what_sure_values_do_not(names, facts):
    sure = readings(names)
    unsure = [dataclasses.replace(reading, documents=tuple(map(_doubt, reading.documents))) for reading in sure]
    states = {(item.key, item.scope): item.state for item in judge(unsure, facts).items if item.documents}
    bad = {ItemState.WRONG_PERSON, ItemState.EXPIRED, ItemState.UNREADABLE}
    assert not bad & set(states.values())


def _doubt(document):
    def unsure(cell):
        if isinstance(cell, Field):
            return dataclasses.replace(cell, grade=Grade.CHECK)
        return cell

    return dataclasses.replace(document, fields={name: unsure(cell) for name, cell in document.fields.items()})


@SPEED
@given(CHOICES, FACTS)
def test_the_message_asks_for_exactly_the_open_items_and_puts_every_question(names, facts):
    assessment = judge(readings(names), facts)
    text = assessment.message.text
    entries = [line for line in text.splitlines() if line[:1].isdigit()]
    open_items = [item for item in assessment.items if item.state.is_ask]
    assert len(entries) == len(open_items) + len(assessment.questions)
    assert f"还需要您补 {len(open_items)} 样" in text or not open_items
    assert all(question.text in text for question in assessment.questions)
    assert assessment.is_complete == ("不用再交任何东西" in text)


@SPEED
@given(CHOICES, FACTS, st.sampled_from([(), [("bill", None, None)], [("fee_list", None, None)]]))
def test_the_parts_beside_the_message_say_what_it_says(names, facts, cannot):
    assessment = judge(readings(names), facts, cannot)
    open_items = [(item.key, item.person, item.scope) for item in assessment.items if item.state.is_ask]
    assert [(one.key, one.person, one.scope) for one in assessment.deficiencies] == open_items
    text = assessment.message.text
    for number, one in enumerate(assessment.deficiencies, 1):
        assert "\n   ".join([f"{number}. {one.name}", *one.lines]) in text
    assert "、".join(assessment.received) in text
    assert all(name in text for name in assessment.under_review)
    assert bool(assessment.under_review) == ("我们自己在核对" in text)


@SPEED
@given(CHOICES, FACTS)
def test_the_sms_counts_its_segments_and_names_nothing_private(names, facts):
    message = judge(readings(names), facts).message
    assert len(message.sms) <= MOST_CHARACTERS
    assert message.sms_segments == segments(message.sms)
    for private in ("呼吸道", MOTHER_ID, CARD_NUMBER, "张悦", "0012345678"):
        assert private not in message.sms
    assert MOTHER_ID not in message.text
    assert CARD_NUMBER not in message.text


@SPEED
@given(CHOICES, FACTS)
def test_no_code_reaches_the_customer(names, facts):
    message = judge(readings(names), facts).message
    said = message.subject + message.text + message.sms
    for code in [*DocumentType, *(state.value for state in ItemState), "None", "{", "}"]:
        assert code not in said


@SPEED
@given(CHOICES, CHOICES, FACTS)
def test_fingerprints_are_equal_exactly_when_the_asks_are(names, others, facts):
    one, other = judge(readings(names), facts), judge(readings(others), facts)
    assert (_asked(one) == _asked(other)) == (one.message.fingerprint == other.message.fingerprint)


def _asked(assessment):
    items = {
        (item.key, item.person, item.scope, item.state, item.ask.sides, item.ask.pages)
        for item in assessment.items
        if item.state.is_ask
    }
    return items, {question.key for question in assessment.questions}


def test_wording_and_product_settings_do_not_change_the_fingerprint():
    files = readings({"bill", "card"})
    plain = judge(files)
    dressed = judge(files, {"product.insurer_name": "示范保险", "product.service_phone": "95000"})
    assert plain.message.text != dressed.message.text
    assert plain.message.fingerprint == dressed.message.fingerprint


def test_the_pool_holds_a_whole_claim():
    assert judge([a_reading(at, paper) for at, paper in enumerate(adult_papers(), 1)]).is_complete
    assert both_faces().type is DocumentType.ID_CARD
    assert load_wording("zh-CN").locale == "zh-CN"
