"""Columns of free text beside one another: where they begin, go on and end."""

from extractors.layout.forms import Form
from extractors.layout.labels import Labels
from extractors.page import Line
from storage.model.extraction import Box

LABELS = Labels.of(
    {"patient_name": ["姓名"], "sex": ["性别"]},
    {
        "complaint": ["主诉"],
        "illness": ["现病史"],
        "exam": ["体格检查"],
        "tests": ["辅助检查"],
        "care": ["处理"],
    },
)
HEADS = [("主诉 Chief complaint", 0, 0), ("体格检查 Physical examination", 600, 6)]


def form(*texts: tuple[str, int, int]) -> Form:
    lines = [Line(text, Box(x, y, x + 20 * len(text), y + 20)) for text, x, y in texts]
    return Form.of(lines, LABELS)


def test_text_beside_a_heading_goes_on_with_its_own_column() -> None:
    found = form(
        *HEADS,
        ("咳嗽三天。", 0, 40),
        ("体温36.9°C,血压", 600, 42),
        ("130/70mmHg。", 600, 76),
        ("现病史 Present illness", 0, 82),
        ("三天前受凉,", 0, 120),
        ("咽部充血。", 600, 122),
        ("未服药。", 0, 160),
        ("辅助检查", 600, 200),
        ("无发热。", 0, 204),
        ("血常规正常。", 600, 240),
        ("处理", 0, 300),
        ("口服药物治疗三天,多饮水,注意休息,如有不适及时来院复诊。", 0, 340),
    )
    wanted = {
        "complaint": "咳嗽三天。",
        "illness": "三天前受凉,未服药。无发热。",
        "exam": "体温36.9°C,血压130/70mmHg。咽部充血。",
        "tests": "血常规正常。",
        "care": "口服药物治疗三天,多饮水,注意休息,如有不适及时来院复诊。",
    }
    assert {key: found.text(key) for key in wanted} == wanted


def test_the_left_column_goes_on_where_the_right_one_has_ended() -> None:
    found = form(*HEADS, ("咳嗽三天,", 0, 40), ("正常。", 600, 42), ("痰少,", 0, 80), ("无发热。", 0, 120))
    assert (found.text("complaint"), found.text("exam")) == ("咳嗽三天,痰少,无发热。", "正常。")


def test_a_line_across_both_columns_ends_them() -> None:
    across = "患者三天前受凉后出现咳嗽,咳少量白痰,无胸痛,无发热,无呼吸困难。"
    found = form(*HEADS, ("咳嗽三天。", 0, 40), ("正常。", 600, 42), ("现病史", 0, 90), (across, 0, 130))
    assert (found.text("illness"), found.text("exam")) == (across, "正常。")


def test_text_that_hangs_beside_headings_is_no_column_of_its_own() -> None:
    found = form(("主诉", 0, 0), ("咳嗽三天。", 600, 0), ("现病史", 0, 40), ("三天前受凉。", 600, 40))
    assert (found.text("complaint"), found.text("illness")) == ("咳嗽三天。", "三天前受凉。")


def test_a_value_that_begins_below_its_label_is_its_own_though_it_ends_further_right() -> None:
    found = form(("姓名 Name", 0, 0), ("性别 Sex", 300, 0), ("欧阳小雨", 120, 40), ("女", 350, 40))
    assert (found.text("patient_name"), found.text("sex")) == ("欧阳小雨", "女")


def test_the_rule_to_write_on_is_no_value() -> None:
    found = form(("姓名:_", 0, 0), ("张悦", 160, 0))
    assert found.text("patient_name") == "张悦"
