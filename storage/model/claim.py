"""A claim: what somebody wants paid, of one or more types, with what is known of it and how far its intake is.

>>> ClaimType("outpatient_medical").label
'门诊医疗'
>>> ClaimState.CLOSED.is_ended, ClaimState.COMPLETE.is_ended
(True, False)
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class ClaimType(StrEnum):
    label: str

    def __new__(cls, code: str, label: str = "") -> "ClaimType":
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    OUTPATIENT_MEDICAL = "outpatient_medical", "门诊医疗"
    INPATIENT_MEDICAL = "inpatient_medical", "住院医疗"
    HOSPITAL_CASH = "hospital_cash", "住院津贴"
    ACCIDENT_MEDICAL = "accident_medical", "意外医疗"
    CRITICAL_ILLNESS = "critical_illness", "重大疾病"
    DISABILITY = "disability", "伤残"
    DEATH_ILLNESS = "death_illness", "疾病身故"
    DEATH_ACCIDENT = "death_accident", "意外身故"
    WAIVER = "waiver", "豁免保费"
    STUDENT = "student", "学生平安"
    AUTO_OWN_DAMAGE = "auto_own_damage", "车辆损失"
    AUTO_THIRD_PROPERTY = "auto_third_property", "第三者财产"
    AUTO_THIRD_INJURY = "auto_third_injury", "第三者人伤"
    AUTO_THEFT = "auto_theft", "车辆盗抢"
    FLIGHT_DELAY = "flight_delay", "航班延误"
    BAGGAGE = "baggage", "行李"
    TRAVEL_MEDICAL = "travel_medical", "境外医疗"
    TRIP_CANCEL = "trip_cancel", "行程取消"
    HOME_PROPERTY = "home_property", "家庭财产"


class ClaimState(StrEnum):
    """How far the intake of a claim is."""

    OPEN = "open"
    READING = "reading"
    IN_REVIEW = "in_review"
    WAITING_FOR_CUSTOMER = "waiting_for_customer"
    COMPLETE = "complete"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"

    @property
    def is_ended(self) -> bool:
        """Nothing more is taken in for it."""
        return self in (ClaimState.CLOSED, ClaimState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Channel:
    """How the customer is reached: `console`, `sms`, `email` …, and where."""

    kind: str
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """`facts` are as given, by dotted name, in JSON's types. Times are UTC.

    `revision` counts everything that could change what is asked: an assessment is of one revision.
    `first_upload_at` and `finished_at` speak of the time since the last message, None before anything came.
    """

    id: str
    tenant: str
    external_ref: str | None
    claim_types: tuple[ClaimType, ...]
    locale: str
    channel: Channel
    facts: Mapping[str, Any] = field(default_factory=dict)
    list_version: str = ""
    state: ClaimState = ClaimState.OPEN
    revision: int = 0
    opened_at: dt.datetime
    first_upload_at: dt.datetime | None = None
    last_upload_at: dt.datetime | None = None
    finished_at: dt.datetime | None = None
