"""Labels, values, rows and level pages, from hand-made lines."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.layout.forms import Form
from extractors.layout.labels import Labels
from extractors.layout.lines import cut, joined, mended, rows
from extractors.layout.skew import Level
from extractors.page import Line
from storage.model.extraction import Box
from tests.extractors.typeset import typeset

LABELS = Labels.of(
    short={"name": ["姓名", "患者姓名"], "sex": ["性别"], "age": ["年龄"], "day": ["就诊日期", "日期"]},
    prose={"complaint": ["主诉"], "history": ["现病史"], "diagnosis": ["诊断"]},
    stops=["打印时间", "民族"],
    generic=["日期", "诊断"],
    inner=["姓名"],
)


@pytest.mark.parametrize(
    "text",
    [
        "姓名:张悦 性别:女 年龄:8岁",
        "姓名:张悦性别:女年龄:8岁",
        "姓名张悦性别女年龄8岁",
        "姓 名:张悦 性 别:女 年 龄:8岁",
        "【姓名】张悦 【性别】女 【年龄】8岁",
    ],
)
def test_joined_and_spaced_labels_give_the_same_values(text: str) -> None:
    form = Form.of(typeset([(0, [(0, text)])]), LABELS)
    assert (form.text("name"), form.text("sex"), form.text("age")) == ("张悦", "女", "8岁")


@pytest.mark.parametrize(
    "text",
    [
        "主诉 Chief Complaint",
        "主诉/Chief Complaint:",
        "主诉(Chief Complaint):",
        "Chief Complaint 主诉",
        "【主诉 Chief Complaint】",
    ],
)
def test_the_english_of_a_bilingual_label_is_no_value(text: str) -> None:
    form = Form.of(typeset([(0, [(0, text)]), (36, [(0, "发热三天")])]), LABELS)
    assert form.text("complaint") == "发热三天"


def test_bilingual_labels_in_one_line() -> None:
    text = "姓名 Name 张悦 Sex 性别: 女 Female 年龄 Age 8岁"
    form = Form.of(typeset([(0, [(0, text)])]), LABELS)
    assert (form.text("name"), form.text("sex"), form.text("age")) == ("张悦", "女 Female", "8岁")


def test_latin_words_of_a_value_stay() -> None:
    form = Form.of(typeset([(0, [(0, "诊断 COPD")]), (36, [(0, "主诉:CT示肺炎")])]), LABELS)
    assert (form.text("diagnosis"), form.text("complaint")) == ("COPD", "CT示肺炎")


def test_text_far_behind_a_value_does_not_run_on_from_the_prose_above() -> None:
    page = typeset(
        [(0, [(0, "主诉"), (120, "发热三天")]), (36, [(0, "姓名"), (120, "张悦"), (520, "2026年4月5日")])]
    )
    form = Form.of(page, LABELS)
    assert (form.text("complaint"), [line.text for line in form.loose]) == ("发热三天", ["2026年4月5日"])


def test_words_far_below_and_far_right_do_not_run_on() -> None:
    page = typeset([(0, [(0, "主诉"), (120, "发热三天")]), (66, [(700, "市中医")])])
    assert Form.of(page, LABELS).text("complaint") == "发热三天"


def test_a_name_on_the_right_below_free_text_does_not_run_on() -> None:
    page = typeset([(0, [(0, "主诉:发热三天,夜间为甚,无")]), (36, [(0, "咳嗽")]), (72, [(600, "周敏")])])
    assert Form.of(page, LABELS).text("complaint") == "发热三天,夜间为甚,无咳嗽"


def test_a_heading_that_nobody_knows_ends_the_free_text() -> None:
    page = typeset([(0, [(0, "主诉:牙痛")]), (36, [(0, "口腔检查:龋坏")]), (72, [(0, "叩痛")])])
    assert Form.of(page, LABELS).text("complaint") == "牙痛"


def test_a_title_that_begins_like_a_label_is_none() -> None:
    assert Form.of(typeset([(0, [(0, "诊断证明书")])]), LABELS).text("diagnosis") is None


def test_text_above_a_label_that_heads_a_row_is_not_its_own() -> None:
    page = typeset(
        [(20, [(0, "2026年1月3日"), (400, "呼吸内科")]), (60, [(0, "张悦")]), (110, [(0, "主诉:发热")])]
    )
    form = Form.of(page, LABELS, bands=[(0, 600)])
    assert form.text("complaint") == "发热"


def test_a_word_spread_over_several_lines_is_one_label() -> None:
    form = Form.of(typeset([(0, [(0, "姓"), (60, "名"), (130, "张悦"), (300, "性"), (360, "别:女")])]), LABELS)
    assert (form.text("name"), form.text("sex")) == ("张悦", "女")


def test_a_value_may_stand_below_its_label() -> None:
    form = Form.of(typeset([(0, [(0, "姓名"), (200, "性别")]), (36, [(0, "张悦"), (200, "女")])]), LABELS)
    assert (form.text("name"), form.text("sex")) == ("张悦", "女")


def test_free_text_runs_on_until_the_next_label() -> None:
    page = typeset([(0, [(0, "主诉:发热")]), (36, [(0, "三天,咳嗽")]), (72, [(0, "现病史:受凉后起病")])])
    form = Form.of(page, LABELS)
    assert (form.text("complaint"), form.text("history")) == ("发热三天,咳嗽", "受凉后起病")


def test_a_short_value_does_not_take_the_line_below() -> None:
    form = Form.of(typeset([(0, [(0, "姓名:张悦")]), (36, [(0, "第一人民医院")])]), LABELS)
    assert form.text("name") == "张悦"
    assert [line.text for line in form.loose] == ["第一人民医院"]


def test_a_generic_word_in_a_longer_label_or_in_text_is_no_label() -> None:
    page = typeset([(0, [(0, "检查日期:2026-01-02")]), (36, [(0, "主诉:外院诊断为肺炎")])])
    form = Form.of(page, LABELS)
    assert form.text("day") is None
    assert form.text("diagnosis") is None
    assert form.text("complaint") == "外院诊断为肺炎"


def test_a_label_inside_a_longer_one_is_not_it() -> None:
    assert Form.of(typeset([(0, [(0, "监护人姓名:李四")])]), LABELS).text("name") is None


def test_the_better_spelling_wins() -> None:
    form = Form.of(typeset([(0, [(0, "日期:2026-01-09")]), (36, [(0, "就诊日期:2026-01-02")])]), LABELS)
    assert form.text("day") == "2026-01-02"


def test_free_text_beside_a_label_in_the_middle_of_its_cell() -> None:
    page = typeset(
        [
            (20, [(200, "发热三天")]),
            (110, [(200, "受凉后出现")]),
            (130, [(0, "现病史")]),
            (152, [(200, "咳嗽咳痰")]),
            (20, [(0, "主诉")]),
        ]
    )
    form = Form.of(page, LABELS, bands=[(0, 80), (80, 220)])
    assert (form.text("complaint"), form.text("history")) == ("发热三天", "受凉后出现咳嗽咳痰")


@pytest.mark.parametrize("slope", [-0.12, -0.05, -0.02, 0.02, 0.06, 0.13])
def test_a_leaning_page_is_levelled(slope: float) -> None:
    cells = [(0, "业务流水号码"), (500, "甲乙丙丁戊己"), (1000, "2026-01-02"), (1300, "一二")]
    page = typeset([(y, cells) for y in range(100, 900, 48)], slope=slope)
    assert all(len(row) == 4 for row in rows(Level.of(page).lines(page)))


def test_a_level_page_is_left_alone() -> None:
    page = typeset([(y, [(0, "姓名:张悦"), (600, "性别:女")]) for y in range(0, 600, 40)])
    assert Level.of(page).is_flat


@given(st.integers(-30, 30), st.integers(0, 1500), st.integers(0, 1000))
def test_a_box_comes_back_where_it_was(slope: int, x: int, y: int) -> None:
    level = Level(slope / 200, 0.0, (800.0, 500.0), 900.0)
    box = Box(x, y, x + 120, y + 30 + round(120 * abs(slope / 200)))
    back = level.restore(level.box(box))
    assert max(abs(a - b) for a, b in zip(back.centre, box.centre, strict=True)) <= 2


@given(st.text("甲乙a1 :", min_size=1, max_size=20), st.data())
def test_cut_parts_stay_inside_their_line(text: str, data: st.DataObject) -> None:
    line = Line(text, Box(10, 5, 210, 25))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    part = cut(line, start, end)
    assert 10 <= part.box.x0 <= part.box.x1 <= 210
    assert part.text == text[start:end].strip()


@given(st.text(max_size=40))
def test_finding_labels_never_fails_and_hits_are_in_order(text: str) -> None:
    hits = LABELS.find(text)
    assert all(a.end <= b.start for a, b in pairwise(hits))


def test_latin_words_keep_a_space_where_lines_join() -> None:
    assert (
        joined(typeset([(0, [(0, "口服 0.5g")]), (36, [(0, "tid")]), (72, [(0, "三天")])]))
        == "口服 0.5g tid三天"
    )


def test_mending_leaves_ordinary_words_apart() -> None:
    row = typeset([(0, [(0, "男"), (80, "儿科")])])
    assert [line.text for line in mended(row, LABELS.by_spelling)] == ["男", "儿科"]
