"""Claim types: what the customer claims for. A claim has one or more.

>>> ClaimType("outpatient_medical").label
'门诊医疗'
"""

from enum import StrEnum


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
