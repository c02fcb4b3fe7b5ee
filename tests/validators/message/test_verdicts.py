"""What stands beside each paper: fine, again, for a person, not needed, refused; kindly, and never more than is asked."""

import pytest
from hypothesis import given, settings

from storage.model.checklist import Assessment, ItemState, Tone, Verdict
from storage.model.document import Document, QualityFault, QualityGrade
from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from storage.model.finding import Finding, Outcome
from storage.model.reading import Reading
from tests.validators.builders import (
    FATHER,
    FATHER_ID,
    MOTHER,
    a_document,
    a_fault,
    a_field,
    a_paper,
    a_reading,
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
    unread,
)
from tests.validators.test_properties import CHOICES, FACTS, NUMBERS, readings
from tests.validators.wording.test_wording import BANNED
from validators.message.verdicts import verdict_of_reading

GLARE = a_fault(QualityFault.GLARE, Box(300, 90, 420, 160))
HIDDEN = a_document(
    DocumentType.ID_CARD,
    {**portrait().fields, "id_number": a_field(None, box=Box(100, 100, 500, 140))},
    faults=[GLARE],
)
BLURRED_BILL = a_document(
    DocumentType.INV_OUTPATIENT,
    {**bill().fields, "total": a_field(None), "bill_number": a_field(None)},
    faults=[a_fault(QualityFault.BLUR)],
)
BLURRED = a_document(DocumentType.UNREADABLE, faults=[a_fault(QualityFault.BLUR)], quality=QualityGrade.POOR)
BLANK = a_document(DocumentType.UNREADABLE, faults=[a_fault(QualityFault.BLANK)])


def alone(document: Document) -> Verdict:
    return verdict_of_reading(a_reading(1, document))[0]


def beside(papers: list[Document], facts: dict[str, object] | None = None) -> list[Verdict]:
    """The verdicts of a claim's papers, in their order."""
    return list(judge(files(*papers), facts).verdicts.values())


@pytest.mark.parametrize(
    ("document", "tone", "text", "tip"),
    [
        (portrait(), "fine", "身份证（有照片的一面），看清了。", ""),
        (emblem(), "fine", "身份证（有国徽的一面），看清了。", ""),
        (both_faces(), "fine", "身份证（两面），看清了。", ""),
        (bank_card(), "fine", "银行卡，看清了。", ""),
        (bill(), "fine", "医院票据，看清了。", ""),
        (fee_list(page_number=2, page_count=3, items=[]), "fine", "费用清单，看清了。", ""),
        (
            HIDDEN,
            "again",
            "身份证（有照片的一面）：照片有反光，看不清左上角的身份证号码。",
            "换个角度，关掉闪光灯再拍。",
        ),
        (BLURRED, "again", "照片有些模糊，看不清文字。", "拿稳手机，点一下屏幕对焦再拍。"),
        (BLANK, "again", "这张照片上没有看到内容。", "请对准材料，到亮的地方再拍一张。"),
        (bill(total=a_field(None)), "checking", "医院票据，收到了。我们的同事再看一看，您不用做什么。", ""),
        (a_paper(DocumentType.OTHER), "checking", "收到了。我们的同事会看看这是什么材料，您不用做什么。", ""),
        (a_document(DocumentType.UNREADABLE), "checking", "收到了。我们的同事会看看这是什么材料，您不用做什么。", ""),
        (unread(), "checking", "收到了。我们的同事会打开来看，不用重传。", ""),
        (
            a_paper(DocumentType.IRRELEVANT),
            "unneeded",
            "这张看起来不是理赔材料，没有算进来。",
            "如果拍的就是材料，请对准材料再拍一张。",
        ),
    ],
)  # fmt: skip
def test_a_paper_speaks_for_itself_right_after_reading(
    document: Document, tone: str, text: str, tip: str
) -> None:
    assert alone(document) == Verdict(Tone(tone), text, tip)


def test_a_slip_of_a_payment_is_kindly_not_a_bill() -> None:
    verdict = alone(a_paper(DocumentType.PAYMENT_SLIP))
    assert (verdict.tone, "不是医院票据" in verdict.text, "公众号" in verdict.tip) == (
        Tone.UNNEEDED,
        True,
        True,
    )


