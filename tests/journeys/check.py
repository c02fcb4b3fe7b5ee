"""A made-up claim through reading (recorded OCR) and judging, as `claims check` does it."""

import datetime as dt
from collections.abc import Sequence

from storage.model.checklist import Assessment, ItemState
from storage.model.claim import ClaimType
from storage.model.reading import Reading
from tests.recorded import read_specimen
from tests.specimens.claims import TODAY, MadeClaim
from validators.facts.load import facts_from
from workers.pipeline import check_claim, validated


def read_claim(claim: MadeClaim) -> list[Reading]:
    """All papers in the order they were handed in."""
    readings: list[Reading] = []
    for paper in claim.papers:
        readings.extend(read_specimen(paper, file_number=len(readings) + 1))
    return [validated(reading, TODAY) for reading in readings]


def assess_readings(readings: Sequence[Reading], claim: MadeClaim, *, today: dt.date = TODAY) -> Assessment:
    """Holds what was read against the outpatient list."""
    return check_claim(
        readings,
        claim_types=[ClaimType.OUTPATIENT_MEDICAL],
        facts=facts_from(claim.facts),
        today=today,
        locale="zh-CN",
    ).assessment


def assess_claim(claim: MadeClaim) -> Assessment:
    return assess_readings(read_claim(claim), claim)


def asks(assessment: Assessment) -> dict[str, ItemState]:
    """What the customer is asked for: item key to state."""
    return {item.key: item.state for item in assessment.items if item.state.is_ask}


def in_review(assessment: Assessment) -> set[str]:
    return {item.key for item in assessment.items if item.state is ItemState.IN_REVIEW}


def question_keys(assessment: Assessment) -> list[str]:
    return [question.key for question in assessment.questions]
