"""Words, codes and ages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.values import age, code, text


def test_spaces_fold_and_vanish_between_characters() -> None:
    assert text("示范市  第一 人民医院") == "示范市第一人民医院"
    assert text("头孢 克肟  50mg * 6袋") == "头孢克肟 50mg * 6袋"
    assert text("  ") is None


def test_codes_are_half_width_upper_case_without_spaces() -> None:
    assert code("ｚｙ 1029 384") == "ZY1029384"
    assert code("") is None


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("8岁", "8"),
        ("36 岁", "36"),
        ("8周岁", "8"),
        ("36Y", "36"),
        ("1岁3月", "1"),
        ("3月", "3月"),
        ("3个月", "3月"),
        ("5天", "5天"),
        ("5月龄", "5月"),
        ("0岁5月", "5月"),
        ("10月25天", "10月"),
        ("3天12小时", "3天"),
        ("1岁8个月12天", "1"),
        ("生后3天", "3天"),
        ("0岁", "0"),
        ("_75_岁", "75"),
        ("3 5/12岁", None),
        ("08", "8"),
        ("年龄:42岁", "42"),
        ("151", None),
        ("岁", None),
        ("", None),
    ],
)
def test_ages(printed: str, expected: str | None) -> None:
    assert age(printed) == expected


@given(st.text())
def test_folded_text_stays_as_it_is_when_folded_again(printed: str) -> None:
    once = text(printed)
    assert once is None or text(once) == once
