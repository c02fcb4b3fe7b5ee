"""公民身份号码 by GB 11643."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.model import resident_id

VALID = [
    "11010519491231002X",
    "440524188001010014",
    "34052419800101001X",
    "810000199408230021",
    "830000199201300022",
    "820000199901010032",
    "110101199003070011",
    "440306201602290023",
    "510104195608187744",
]
BIRTHS = st.dates(min_value=dt.date(1880, 1, 1), max_value=dt.date(2026, 12, 31))


@pytest.mark.parametrize("number", VALID)
def test_valid_numbers_are_valid_also_those_of_residence_permits(number: str) -> None:
    assert resident_id.is_valid(number)


@pytest.mark.parametrize("number", VALID)
def test_any_other_check_character_is_not(number: str) -> None:
    others = set("0123456789X") - {number[17]}
    assert not any(resident_id.is_valid(number[:17] + other) for other in others)


@pytest.mark.parametrize("check", "0123456789X")
def test_a_day_that_does_not_exist_is_refused_whatever_the_check_character(check: str) -> None:
    assert not resident_id.is_valid("11010120150229001" + check)


@pytest.mark.parametrize("number", ["", "1", "11010519491231002x", "A10105194912310020", "610104620927690"])
def test_other_shapes_are_refused(number: str) -> None:
    assert not resident_id.is_valid(number)


@given(BIRTHS, st.integers(100000, 899999), st.integers(0, 999))
def test_birth_and_sex_are_in_the_number(birth: dt.date, region: int, order: int) -> None:
    first17 = f"{region}{birth:%Y%m%d}{order:03d}"
    number = first17 + resident_id.check_digit(first17)
    assert resident_id.is_valid(number)
    assert resident_id.birth_date(number) == birth
    assert resident_id.sex(number) == ("M" if order % 2 else "F")


@given(st.sampled_from(VALID), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number: str, place: int, step: int) -> None:
    other = str((int(number[place]) + step) % 10)
    assert not resident_id.is_valid(number[:place] + other + number[place + 1 :])


@given(st.sampled_from([number for number in VALID if "X" not in number]), st.integers(0, 15))
def test_two_neighbours_exchanged_are_always_noticed(number: str, place: int) -> None:
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert swapped == number or not resident_id.is_valid(swapped)


def test_an_old_number_is_lengthened_and_still_tells_birth_and_sex() -> None:
    assert resident_id.modern("610104620927690") == "610104196209276908"
    assert resident_id.birth_date("610104620927690") == dt.date(1962, 9, 27)
    assert resident_id.sex("610104620927691") == "M"
    assert resident_id.modern("610104196209276908") is None
