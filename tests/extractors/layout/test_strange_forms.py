"""What a third maker's papers showed: rows that chain, parts in brackets, days without a label, spaced labels."""

import pytest

from extractors.documents.diagnosis_cert import extract
from extractors.layout.forms import Form
from extractors.layout.labels import Labels
from extractors.layout.paper import person_name, printed
from extractors.layout.wrapped import unwrapped
from extractors.page import Line, ReadPage
from storage.model.extraction import Box, Source

LABELS = Labels.of(
    short={"department": ["科别"], "kind": ["医保类型"], "stay": ["住院日期"]},
    prose={"illness": ["现病史"], "findings": ["出院诊断"]},
    stops=["床号", "治疗经过"],
    generic=["床号"],
)


def _line(text: str, x: int, y: int, width: int = 0) -> Line:
    return Line(text, Box(x, y, x + (width or 20 * len(text)), y + 20))


def test_two_lines_beside_the_label_of_their_cell_are_read_top_to_bottom() -> None:
    page = [_line("即感局部疼痛,", 101, 0), _line("现病史", 0, 9), _line("冰敷后来院。", 100, 18)]
    assert Form.of(page, LABELS).text("illness") == "即感局部疼痛,冰敷后来院。"


def test_a_part_in_brackets_that_no_list_names_ends_the_text_above_it() -> None:
    page = [_line("【出院诊断】 偏头痛", 0, 0), _line("【病情及治疗经过】 头晕1天入院。", 0, 30)]
    assert Form.of(page, LABELS).text("findings") == "偏头痛"


def test_a_day_without_a_label_is_no_part_of_the_value_before_it() -> None:
    page = [_line("医保类型:职工医保", 0, 0), _line("2025年09月27日", 190, 0)]
    form = Form.of(page, LABELS)
    assert form.text("kind") == "职工医保"
    assert [line.text for line in form.loose] == ["2025年09月27日"]


def test_the_end_of_a_period_goes_on_with_its_beginning_across_a_wide_gap() -> None:
    page = [_line("住院日期:自2025年07月15日", 0, 0), _line("至2025年07月20日", 400, 0)]
    assert Form.of(page, LABELS).text("stay") == "自2025年07月15日至2025年07月20日"


def test_a_word_that_labels_only_by_itself_counts_behind_spaces() -> None:
    assert Form.of([_line("科别 皮肤科 床号 34", 0, 0)], LABELS).text("department") == "皮肤科"


@pytest.mark.parametrize(("raw", "name"), [("贾涵红女65岁", "贾涵红"), ("王女", "王女"), ("李男15", "李男15")])
def test_a_name_ends_where_sex_and_age_are_glued_to_it(raw: str, name: str) -> None:
    assert person_name(raw) == name


def test_a_label_of_which_one_letter_wraps_is_whole() -> None:
    page = [_line("个人现金支", 0, 0), _line("付", 0, 22), _line("5789.28", 120, 11)]
    assert [line.text for line in unwrapped(page, ["个人现金支付"])] == ["个人现金支付", "5789.28"]


def test_a_disease_without_its_label_is_a_diagnosis_for_a_look() -> None:
    lines = (_line("疾病证明书", 100, 0), _line("姓名:韦波华", 0, 40), _line("急性结膜炎", 100, 80))
    found = extract([ReadPage(number=1, width=600, height=400, turn=0, source=Source.OCR, lines=lines)])
    assert [(one.value, one.is_auto) for one in found["diagnoses"]] == [("急性结膜炎", False)]  # type: ignore[union-attr]


def test_words_that_head_two_columns_are_not_one_word_because_they_could_be() -> None:
    labels = Labels.of(short={"sex": ["性别", "患者性别"], "patient_name": ["患者"], "age": ["年龄"]})
    heads = [_line("患者", 0, 0), _line("性别", 300, 0), _line("年龄", 600, 0)]
    form = Form.of([*heads, _line("张悦", 0, 30), _line("女", 300, 30), _line("36岁", 600, 30)], labels)
    assert [form.text(key) for key in ("patient_name", "sex", "age")] == ["张悦", "女", "36岁"]


def test_a_place_named_zhang_is_no_word_of_a_seal() -> None:
    assert [printed(raw) for raw in ("章丘市人民医院", "(盖章)示范医院", "章:示范医院", "签章 示范医院")] == [
        "章丘市人民医院",
        "示范医院",
        "示范医院",
        "示范医院",
    ]
