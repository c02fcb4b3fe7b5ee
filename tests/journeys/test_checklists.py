"""The same made papers, truly read, under other claim types: each list asks for what is its own."""

import datetime as dt

import pytest

from storage.model.checklist import Assessment
from storage.model.claim import ClaimType
from tests.journeys.check import asks, in_review, question_keys, read_claim
from tests.specimens.claims import TODAY, adult_outpatient
from validators.facts.load import facts_from
from workers.pipeline import check_claim

CLAIM = adult_outpatient(4)


@pytest.fixture(scope="module")
def readings() -> list:
    return read_claim(CLAIM)


def check(readings: list, claim_types: list[ClaimType], **facts: object) -> Assessment:
    given = {**CLAIM.facts, **{name.replace("__", "."): value for name, value in facts.items()}}
    return check_claim(
        readings, claim_types=claim_types, facts=facts_from(given), today=TODAY, locale="zh-CN"
    ).assessment


@pytest.mark.parametrize(
    ("claim_type", "wanted", "asked"),
    [
        (ClaimType.INPATIENT_MEDICAL, {"bill", "fee_list", "discharge"}, []),
        (ClaimType.HOSPITAL_CASH, {"discharge"}, []),
        (ClaimType.CRITICAL_ILLNESS, {"illness_diagnosis"}, ["disease.group"]),
        (ClaimType.STUDENT, set(), []),
    ],
)
def test_papers_of_a_visit_under_another_claim_type(
    readings: list, claim_type: ClaimType, wanted: set[str], asked: list[str]
) -> None:
    assessment = check(readings, [claim_type])
    assert set(asks(assessment)) - {"fee_list"} == wanted - {"fee_list"}
    assert question_keys(assessment) == asked


def test_an_accident_at_home_is_complete_with_its_story(readings: list) -> None:
    facts = {"event__cause": "accident", "event__scene": "home", "event__account": "在家里摔了一跤"}
    assessment = check(readings, [ClaimType.ACCIDENT_MEDICAL], **facts)
    assert asks(assessment) == {}
    assert in_review(assessment) <= {"injury_record"}


def test_a_disability_claimed_too_early_says_when_to_come(readings: list) -> None:
    event = (TODAY - dt.timedelta(days=30)).isoformat()
    facts = {
        "event__cause": "accident",
        "event__scene": "home",
        "event__account": "摔了一跤",
        "event__date": event,
    }
    assessment = check(readings, [ClaimType.DISABILITY], **facts)
    assert set(asks(assessment)) == {"injury_imaging"}
    assert "现在还不用交" in assessment.message.text


def test_a_visit_and_a_stay_in_one_claim_ask_for_the_stay_alone(readings: list) -> None:
    assessment = check(readings, [ClaimType.OUTPATIENT_MEDICAL, ClaimType.INPATIENT_MEDICAL])
    asked = {(item.key, item.scope) for item in assessment.items if item.state.is_ask}
    assert {("bill", "stay:1"), ("discharge", "stay:1")} <= asked
    assert all(scope == "stay:1" for _, scope in asked)
