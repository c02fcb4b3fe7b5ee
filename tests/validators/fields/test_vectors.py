"""The vectors of the domain notes, section 4."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.fields import card_number, identity_number, mobile_number, tax_id


@pytest.mark.parametrize(
    "number",
    [
        "11010519491231002X",
        "11010519491231002x",
        "440524188001010014",
        "34052419800101001X",
        "810000199408230021",
        "830000199201300022",
        "820000199901010032",
        "110101199003070011",
        "440306201602290023",
        "510104195608187744",
        "610104196209276908",
    ],
)
def test_identity_numbers_that_are_valid(number):
    assert identity_number.is_valid(number)


@pytest.mark.parametrize(
    "number", ["34052419800101001" + "3", "110101201502290019", "", "11010519491231002", "abc"]
)
def test_identity_numbers_that_are_not(number):
    assert not identity_number.is_valid(number)
    with pytest.raises(ValueError, match="not an identity number"):
        identity_number.validate(number)


@pytest.mark.parametrize(
    "number",
    [
        "6205500000000000004",
        "6217001234567890122",
        "6222021000000000009",
        "6214830000000009",
        "6225880000000001",
    ],
)
def test_card_numbers_that_are_valid(number):
    assert card_number.is_valid(number)


def test_a_card_number_that_is_not():
    assert not card_number.is_valid("6222021000000000001")
    assert not card_number.is_valid("0000")


def test_tax_numbers():
    assert tax_id.is_valid("91110000600037341L")
    assert not tax_id.is_valid("91110000600037341A")
    assert tax_id.is_valid("110105600037341")
    assert tax_id.format(" 91110000 600037341l") == "91110000600037341L"


def test_mobile_numbers():
    assert mobile_number.is_valid("+8613800001234")
    assert not mobile_number.is_valid("1380000123")
    assert mobile_number.format("13800001234") == "138 0000 1234"


@given(st.text(max_size=24))
def test_no_text_breaks_a_field(text):
    for field in (identity_number, card_number, tax_id, mobile_number):
        if field.is_valid(text):
            assert field.validate(field.format(text)) == field.validate(text)
        assert isinstance(field.compact(text), str)


def test_masks_hide_the_middle():
    assert identity_number.mask("11010519491231002X") == "110***********002X"
    assert "12345678" not in card_number.mask("6217001234567890122")
    assert mobile_number.mask("13800001234") == "138****1234"
