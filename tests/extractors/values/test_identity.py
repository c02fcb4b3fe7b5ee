"""Names, sex, identity numbers and the repair of one mistaken character."""

import datetime as dt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.values import id_number, name, repair, sex
from storage.model import resident_id
from tests.specimens.people import Person, make_person

PEOPLE = st.integers(0, 10**6).map(lambda seed: make_person(Random(seed)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("张 悦", "张悦"),
        (":张悦", "张悦"),
        ("阿依努尔•买买提", "阿依努尔·买买提"),
        ("艾力.吐尔逊", "艾力·吐尔逊"),
        ("张*", "张*"),
        ("ZHANG  SAN", "ZHANG SAN"),
        ("张悦之子", "张悦之子"),
        ("", None),
        ("--", None),
    ],
)
def test_names(text: str, expected: str | None) -> None:
    assert name(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("男", "M"), ("性别 女", "F"), ("F", "F"), ("Male", "M"), ("FEMALE", "F"), ("男女", None), ("", None)],
)
def test_sex(text: str, expected: str | None) -> None:
    assert sex(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(
            ("□男☑女", "F"),
            ("☑男 □女", "M"),
            ("男□ 女☑", "F"),
            ("男☑女□", "M"),
            ("口男■女", "F"),
            ("[√]男 [ ]女", "M"),
        ),
        *(("√男 女", "M"), ("男 女√", "F"), ("男√ 女", "M"), ("男 √女", "F"), ("○男●女", "F")),
        *(("男√女", None), ("□男□女", None), ("☑男☑女", None), ("□男 女", None), ("男/女", None)),
    ],
)
def test_the_ticked_one_of_two_words_is_the_sex(text: str, expected: str | None) -> None:
    assert sex(text) == expected


def test_a_number_is_taken_in_any_spacing_and_case() -> None:
    assert id_number("110101 19900307 002x") == "11010119900307002X"
    assert id_number("１１０１０１１９９００３０７００２Ｘ") == "11010119900307002X"
    assert id_number("1101011990030700") is None


@given(PEOPLE)
def test_a_letter_for_a_digit_is_put_right(person: Person) -> None:
    for place, digit in enumerate(person.id_number[:17]):
        letter = {"0": "O", "1": "I", "5": "S", "8": "B"}.get(digit)
        if letter:
            spoilt = person.id_number[:place] + letter + person.id_number[place + 1 :]
            assert repair(spoilt, person.birth, person.sex) == person.id_number


@given(PEOPLE, st.integers(0, 17), st.sampled_from("0123456789XOISBK"))
def test_a_repair_is_valid_fits_birth_and_sex_and_changes_one_character(
    person: Person, place: int, other: str
) -> None:
    spoilt = person.id_number[:place] + other + person.id_number[place + 1 :]
    repaired = repair(spoilt, person.birth, person.sex)
    if repaired is not None:
        assert resident_id.is_valid(repaired)
        assert resident_id.birth_date(repaired) == person.birth
        assert resident_id.sex(repaired) == person.sex
        assert sum(a != b for a, b in zip(spoilt, repaired, strict=True)) == 1


def test_a_repair_that_could_be_two_numbers_is_none() -> None:
    number = "110101199003070011"
    spoilt = "1B0101199003070011"
    assert repair(spoilt) in (None, number)
    assert repair("999999999999999999", dt.date(1990, 3, 7), "M") is None
    assert repair("11010119900307001", dt.date(1990, 3, 7), "M") is None


def test_a_tick_before_a_name_is_no_part_of_it() -> None:
    assert name("☑祝锦珂") == "祝锦珂"


@pytest.mark.parametrize("text,expected", [("□男 Male", None), ("○女", None), ("☑女 Female", "F"), ("男", "M")])
def test_an_empty_box_beside_one_word_chooses_nothing(text: str, expected: str | None) -> None:
    assert sex(text) == expected
