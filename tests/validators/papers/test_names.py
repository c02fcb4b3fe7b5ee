import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.papers.names import Match, compare, is_plain, mask, surname

NAMES = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=4)


@pytest.mark.parametrize(
    ("first", "second", "match"),
    [
        ("张悦", "张悦", Match.SAME),
        ("张 悦", "张悦", Match.SAME),
        ("买买提·艾力", "买买提艾力", Match.SAME),
        ("买买提•艾力", "买买提·艾力", Match.SAME),
        ("张悅", "张悦", Match.VARIANT),
        ("張悦", "张悦", Match.VARIANT),
        ("歐陽靜", "欧阳静", Match.VARIANT),
        ("閆峯", "闫峰", Match.VARIANT),
        ("张*", "张悦", Match.UNCLEAR),
        ("*悦", "张悦", Match.UNCLEAR),
        ("张?", "张悦", Match.UNCLEAR),
        ("李*", "张悦", Match.SIMILAR),
        ("ZHANG YUE", "张悦", Match.VARIANT),
        ("ZHANG<<YUE", "張悅", Match.VARIANT),
        ("Yue, Zhang", "张悦", Match.VARIANT),
        ("OUYANG JING", "歐陽靜", Match.VARIANT),
        ("LYU MENG", "吕蒙", Match.VARIANT),
        ("Lǚ Méng", "吕蒙", Match.VARIANT),
        ("ZENG XIAO XUE", "曾小雪", Match.VARIANT),
        ("Zhang Yue", "ZHANG YUE", Match.SAME),
        ("ZHANG YUE", "ZHANG YU", Match.SIMILAR),
        ("WANG QIANG", "张悦", Match.SIMILAR),
        ("ZHANG QIANG", "张悦", Match.UNCLEAR),
        ("CHEUNG YUET", "张悦", Match.UNCLEAR),
        ("ZHANG YUE", "张𰻝", Match.UNCLEAR),
        ("閆髙", "闫高", Match.VARIANT),
        ("买买提⋅艾力", "买买提．艾力", Match.SAME),
        ("张悦之子", "王小明", Match.SIMILAR),
        ("张伟", "张悦", Match.SIMILAR),
        ("王小朋", "王小明", Match.SIMILAR),
        ("王强", "张悦", Match.DIFFERENT),
        ("李建国", "张悦", Match.DIFFERENT),
        ("悦", "张悦", Match.SIMILAR),
    ],
)
def test_names_compare_as_people_write_them(first, second, match):
    assert compare(first, second) is match


@given(NAMES, NAMES)
def test_comparing_is_symmetric_and_different_means_no_common_character(first, second):
    assert compare(first, second) is compare(second, first)
    if compare(first, second) is Match.DIFFERENT:
        assert not set(first) & set(second)


@given(NAMES)
def test_a_name_is_itself_whatever_its_spaces(name):
    assert compare(name, " ".join(name)) is Match.SAME


def test_only_whole_chinese_names_are_plain():
    assert is_plain("张悦")
    assert not any(is_plain(name) for name in ("张*", "张悦之子", "ZHANG YUE", "张", ""))


def test_a_masked_name_shows_the_surname_alone():
    assert (mask("张悦"), mask("欧阳静"), surname("欧阳静")) == ("张*", "欧阳*", "欧阳")
