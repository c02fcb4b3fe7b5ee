"""Parts of a page side by side: spreads, side panels, and blocks of text beside labels in their middle."""

from extractors.layout.forms import Form
from extractors.layout.labels import Labels
from extractors.layout.panels import panels
from extractors.page import Line
from storage.model.extraction import Box

LABELS = Labels.of(
    {"patient_name": ["姓名"], "sex": ["性别"], "age": ["年龄"], "doctor": ["医师"]},
    {"complaint": ["主诉"], "illness": ["现病史"], "findings": ["诊断"], "care": ["处理"]},
    inner=["年龄"],
)
SIDE = [("姓名", 0, 6), ("张悦", 0, 40), ("性别", 0, 90), ("女", 0, 124), ("年龄", 0, 170), ("36岁", 0, 204)]


def lines(*texts: tuple[str, int, int]) -> list[Line]:
    return [Line(text, Box(x, y, x + 20 * len(text), y + 20)) for text, x, y in texts]


def test_text_beside_a_panel_of_names_is_no_value_of_theirs() -> None:
    text = [
        ("主诉", 300, 0),
        ("咳嗽三天。", 300, 30),
        ("现病史", 300, 80),
        ("三天前受凉,", 300, 110),
        ("无发热。", 300, 134),
    ]
    form = Form.of(lines(*SIDE, *text), LABELS)
    keys = ("patient_name", "sex", "age", "complaint", "illness")
    assert [form.text(key) for key in keys] == ["张悦", "女", "36岁", "咳嗽三天。", "三天前受凉,无发热。"]


def test_three_panels_are_read_from_left_to_right() -> None:
    middle = [
        ("主诉", 300, 0),
        ("咳嗽,", 300, 30),
        ("有痰。", 300, 54),
        ("现病史", 300, 80),
        ("受凉后起病。", 300, 110),
    ]
    right = [
        ("诊断", 600, 3),
        ("支气管炎", 600, 33),
        ("处理", 600, 63),
        ("(1)休息;", 600, 96),
        ("(2)多饮水。", 600, 120),
    ]
    form = Form.of(lines(*SIDE, *middle, *right), LABELS)
    assert form.text("illness") == "受凉后起病。"
    assert (form.text("findings"), form.text("care")) == ("支气管炎", "(1)休息;(2)多饮水。")


def test_a_line_across_the_gutter_ends_the_panels() -> None:
    text = [("主诉:咳嗽", 300, 2), ("现病史:三天前受凉", 300, 32), ("后咳嗽。", 300, 56)]
    across = ("医师:周敏主治医师(签名)于市第一人民医院门诊", 0, 260)
    parts = panels(lines(*SIDE, *text, across), LABELS)
    assert [len(part.lines) for part in parts] == [len(SIDE), len(text), 1]


def test_text_right_of_its_own_labels_is_no_panel() -> None:
    page = [
        ("主诉", 0, 0),
        ("咳嗽三天", 200, 0),
        ("有痰", 200, 24),
        ("现病史", 0, 60),
        ("主诉如上", 200, 60),
        ("诊断", 200, 84),
    ]
    assert len(panels(lines(*page), LABELS)) == 1


def test_text_that_begins_above_its_label_without_rules_is_told_by_the_room_around_it() -> None:
    page = [("诊断", 0, 12), ("支气管炎", 200, 0), ("高血压", 200, 24), ("处理", 0, 112), ("(1)休息;", 200, 90)]
    form = Form.of(lines(*page, ("(2)多饮水;", 200, 112), ("(3)复诊。", 200, 134)), LABELS)
    assert (form.text("findings"), form.text("care")) == ("支气管炎高血压", "(1)休息;(2)多饮水;(3)复诊。")


def test_a_label_behind_a_sex_of_one_letter_counts_without_a_colon() -> None:
    form = Form.of(lines(("姓名张悦", 0, 0), ("性别女年龄36岁", 200, 0)), LABELS)
    assert (form.text("sex"), form.text("age")) == ("女", "36岁")


def test_a_button_of_a_phone_below_free_text_is_no_part_of_it() -> None:
    page = lines(("处理", 0, 0), ("1、低脂饮食;", 0, 30), ("2、不适随诊。", 0, 54), ("查看处方", 90, 90))
    assert Form.of(page, Labels.load("op_record")).text("treatment") == "1、低脂饮食;2、不适随诊。"