def test_a_rule_that_calls_for_a_person_is_told_as_a_look() -> None:
    finding = Finding(rule="V13", outcome=Outcome.HUMAN, field="total", detail="")
    paper = a_document(DocumentType.INV_OUTPATIENT, dict(bill().fields))
    reading = a_reading(1, Document(**{**_parts(paper), "findings": (finding,)}))
    assert verdict_of_reading(reading)[0].tone is Tone.CHECKING


def test_a_refused_file_says_why_and_what_helps() -> None:
    refusal = a_refusal(1, "encrypted_file", "这个文件有密码，打不开。", "请去掉密码后再传。", name="a.pdf")
    assert verdict_of_reading(refusal) == (
        Verdict(Tone.REFUSED, "这个文件有密码，打不开。", "请去掉密码后再传。"),
    )


def test_every_paper_in_a_picture_has_its_own() -> None:
    reading = a_reading(1, portrait(), BLURRED_BILL)
    assert [verdict.tone for verdict in verdict_of_reading(reading)] == ["fine", "again"]


def test_the_claims_verdicts_win_where_there_are_any() -> None:
    assessment = judge(files(*adult_papers(), a_paper(DocumentType.OTHER)))
    known = assessment.verdicts["f7.d1"]
    other = a_reading(7, a_paper(DocumentType.OTHER))
    later = a_reading(8, a_paper(DocumentType.OTHER))
    assert verdict_of_reading(other, assessment) == (known,)
    assert verdict_of_reading(later, assessment)[0].tone is Tone.CHECKING
    assert known == Verdict(Tone.UNNEEDED, "收到了。这次用不上，不用再管它。")


def test_all_papers_of_a_whole_claim_are_fine() -> None:
    assert {verdict.tone for verdict in beside(adult_papers())} == {Tone.FINE}


def test_a_hidden_number_asks_for_that_side_again_and_the_other_is_fine() -> None:
    verdicts = beside([HIDDEN, emblem(), *adult_papers()[2:]])
    assert [one.tone for one in verdicts] == ["again", *["fine"] * 5]
    assert "反光" in verdicts[0].text and "身份证号码" in verdicts[0].text and "闪光灯" in verdicts[0].tip


def test_a_lone_side_is_fine_for_what_it_is() -> None:
    assert beside([portrait(), *adult_papers()[2:]])[0].tone is Tone.FINE


def test_an_expired_card_asks_for_the_new_one_beside_its_emblem() -> None:
    verdicts = beside([portrait(), emblem("2026-03-31", "2006-03-31"), *adult_papers()[2:]])
    assert (verdicts[0].tone, verdicts[1].tone) == (Tone.FINE, Tone.AGAIN)
    assert "2026年3月31日" in verdicts[1].text and "临时身份证" in verdicts[1].tip


def test_an_expired_card_beside_the_renewed_one_does_not_matter() -> None:
    verdicts = beside([portrait(), emblem("2026-03-31", "2006-03-31"), emblem(), *adult_papers()[2:]])
    assert Tone.AGAIN not in {one.tone for one in verdicts}


def test_a_credit_card_and_a_strangers_card_say_what_is_needed_instead() -> None:
    rest = [both_faces(), bill(), record(), fee_list()]
    credit = beside([*rest, bank_card(kind="credit")])[-1]
    other = beside([*rest, bank_card(FATHER)], {"payee.name": MOTHER})[-1]
    assert credit.tone is Tone.AGAIN and "储蓄卡" in credit.text
    assert other.tone is Tone.AGAIN and FATHER not in other.text and "王*" in other.text


def test_of_several_bills_only_the_doubtful_one_is_looked_at() -> None:
    second = bill(number="0012345999", total=a_field(None), total_cn=a_field(None))
    tones = [one.tone for one in beside([*adult_papers(), second])]
    assert tones == [*["fine"] * 6, "checking"]


