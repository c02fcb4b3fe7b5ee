"""The message as people read it. `CLAIMS_UPDATE_GOLDEN=1` rewrites the texts; read them aloud before committing."""

import os
from pathlib import Path

import pytest

from storage.model.claim import ClaimType
from storage.model.document import QualityFault
from storage.model.document_type import DocumentType
from tests.validators.builders import (
    CHILD,
    CHILD_ID,
    FATHER,
    MOTHER,
    MOTHER_ID,
    a_document,
    a_fault,
    a_field,
    a_paper,
    a_refusal,
    adult_papers,
    bank_card,
    bill,
    both_faces,
    emblem,
    fee_list,
    files,
    judge,
    portrait,
    record,
)
from validators.facts.load import Facts
from validators.message.audience import Audience
from validators.message.sms import Counts, compose_sms, segments
from validators.wording import load_wording

GOLDEN = Path(__file__).with_name("golden")
INSURER = {
    "product.insurer_name": "示范保险",
    "product.service_phone": "95000",
    "product.contact_person": "陈敏",
    "product.upload_link": "s.example/a1B2c3",
}
CHILD_FACTS = {"insured.name": CHILD, "insured.birth": "2018-03-01", "payee.name": MOTHER}


def blurred_bill(**more):
    fields = {**bill().fields, "total": a_field(None), "total_cn": a_field(None), **more}
    return a_document(DocumentType.INV_OUTPATIENT, fields, faults=[a_fault(QualityFault.BLUR)])


def locked():
    words = ("这个文件有密码，打不开。", "请去掉密码后再传，或直接传照片。")
    return a_refusal(9, "encrypted_file", *words, name="upload/门诊病历.pdf")


def hukou(name, relation):
    return a_paper(DocumentType.HUKOU, page_kind="member", name=name, relation=relation)


CLAIMS = {
    "complete": (files(*adult_papers()), {}),
    "nothing_yet": ([], {}),
    "one_missing": (files(*adult_papers()[:5]), INSURER),
    "only_in_review": (files(*adult_papers()[:5], a_paper(DocumentType.OTHER)), {}),
    "only_a_question": (files(*adult_papers()), {"event.cause": "accident", "event.scene": "animal"}),
    "many": ([*files(portrait(), blurred_bill(), bank_card(kind="credit")), locked()], INSURER),
    "payment_slip": (
        files(both_faces(), bank_card(), record(), fee_list(), a_paper(DocumentType.PAYMENT_SLIP)),
        {},
    ),
    "child": (files(both_faces(), bank_card(), bill(CHILD), record(CHILD)), CHILD_FACTS),
    "child_of_a_grandfathers_register": (
        files(
            portrait(),
            emblem("2026-03-31", "2006-03-31"),
            bank_card(FATHER),
            bill(CHILD),
            record("李建国"),
            fee_list(CHILD, page_number=1, page_count=3),
            hukou(CHILD, "孙子"),
            hukou(MOTHER, "儿媳"),
        ),
        {**CHILD_FACTS, "event.cause": "accident", **INSURER},
    ),
    "an_agent_after_a_traffic_accident": (
        files(both_faces(), bill()),
        {
            "event.cause": "accident",
            "event.scene": "traffic",
            "traffic.handling": "police_general",
            "traffic.insured_was_driving": True,
            "agent.present": True,
            "agent.name": FATHER,
        },
    ),
    "two_visits": (
        files(*adult_papers(), bill(number="0012345999", day="2026-03-20"), blurred_bill(total="12.00")),
        {},
    ),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_the_message_reads_as_its_golden_text(name):
    message = judge(*CLAIMS[name]).message
    text = f"{message.subject}\n\n{message.text}\n\n[SMS, {segments(message.sms)}]\n{message.sms}\n"
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("CLAIMS_UPDATE_GOLDEN") == "1":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_a_message_follows_the_agreed_order():
    text = judge(*CLAIMS["child_of_a_grandfathers_register"]).message.text
    marks = [
        "张女士",
        "已收好，不用再交",
        "还需要您补",
        "想请您告诉我们",
        "怎么交",
        "什么时候",
        "接下来",
        "陈敏",
        "拿不到",
    ]
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)


