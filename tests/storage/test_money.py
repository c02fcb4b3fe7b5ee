"""Amounts: digits, capitals, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.model.money import capitals_agree, format_fen, parse_capitals, to_fen
from tests.capitals import written

VECTORS = [
    ("0", "零元整", ["零圆整"]),
    ("0.01", "壹分", ["零元零壹分"]),
    ("0.10", "壹角整", ["壹角"]),
    ("10.01", "壹拾元零壹分", ["拾元零壹分"]),
    ("10.70", "壹拾元柒角整", ["壹拾圆零柒角整"]),
    ("56.00", "伍拾陆元整", ["伍拾陆圆整"]),
    ("85.86", "捌拾伍元捌角陆分", ["捌拾伍圆捌角陆分"]),
    ("105.00", "壹佰零伍元整", []),
    ("325.04", "叁佰贰拾伍元零肆分", []),
    ("1409.50", "壹仟肆佰零玖元伍角整", ["壹仟肆佰零玖元伍角"]),
    ("1680.32", "壹仟陆佰捌拾元叁角贰分", ["壹仟陆佰捌拾元零叁角贰分"]),
    ("6007.14", "陆仟零柒元壹角肆分", []),
    ("16409.02", "壹万陆仟肆佰零玖元零贰分", []),
    ("107000.53", "壹拾万柒仟元伍角叁分", ["壹拾万零柒仟元伍角叁分", "壹拾万柒仟元零伍角叁分"]),
    ("206000.75", "贰拾万陆仟元柒角伍分", ["贰拾万零陆仟元柒角伍分", "贰拾万陆仟元零柒角伍分"]),
    ("300702.23", "叁拾万零柒佰零贰元贰角叁分", []),
    ("9000800.00", "玖佰万零捌佰元整", []),
    ("100000000.01", "壹亿元零壹分", []),
    ("123456789.01", "壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元零壹分", []),
    ("1000005000.00", "壹拾亿零伍仟元整", []),
]

FEN = st.integers(min_value=0, max_value=10**13)


@pytest.mark.parametrize(("number", "canonical", "others"), VECTORS)
def test_every_way_to_write_an_amount_in_capitals_is_read(
    number: str, canonical: str, others: list[str]
) -> None:
    fen = to_fen(number)
    assert [parse_capitals(text) for text in (canonical, *others)] == [fen] * (1 + len(others))


@pytest.mark.parametrize("number,canonical", [(number, canonical) for number, canonical, _ in VECTORS])
def test_the_writer_of_the_tests_writes_the_canonical_form(number: str, canonical: str) -> None:
    fen = to_fen(number)
    assert fen is not None
    assert written(fen) == canonical


@given(FEN)
def test_what_the_strict_writer_writes_is_read_back(fen: int) -> None:
    assert parse_capitals(written(fen)) == fen


@given(FEN)
def test_variant_characters_mean_the_same(fen: int) -> None:
    table = str.maketrans("贰叁陆万亿元零整", "貳參陸萬億圓〇正")
    assert parse_capitals("人民币:" + written(fen).translate(table)) == fen
    assert parse_capitals("⊗" + written(fen)) == fen


@given(st.integers(min_value=0, max_value=99_999_99))
def test_preprinted_units_with_fills_are_read(fen: int) -> None:
    digits = f"{fen:07d}"
    filled = "".join(
        ("×" if digit == "0" else "零壹贰叁肆伍陆柒捌玖"[int(digit)]) + unit
        for digit, unit in zip(digits, "万仟佰拾元角分", strict=True)
    )
    assert parse_capitals(filled) == fen


@given(FEN, st.integers(min_value=0, max_value=40))
def test_a_lost_character_never_breaks_the_reader(fen: int, place: int) -> None:
    text = written(fen)
    place %= len(text)
    value = parse_capitals(text[:place] + text[place + 1 :])
    assert value is None or value >= 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "整",
        "零",
        "壹",
        "壹佰元整整",
        "贰仟叁佰整元",
        "壹佰伍元整",
        "壹万伍元整",
        "伍零元",
        "万元整",
        "壹佰壹佰元整",
        "壹拾壹佰元整",
        "壹分壹角",
        "壹佰元壹拾角",
        "壹亿亿元整",
        "壹万贰仟万元整",
        "abc",
        "439.94",
        "元",
    ],
)
def test_what_is_no_amount_or_could_mean_two_is_refused(text: str) -> None:
    assert parse_capitals(text) is None


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("⊗壹佰元整", 10000),
        ("(圈叉)贰佰元整", 20000),
        ("ⓧ贰佰元整", 20000),
        ("×仟×佰伍拾元零角零分", 5000),
        ("零仟零佰零拾伍元", 500),
        ("叁万伍佰元整", 3050000),
        ("肆佰圆五角", 40050),
        ("两佰元整", 20000),
        ("廿元整", 2000),
        ("卅伍元整", 3500),
        ("壹 佰 元 整", 10000),
        ("(负数)壹佰元整", -10000),
        ("壹仟亿元整", 10**13),
    ],
)
def test_forms_and_sloppy_papers_are_read(text: str, fen: int) -> None:
    assert parse_capitals(text) == fen


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("439.94", 43994),
        ("￥439.94", 43994),
        ("¥1,250.00", 125000),
        ("12", 1200),
        ("12.5", 1250),
        ("12.500", 1250),
        ("-8.03", -803),
        ("1,234,567.89元", 123456789),
        ("RMB 20.00", 2000),
    ],
)
def test_amounts_in_digits_are_read(text: str, fen: int) -> None:
    assert to_fen(text) == fen


@pytest.mark.parametrize(
    "text", ["", "***", "-", "12.345", "4,39.94", "1,2345", "12.", ".5", "壹佰", "1e3", "12 13"]
)
def test_other_texts_are_no_amount(text: str) -> None:
    assert to_fen(text) is None


@given(st.integers(min_value=-(10**13), max_value=10**13))
def test_an_amount_in_digits_comes_back(fen: int) -> None:
    assert to_fen(format_fen(fen)) == fen
    assert to_fen(f"￥{fen:,}") == fen * 100


def test_lookalikes_count_only_where_the_digits_say_the_same() -> None:
    assert capitals_agree("查佰武拾元整", 12000)
    assert not capitals_agree("查佰武拾元整", 12100)
    assert parse_capitals("查佰武拾元整") is None