def test_of_several_bills_only_the_blurred_one_is_taken_again() -> None:
    day = {"visit_date": "2026-03-01", "issue_date": "2026-03-01"}
    other = a_document(
        DocumentType.INV_OUTPATIENT, {**BLURRED_BILL.fields, **_cells(day)}, faults=[a_fault(QualityFault.BLUR)]
    )
    assessment = judge(files(*adult_papers(), other))
    assert [one.tone for one in assessment.verdicts.values()] == [*["fine"] * 6, "again"]
    assert "看不清金额" in assessment.verdicts["f7.d1"].text


def test_a_blurred_picture_of_a_bill_that_is_in_need_not_be_taken_again() -> None:
    verdict = beside([*adult_papers(), BLURRED_BILL])[-1]
    assert verdict.tone is Tone.UNNEEDED
    assert "同一张，就不用重拍" in verdict.text and "另一张" in verdict.tip


def test_a_bad_picture_of_nobody_knows_what_matters_while_something_is_open() -> None:
    assert beside([*adult_papers()[:5], BLURRED])[-1].tone is Tone.AGAIN
    assert beside([*adult_papers(), BLURRED])[-1].tone is Tone.UNNEEDED


def test_a_bill_of_somebody_else_is_set_aside_kindly() -> None:
    other = bill("李建国", number="0099999999")
    verdict = beside([*adult_papers(), other], {"insured.name": MOTHER})[-1]
    assert verdict.tone is Tone.UNNEEDED and "另一位" in verdict.text and "李建国" not in verdict.text


def test_a_slip_beside_the_bill_needs_no_advice() -> None:
    slip = a_paper(DocumentType.PAYMENT_SLIP)
    assert beside([*adult_papers(), slip])[-1].tip == ""
    assert "公众号" in beside([both_faces(), bank_card(), record(), fee_list(), slip])[-1].tip


def test_an_unplaced_paper_is_looked_at_while_it_may_be_what_is_missing() -> None:
    assert beside([*adult_papers()[:5], a_paper(DocumentType.OTHER)])[-1].tone is Tone.CHECKING


def test_a_file_that_nobody_could_read_is_opened_by_a_person_whatever_the_claim() -> None:
    for papers in (adult_papers(), adult_papers()[:5]):
        assert beside([*papers, unread()])[-1] == alone(unread())


def test_a_strangers_card_beside_the_own_is_no_trouble() -> None:
    assert beside([*adult_papers(), both_faces(FATHER, FATHER_ID)])[-1].tone is Tone.FINE


@settings(max_examples=60, deadline=None)
@given(CHOICES, FACTS)
def test_every_paper_has_one_verdict_without_codes_or_blame(names: set[str], facts: dict[str, object]) -> None:
    assessment = judge(readings(names), facts)
    papers = {f"f{NUMBERS[name]}.d1" for name in names}
    assert set(assessment.verdicts) == papers
    for verdict in (*assessment.verdicts.values(), *_alone(readings(names))):
        said = verdict.text + verdict.tip
        assert verdict.text.endswith("。")
        assert not [word for word in [*BANNED, "{", "}", "None", "还差", "没有交"] if word in said]
        assert not [code for code in [*DocumentType, *ItemState, *QualityFault] if code in said]


@settings(max_examples=60, deadline=None)
@given(CHOICES, FACTS)
def test_only_what_the_claim_asks_for_is_to_be_taken_again(names: set[str], facts: dict[str, object]) -> None:
    assessment = judge(readings(names), facts)
    again = [one for one, verdict in assessment.verdicts.items() if verdict.tone is Tone.AGAIN]
    assert not again or _has_asks(assessment)
    assert not (
        assessment.is_complete and {"again", "checking"} & {v.tone for v in assessment.verdicts.values()}
    )
    asked = {
        one for item in assessment.items if item.state is ItemState.UNREADABLE for one in item.ask.documents
    }
    assert asked <= set(again)


def _has_asks(assessment: Assessment) -> bool:
    return any(item.state.is_ask for item in assessment.items)


def _alone(given_readings: list[Reading]) -> list[Verdict]:
    return [verdict for reading in given_readings for verdict in verdict_of_reading(reading)]


def _cells(values: dict[str, str]) -> dict[str, object]:
    return {name: a_field(value) for name, value in values.items()}


def _parts(document: Document) -> dict[str, object]:
    names = ("id", "type", "confidence", "pages", "quality", "fields")
    return {name: getattr(document, name) for name in names}
