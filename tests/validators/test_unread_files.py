"""A file that nobody could read, or has not read yet, may be anything: nobody is asked for what it might be."""

from dataclasses import replace

import pytest

from storage.model.checklist import ItemState
from tests.validators.builders import (
    a_reading,
    adult_papers,
    asks,
    bill,
    emblem,
    files,
    in_review,
    judge,
    portrait,
    unread,
)

RULES = ["quarantined", "unread"]


@pytest.mark.parametrize("rule", RULES)
def test_what_the_file_could_be_is_in_review_and_the_file_is_named_once(rule: str) -> None:
    readings = [*files(*adult_papers()[:5]), a_reading(6, unread(rule), name="upload/清单.jpg")]
    assessment = judge(readings)
    assert asks(assessment) == {}
    assert in_review(assessment) == {"fee_list"}
    text = assessment.message.text
    assert text.count("费用清单或处方") == 1
    assert "您传的「清单.jpg」，我们的同事会打开来看，不用重传。" in text
    assert text.count("清单.jpg") == 1
    assert "有1样我们自己在核对" in assessment.message.sms
    assert assessment.under_review == ("费用清单或处方",)


def test_every_such_file_is_named_once() -> None:
    readings = [a_reading(at, unread(), name=f"{at}.jpg") for at in (1, 2)]
    text = judge(readings).message.text
    assert "您传的「1.jpg」、「2.jpg」，我们的同事会打开来看，不用重传。" in text


@pytest.mark.parametrize("rule", RULES)
def test_a_claim_of_nothing_else_asks_for_nothing(rule: str) -> None:
    assessment = judge(files(unread(rule)), {"insured.birth": "1990-03-07"})
    assert asks(assessment) == {}
    assert not assessment.is_complete and not assessment.questions
    assert {"insured_id", "bank_card", "bill", "medical_record", "fee_list"} <= in_review(assessment)


@pytest.mark.parametrize("rule", RULES)
def test_it_takes_the_place_of_a_missing_side_too(rule: str) -> None:
    assessment = judge(files(portrait(), *adult_papers()[2:], unread(rule)))
    assert asks(assessment) == {}


def test_what_surely_must_be_mended_is_asked_for_beside_it() -> None:
    old = emblem("2026-03-31", "2006-03-31")
    assessment = judge(files(portrait(), old, *adult_papers()[2:], unread()))
    assert asks(assessment) == {"insured_id": ItemState.EXPIRED}
    assert "我们的同事会打开来看" in assessment.message.text


def test_a_whole_claim_stays_whole_and_does_not_speak_of_it() -> None:
    assessment = judge(files(*adult_papers(), unread()))
    assert assessment.is_complete
    assert assessment.message == judge(files(*adult_papers())).message


def test_it_asks_for_no_more_than_before_whatever_is_there() -> None:
    for count in range(7):
        papers = adult_papers()[:count]
        before, after = judge(files(*papers)), judge(files(*papers, unread()))
        assert set(asks(after)) <= set(asks(before))
        assert {one.key for one in after.deficiencies} <= {one.key for one in before.deficiencies}


def test_the_same_bill_read_after_all_takes_its_place() -> None:
    waiting = files(*adult_papers()[:3], unread(), *adult_papers()[4:])
    read = [*waiting[:3], replace(waiting[3], documents=a_reading(4, bill()).documents), *waiting[4:]]
    assert not judge(waiting).is_complete
    assert "bill" in in_review(judge(waiting))
    assert "bill" not in in_review(judge(read))
