"""Headings that no list names, and list words that are no headings because they stand in an item of numbered text."""

import pytest

from extractors.layout.forms import Form
from extractors.layout.labels import Labels
from extractors.layout.running_heads import without_running_head
from extractors.page import Line
from tests.extractors.typeset import typeset

LABELS = Labels.of(
    short={"patient_name": ["姓名"], "doctor": ["医师"]},
    prose={
        "came": ["入院诊断"],
        "left": ["出院诊断"],
        "orders": ["出院医嘱"],
        "_course": ["诊疗经过", "出院带药", "检查"],
    },
    generic=["检查"],
)


def _text(key: str, *rows: tuple[int, int, str]) -> str | None:
    return Form.of(typeset([(y, [(x, text)]) for x, y, text in rows]), LABELS).text(key)


def test_a_word_with_a_colon_alone_on_its_line_at_the_headings_edge_ends_the_text_above() -> None:
    rows = (
        (0, 0, "入院诊断:"),
        (50, 40, "翼状胬肉"),
        (0, 80, "入院时主要症状体征:"),
        (50, 120, "右眼异物感半年。"),
        (0, 160, "出院医嘱:"),
    )
    assert _text("came", *rows) == "翼状胬肉"


def test_the_end_of_a_wrapped_line_is_no_heading_though_it_has_a_colon() -> None:
    full = "注意休息,按时服药,一周后到门诊复诊,其间如有发热咳嗽加重,请到下"
    rows = (
        (0, 0, "入院诊断:"),
        (50, 40, "肺炎"),
        (0, 80, "出院医嘱:"),
        (50, 120, full),
        (0, 160, "列医院就诊:"),
        (0, 200, "市一医院。"),
    )
    assert _text("orders", *rows) == full + "列医院就诊:市一医院。"


def test_words_that_lead_on_to_a_list_are_no_heading() -> None:
    rows = (
        (0, 0, "入院诊断:"),
        (0, 40, "肺炎"),
        (0, 80, "出院医嘱:"),
        (0, 120, "注意事项如下:"),
        (0, 160, "多休息。"),
    )
    assert _text("orders", *rows) == "注意事项如下:多休息。"


def test_a_bare_word_set_off_as_the_bare_headings_are_is_one() -> None:
    rows = (
        (0, 0, "入院诊断"), (0, 60, "肺炎"), (0, 160, "病人主要状况"), (0, 220, "一般可。"),
        (0, 320, "出院诊断"), (0, 380, "肺炎"), (0, 420, "急性肠胃炎"), (0, 520, "出院医嘱"), (0, 580, "多休息。"),
    )  # fmt: skip
    assert (_text("came", *rows), _text("left", *rows)) == ("肺炎", "肺炎急性肠胃炎")


def test_every_word_at_the_edge_is_a_heading_where_text_hangs() -> None:
    rows = (
        (0, 0, "出院诊断"),
        (200, 2, "肺炎"),
        (200, 50, "急性咽炎"),
        (0, 100, "主要状况"),
        (200, 102, "平稳"),
        (0, 150, "出院医嘱"),
    )
    assert _text("left", *rows) == "肺炎急性咽炎"


@pytest.mark.parametrize(
    "items",
    [
        ("休息", "多饮水", "口服布洛芬"),
        ("饮食:清淡。", "活动:少量。"),
        ("用药指导:", "按时服药。", "饮食指导:清淡。"),
    ],
)
def test_items_below_their_heading_are_no_headings_though_other_text_is_set_in(items: tuple[str, ...]) -> None:
    own = [(80 + 40 * place, 0, text) for place, text in enumerate(items, 1)]
    rows = [
        (0, 0, "入院诊断:"),
        (40, 50, "肺炎"),
        (80, 0, "出院医嘱:"),
        *own,
        (400, 0, "诊疗经过:"),
        (440, 50, "好转。"),
    ]
    assert _text("orders", *((x, y, text) for y, x, text in rows)) == "".join(items)


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("出院医嘱:1.休息;2.出院带药:头孢;3.检查:血常规。", "1.休息;2.出院带药:头孢;3.检查:血常规。"),
        ("出院医嘱:1.胃镜检查;2.清淡饮食。", "1.胃镜检查;2.清淡饮食。"),
        ("出院医嘱:门诊随访胃镜、肠镜检查:一年一次。", "门诊随访胃镜、肠镜检查:一年一次。"),
        ("出院医嘱:休息。 出院带药:头孢。", "休息。"),
    ],
)
def test_a_list_word_inside_an_item_is_a_part_of_the_text(told: str, wanted: str) -> None:
    assert _text("orders", (0, 0, told)) == wanted


def test_an_item_that_begins_with_a_list_word_goes_on_with_the_numbered_text() -> None:
    rows = (
        (0, 0, "出院医嘱:"),
        (0, 40, "1.休息两周;"),
        (0, 80, "2.出院带药:头孢;3.出院诊断:见上;4."),
        (0, 120, "检查:血常规。"),
    )
    assert _text("orders", *rows) == "1.休息两周;2.出院带药:头孢;3.出院诊断:见上;4.检查:血常规。"


def test_numbered_sections_stay_sections() -> None:
    rows = (
        (0, 0, "1.出院诊断:肺炎"),
        (0, 40, "2.诊疗经过:好转"),
        (0, 80, "3.出院医嘱:休息"),
        (0, 120, "4.出院带药:头孢"),
    )
    assert (_text("left", *rows), _text("orders", *rows)) == ("肺炎", "休息")


@pytest.mark.parametrize("mark", ["▌", "|", "丨", "◆", "Ⅰ", "(三)", "三、", "※"])
def test_marks_and_numerals_before_a_heading_belong_to_it(mark: str) -> None:
    rows = ((0, 0, "入院诊断"), (0, 40, "肺炎"), (0, 80, f"{mark}出院医嘱"), (0, 120, "多休息。"))
    assert (_text("came", *rows), _text("orders", *rows)) == ("肺炎", "多休息。")


def test_a_letter_that_two_lines_were_both_read_with_counts_once() -> None:
    page = [
        Line("姓名缪岚医", typeset([(0, [(0, "姓名缪岚医")])])[0].box),
        *typeset([(2, [(106, "医师:周敏")])]),
    ]
    form = Form.of(page, LABELS)
    assert (form.text("patient_name"), form.text("doctor")) == ("缪岚", "周敏")


def test_the_heading_of_a_second_page_is_no_repeated_one_of_the_first() -> None:
    first = typeset(
        [(0, [(300, "市一医院")]), (40, [(0, "入院诊断:")]), (80, [(0, "肺炎")]), (120, [(0, "诊疗经过:")])]
    )
    second = typeset([(0, [(300, "市一医院")]), (40, [(0, "出院诊断:")]), (80, [(0, "咽炎")])])
    assert [line.text for line in without_running_head(second, first, LABELS)] == ["出院诊断:", "咽炎"]
