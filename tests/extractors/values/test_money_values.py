"""Amounts as OCR gives them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.values import capitals, decimal, money
from storage.model.money import format_fen


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("￥439.94", "439.94"),
        ("¥ 439.94", "439.94"),
        ("Y439.94", "439.94"),
        ("439.94元", "439.94"),
        ("RMB 439.94", "439.94"),
        ("1,250.00", "1250.00"),
        ("1,250", "1250.00"),
        ("1.250.00", "1250.00"),
        ("1,250,00", "1250.00"),
        ("1 250.00", "1250.00"),
        ("439，94", "439.94"),
        ("439. 94", "439.94"),
        ("43O.94", "430.94"),
        ("l2.00", "12.00"),
        ("-12.00", "-12.00"),
        ("4４０", "440.00"),
        ("0", "0.00"),
        ("1,23", "1.23"),
        (".73.52", "73.52"),
    ],
)
def test_amounts_and_what_ocr_makes_of_them(text: str, expected: str) -> None:
    assert money(text) == expected


@pytest.mark.parametrize(
    "text", ["", "***", "-", "—", "439 94", "12.3.4", "壹佰元整", "¥", "12.345", "O", "B9.94"]
)
def test_what_could_be_two_amounts_is_none(text: str) -> None:
    assert money(text) is None


@given(st.integers(-(10**13), 10**13), st.sampled_from(["", "¥", "￥ "]))
def test_an_amount_comes_back_with_and_without_marks(fen: int, sign: str) -> None:
    plain = format_fen(fen)
    whole, cents = plain.split(".")
    assert money(sign + plain) == plain
    if fen >= 0:
        assert money(f"{sign}{int(whole):,}.{cents}") == plain
        assert money(f"{sign}{int(whole):,}.{cents}".replace(",", ".")) == plain


def test_capitals_keep_their_characters() -> None:
    assert capitals("(大写)肆佰叁拾玖圆玖角肆分") == "肆佰叁拾玖圆玖角肆分"
    assert capitals("大写: ⊗壹 佰元整") == "⊗壹佰元整"
    assert capitals("人民币(大写)") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1", "1"), ("0.5000", "0.5000"), ("1,250.125", "1250.125"), ("1 2", None), ("3盒", None), ("***", None)],
)
def test_quantities_and_prices_stay_as_printed(text: str, expected: str | None) -> None:
    assert decimal(text) == expected
