"""Identity cards are read by where things stand, whatever OCR joins, drops or adds."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.documents import id_card
from extractors.page import Line
from storage.model.document import Quality, QualityGrade
from storage.model.extraction import Box, Field
from tests.extractors.cards import (
    EMBLEM,
    EMBLEM_TRUTH,
    PITCH,
    PORTRAIT,
    TRUTH,
    grades_of,
    line,
    page_of,
    set_out,
    values_of,
    without,
)


def read(*lines: Line) -> dict[str, object]:
    return values_of(id_card.extract([page_of(list(lines))]))


def test_the_face_with_the_photo_gives_six_fields_and_its_side() -> None:
    fields = id_card.extract([page_of(set_out(PORTRAIT))])
    assert values_of(fields) == {"side": "portrait", **TRUTH}
    assert set(grades_of(fields).values()) == {"auto"}


def test_the_face_with_the_emblem_gives_authority_and_validity() -> None:
    assert read(*set_out(EMBLEM)) == {"side": "emblem", **EMBLEM_TRUTH}


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_lines_does_not_matter(seed: int) -> None:
    lines = set_out(PORTRAIT)
    random.Random(seed).shuffle(lines)
    assert read(*lines) == {"side": "portrait", **TRUTH}


@given(st.floats(8, 120), st.integers(0, 400), st.integers(0, 300))
def test_size_and_place_of_the_card_do_not_matter(pitch: float, x: int, y: int) -> None:
    lines = set_out(PORTRAIT, at=(x, y + pitch), pitch=pitch)
    page = page_of(lines, size=(2000, 2000))
    assert values_of(id_card.extract([page])) == {"side": "portrait", **TRUTH}


@given(st.floats(-0.1, 0.1))
def test_a_slight_turn_of_the_card_does_not_matter(slope: float) -> None:
    lines = [
        line(text, 200 + PITCH * (u - slope * v), 200 + PITCH * (v + slope * u))
        for text, (u, v) in PORTRAIT.items()
    ]
    assert read(*lines) == {"side": "portrait", **TRUTH}


@pytest.mark.parametrize("dropped", ["姓名", "性别", "民族", "出生", "住址", "公民身份号码"])
def test_a_label_that_ocr_dropped_does_no_harm(dropped: str) -> None:
    assert read(*set_out(without(PORTRAIT, dropped))) == {"side": "portrait", **TRUTH}


def test_labels_joined_with_their_values_are_cut() -> None:
    lines = [
        line("姓名张悦", 80, 120),
        line("性别 女 民族汉", 80, 183),
        line("出生 1990 年 3 月 7 日", 80, 246),
        line("住址江川省清河市滨江区解放路", 80, 309),
        line("18号阳光花园3栋502室", 171, 352),
        line("公民身份号码11010119900307002x", 80, 473),
    ]
    assert read(*lines) == {"side": "portrait", **TRUTH}


def test_a_street_named_like_a_label_stays_in_the_address() -> None:
    places = {**without(PORTRAIT, "18号阳光花园3栋502室"), "民族大道18号出生楼2室": (1.45, 3.68)}
    assert read(*set_out(places))["address"] == "江川省清河市滨江区解放路民族大道18号出生楼2室"


def test_a_second_script_over_labels_and_values_is_left_out() -> None:
    script = {"Singq Mingz": (0, -0.4), "Singqbied": (0, 0.62), "Minzcuz": (2.9, 0.62), "Dieg Youq": (0, 2.6)}
    assert read(*set_out({**PORTRAIT, **script})) == {"side": "portrait", **TRUTH}


@pytest.mark.parametrize("name", ["阿依努尔·买买提", "欧阳娜", "王强"])
def test_long_and_short_names_are_read(name: str) -> None:
    lines = [*set_out(without(PORTRAIT, "张悦")), line(name, 171, 120)]
    assert read(*lines)["name"] == name


def test_a_watermark_is_no_value_and_what_it_crosses_is_doubted() -> None:
    fields = id_card.extract([page_of([*set_out(PORTRAIT), line("仅供理赔使用", 200, 330)])])
    assert values_of(fields) == {"side": "portrait", **TRUTH}
    assert grades_of(fields)["address"] == "check"
    assert grades_of(fields)["id_number"] == "auto"


def test_a_watermark_read_into_the_authority_is_cut_off_and_doubted() -> None:
    places = {**without(EMBLEM, "示范市公安局东城分局"), "示范市公安局东城分局他用无": (4.4, 5)}
    fields = id_card.extract([page_of(set_out(places))])
    assert values_of(fields)["authority"] == "示范市公安局东城分局"
    assert grades_of(fields)["authority"] == "check"


def test_a_value_behind_its_label_is_read_even_where_the_label_stands_elsewhere() -> None:
    lines = [*set_out(without(PORTRAIT, "公民身份号码", "11010119900307002X"))]
    assert read(*lines, line("公民身份号码 11010119900307002X", 80, 560))["id_number"] == "11010119900307002X"
    assert read(*lines, line("11010119900307002X", 480, 560))["id_number"] == "11010119900307002X"


def test_what_can_hardly_be_read_is_unread() -> None:
    lines = [*set_out(without(PORTRAIT, "汉")), line("凹", 80 + 4.1 * PITCH, 120 + PITCH, score=0.3)]
    assert read(*lines)["ethnicity"] is None


def test_names_and_addresses_read_less_than_clearly_are_looked_at() -> None:
    grades = grades_of(id_card.extract([page_of(set_out(PORTRAIT, score=0.93))]))
    assert {name for name, grade in grades.items() if grade == "check"} == {"name", "address"}


def test_a_single_face_on_a_poor_picture_may_not_be_the_only_one() -> None:
    page = replace(page_of(set_out(EMBLEM)), quality=Quality(QualityGrade.POOR))
    assert grades_of(id_card.extract([page]))["side"] == "check"


def test_text_around_the_card_is_left_out() -> None:
    around = [line("身份证复印件", 300, 30), line("经办人:李桂兰", 80, 900), line("2026年4月1日", 600, 900)]
    lines = [*set_out(PORTRAIT, at=(80, 200)), *around]
    page = page_of(lines, size=(1000, 1000))
    assert values_of(id_card.extract([page])) == {"side": "portrait", **TRUTH}


def test_both_faces_in_one_picture_or_on_two_pages_are_one_card() -> None:
    both = {"side": "both", **TRUTH, **EMBLEM_TRUTH}
    below = set_out(EMBLEM, at=(80, 700))
    assert values_of(id_card.extract([page_of([*set_out(PORTRAIT), *below], size=(900, 1400))])) == both
    pages = [page_of(set_out(EMBLEM)), page_of(set_out(PORTRAIT, page=2), 2)]
    fields = id_card.extract(pages)
    assert values_of(fields) == both
    name = fields["name"]
    assert isinstance(name, Field)
    assert name.page == 2


def test_printed_birth_and_number_that_disagree_are_both_given() -> None:
    places = {**without(PORTRAIT, "1990年3月7日"), "1990年3月8日": (1.45, 2)}
    fields = id_card.extract([page_of(set_out(places))])
    assert values_of(fields)["birth_date"] == "1990-03-08"
    assert values_of(fields)["id_number"] == "11010119900307002X"
    assert grades_of(fields)["birth_date"] == "check"


def test_a_birth_and_a_number_that_confirm_each_other_are_surer_than_their_ink() -> None:
    def unsure(birth: str) -> dict[str, str]:
        places = {**without(PORTRAIT, "1990年3月7日"), birth: (1.45, 2)}
        lines = [
            replace(one, score=0.7) if any(char.isdigit() for char in one.text) else one
            for one in set_out(places)
        ]
        return grades_of(id_card.extract([page_of(lines)]))

    assert {unsure("1990年3月7日")[name] for name in ("birth_date", "id_number")} == {"auto"}
    assert {unsure("1990年3月8日")[name] for name in ("birth_date", "id_number")} == {"check"}


def test_a_number_whose_check_fails_is_given_as_printed_and_never_auto() -> None:
    places = {**without(PORTRAIT, "11010119900307002X"), "110101199003070021": (3.5, 5.6)}
    fields = id_card.extract([page_of(set_out(places))])
    assert values_of(fields)["id_number"] == "110101199003070021"
    assert grades_of(fields)["id_number"] == "check"


def test_a_lookalike_in_an_unsure_number_is_put_right_and_marked() -> None:
    lines = [
        *set_out(without(PORTRAIT, "11010119900307002X")),
        line("1101O119900307002X", 80 + 3.5 * PITCH, 120 + 5.6 * PITCH, score=0.93),
    ]
    number = id_card.extract([page_of(lines)])["id_number"]
    assert isinstance(number, Field)
    assert (number.value, number.raw, number.repaired, number.grade) == (
        "11010119900307002X",
        "1101O119900307002X",
        True,
        "check",
    )


@pytest.mark.parametrize(
    ("gone", "field"),
    [
        ("张悦", "name"),
        ("女", "sex"),
        ("汉", "ethnicity"),
        ("1990年3月7日", "birth_date"),
        ("11010119900307002X", "id_number"),
    ],
)
def test_a_value_that_is_printed_but_was_not_read_is_unread_at_its_place(gone: str, field: str) -> None:
    found = id_card.extract([page_of(set_out(without(PORTRAIT, gone)))])[field]
    assert isinstance(found, Field)
    assert (found.value, found.grade) == (None, "unread")
    truth = next(one.box for one in set_out(PORTRAIT) if one.text == gone)
    assert found.box is not None
    assert _meet(found.box, truth)


def test_a_line_missing_in_the_middle_of_an_address_is_noticed() -> None:
    places = {**without(PORTRAIT, "18号阳光花园3栋502室"), "502室": (1.45, 4.36)}
    assert grades_of(id_card.extract([page_of(set_out(places))]))["address"] == "check"


@pytest.mark.parametrize(
    ("last", "grade"), [("18号阳光花园3栋50", "check"), ("18号阳光花园", "auto"), ("18号502室", "auto")]
)
def test_an_address_that_ends_on_a_digit_may_have_lost_its_last_line(last: str, grade: str) -> None:
    places = {**without(PORTRAIT, "18号阳光花园3栋502室"), last: (1.45, 3.68)}
    assert grades_of(id_card.extract([page_of(set_out(places))]))["address"] == grade
    alone = id_card.extract([page_of(set_out(without(PORTRAIT, "18号阳光花园3栋502室")))])
    assert grades_of(alone)["address"] == "check"


@pytest.mark.parametrize(
    ("printed", "start", "end", "grade"),
    [
        ("2019.05.20-长期", "2019-05-20", "long_term", "auto"),
        ("2019.05.202039.05.20", "2019-05-20", "2039-05-20", "auto"),
        ("2019.05.20-2031.05.20", "2019-05-20", "2031-05-20", "check"),
        ("2019.05.20-2039.13.20", "2019-05-20", None, "check"),
    ],
)
def test_validity_is_five_ten_or_twenty_years_or_open(
    printed: str, start: str, end: str | None, grade: str
) -> None:
    places = {**without(EMBLEM, "2019.05.20-2039.05.20"), printed: (4.4, 6)}
    fields = id_card.extract([page_of(set_out(places))])
    assert (values_of(fields)["valid_from"], values_of(fields)["valid_to"]) == (start, end)
    assert grades_of(fields)["valid_from"] == grade


def test_an_authority_that_wraps_is_joined_and_one_without_label_is_known_by_its_ending() -> None:
    wrapped = {**without(EMBLEM, "示范市公安局东城分局"), "示范自治州公安局": (4.4, 5), "东城分局": (4.4, 5.5)}
    assert read(*set_out(wrapped))["authority"] == "示范自治州公安局东城分局"
    assert read(*set_out(without(EMBLEM, "签发机关", "有效期限")))["authority"] == "示范市公安局东城分局"


def test_pages_without_a_card_give_nothing() -> None:
    assert id_card.extract([page_of([])]) == {}
    assert read(line("住院费用清单", 200, 40), line("姓名:王小明", 80, 100)) == {}


def _meet(first: Box, second: Box) -> bool:
    return first.x0 < second.x1 and second.x0 < first.x1 and first.y0 < second.y1 and second.y0 < first.y1


def test_a_letter_read_once_more_at_the_end_of_its_label_is_no_part_of_the_value() -> None:
    twice = {
        **without(EMBLEM, "签发机关", "示范市公安局东城分局"),
        "签发机关示": (2.2, 5),
        "示范市公安局东城分局": (4.3, 5),
    }
    assert read(*set_out(twice))["authority"] == "示范市公安局东城分局"


def test_a_label_behind_a_watermark_and_labels_in_traditional_script_are_known() -> None:
    marked = {**without(EMBLEM, "有效期限"), "仅供理赔使用有效期限": (-0.8, 6)}
    assert read(*set_out(marked))["valid_to"] == "2039-05-20"
    old = {**without(PORTRAIT, "性别", "女"), "性別女": (0, 1)}
    assert read(*set_out(old))["sex"] == "F"


def test_of_two_readings_of_a_people_the_known_one_counts() -> None:
    noise = line("今", 80 + 4.1 * PITCH, 120 + 0.7 * PITCH, score=0.3)
    assert read(noise, *set_out(PORTRAIT))["ethnicity"] == "汉"


def test_letters_of_a_watermark_in_a_birth_leave_its_three_numbers() -> None:
    places = {**without(PORTRAIT, "1990年3月7日"), "保1990年月3月7日": (1.45, 2)}
    assert values_of(id_card.extract([page_of(set_out(places))]))["birth_date"] == "1990-03-07"
