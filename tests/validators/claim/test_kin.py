"""What people write of the heirs: what is plain is read, all else is left to a person."""

import datetime as dt

import pytest

from validators.claim.kin import heirs_in


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("妻子张悦，儿子王小明（2018年3月1日出生），父母都已去世", "spouse 张悦, child 王小明 2018-03-01"),
        ("1. 妻子，张悦\n2. 儿子，王小明，2018-03-01", "spouse 张悦, child 王小明 2018-03-01"),
        ("张悦（妻子），王小明（儿子，20180301）", "spouse 张悦, child 王小明 2018-03-01"),
        (
            "配偶：张悦；子：王子涵；父：王建国；母：李桂兰",
            "spouse 张悦, child 王子涵, parent 王建国, parent 李桂兰",
        ),
        ("老公王和平和儿子王小明8岁", "spouse 王和平, child 王小明 aged 8"),
        ("我（妻子）\n母亲 李桂兰", "spouse , parent 李桂兰"),
        ("只有我一个人", " "),
        ("未婚，没有孩子，母亲李桂兰", "parent 李桂兰"),
        ("太太 陳美玲\n兒子 王小明", "spouse 陳美玲, child 王小明"),
        ("妻子阿依古丽·买买提", "spouse 阿依古丽·买买提"),
        (
            "wife Zhang Yue, son Wang Xiaoming born 2018-03-01; father deceased",
            "spouse Zhang Yue, child Wang Xiaoming 2018-03-01",
        ),
    ],
)
def test_kin_and_names_are_told_in_any_order_and_script(text: str, told: str) -> None:
    found = heirs_in(text)
    assert found is not None
    parts = [(one.kin, one.name, one.birth or (f"aged {one.age}" if one.age else "")) for one in found]
    assert ", ".join(f"{kin} {name} {more}".removesuffix(" ") for kin, name, more in parts) == told


@pytest.mark.parametrize(
    "text",
    [
        *("", "说不清", "不知道", "我们都在", "无", "父母健在", "母亲身体不好"),
        *("妻子张悦，还有两个孩子", "儿子王小明、王小亮", "父母王建国、李桂兰"),
        *(
            "哥哥王建国",
            "前妻的儿子王小明",
            "继子王小亮",
            "妻子张悦，怀孕五个月",
            "儿子已去世，孙子王小亮",
            "儿子王小明已去世",
        ),
        *("妻子张悦，1990年13月7日", "我妻子叫张悦", "not sure", "my brother Wang Jianguo"),
    ],
)
def test_whatever_leaves_a_doubt_is_left_to_a_person(text: str) -> None:
    assert heirs_in(text) is None


def test_whom_two_lines_name_alike_is_one_heir() -> None:
    found = heirs_in("女儿王小红 2020.5.1\n女儿王小红 2020.5.1")
    assert found and [one.birth for one in found] == [dt.date(2020, 5, 1)]