def test_no_phone_link_or_insurer_is_made_up():
    message = judge(files(both_faces())).message
    assert "http" not in message.text + message.sms
    assert "电话" not in message.text
    assert "【" not in message.sms


def test_the_file_that_could_not_be_opened_is_named_while_something_is_open():
    assert "「门诊病历.pdf」没能打开" in judge([*files(*adult_papers()[:4]), locked()]).message.text
    assert "没能打开" not in judge([*files(*adult_papers()), locked()]).message.text


def test_a_bill_of_somebody_else_beside_the_own_is_told_and_not_counted():
    other = bill("李建国", number="0099999999", total="50.00", total_cn="伍拾元整")
    assessment = judge(files(*adult_papers()[:5], other), {"insured.name": MOTHER})
    assert assessment.totals["total"] == "439.94"
    assert "1 张票据上是另一位的姓名" in assessment.message.text


def short_text(names):
    counts = Counts(asks=tuple(names), received=2, questions=1, review=0)
    return compose_sms(counts, Facts(), Audience("insured", "张", "F", False), load_wording("zh-CN"))


def test_the_short_text_names_every_paper_however_many():
    names = [f"一份名字相当长的材料{at}" for at in range(25)]
    sms = short_text(names)
    assert all(name in sms for name in names)
    assert segments(sms) > 3


def test_only_a_text_that_no_gateway_takes_falls_back_to_three_and_the_count():
    sms = short_text(f"一份名字相当长的材料{at}" for at in range(60))
    assert "等60样" in sms
    assert len(sms) <= 500


def test_a_long_number_in_a_file_name_is_masked():
    locked_card = a_refusal(9, "encrypted_file", "打不开。", "请再传。", name=f"身份证{MOTHER_ID}.jpg")
    text = judge([*files(*adult_papers()[:4]), locked_card]).message.text
    assert MOTHER_ID not in text and "****002X" in text


@pytest.mark.parametrize(
    ("facts", "claim_types", "tone"),
    [
        ({}, [ClaimType.OUTPATIENT_MEDICAL], "standard"),
        ({}, [ClaimType.CRITICAL_ILLNESS], "gentle"),
        ({}, [ClaimType.DEATH_ILLNESS], "gentle"),
        ({"insured.birth": "2018-03-01"}, [ClaimType.OUTPATIENT_MEDICAL], "gentle"),
        ({"claim.urgent": True}, [ClaimType.ACCIDENT_MEDICAL], "urgent"),
        ({"claim.urgent": True}, [ClaimType.DEATH_ACCIDENT], "gentle"),
    ],
)
def test_the_tone_fits_the_claim(facts, claim_types, tone):
    message = judge([], facts, claim_types=claim_types).message
    assert message.tone == tone
    assert ("优先办理" in message.text) == (tone == "urgent")


def test_the_child_is_never_named():
    message = judge(*CLAIMS["child"]).message
    assert CHILD not in message.text + message.sms
    assert CHILD_ID not in message.text


@pytest.mark.parametrize("length", [1, 70, 71, 134, 135, 201, 202])
def test_segments_are_counted_as_gateways_bill_them(length):
    expected = {1: 1, 70: 1, 71: 2, 134: 2, 135: 3, 201: 3, 202: 4}
    assert segments("好" * length) == expected[length]


def test_the_insurer_that_keeps_originals_says_so_in_the_same_message():
    message = judge(files(*adult_papers()), {"product.need_paper_original": True}).message
    assert "票据的纸质原件请先留好" in message.text


def test_a_death_in_the_family_is_spoken_of_gently():
    message = judge(files(both_faces()), {"insured.is_dead": True}).message
    assert message.tone == "gentle"
    assert "多保重" in message.text


def test_several_bad_pictures_of_one_kind_are_told_apart_by_their_files():
    again = blurred_bill(bill_number=a_field(None), visit_date="2026-03-01", issue_date="2026-03-01")
    text = judge(files(*adult_papers(), again)).message.text
    assert "photo7.jpg" in text
