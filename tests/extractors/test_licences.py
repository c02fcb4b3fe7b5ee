"""Licences, papers of accidents, passports from hand-made lines: pages, doubts, traps; vectors of their numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.documents import drv_license, passport, traffic_liability, veh_license
from extractors.values import mrz, vin
from extractors.vehicles.plates import plate
from storage.model.extraction import Field, Fields, Grade, Source
from tests.extractors.typeset import Rows, sheet

FIRST = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
SECOND = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
CHINESE = ("POCHNZHANG<<SAN<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", "E123456782CHN9003071M3003149<<<<<<<<<<<<<<<8")


def value(fields: Fields, key: str) -> object:
    cell = fields.get(key)
    return cell.value if isinstance(cell, Field) else None


def grade(fields: Fields, key: str) -> object:
    cell = fields[key]
    return cell.grade if isinstance(cell, Field) else None


def test_the_pages_of_a_driving_licence() -> None:
    main: Rows = (
        (10, [(200, "中华人民共和国机动车驾驶证")]),
        (80, [(0, "证号"), (100, "240201199003070024")]),
        (140, [(0, "姓名"), (100, "张悦"), (300, "性别"), (380, "女"), (500, "国籍"), (600, "中国")]),
        (200, [(0, "准驾车型"), (150, "CI")]),
        (240, [(0, "Class")]),
        (280, [(0, "有效期限"), (150, "2022-06-18至2032-06-18")]),
    )
    back: Rows = ((10, [(0, "姓名"), (100, "张悦")]), (60, [(0, "档案编号"), (150, "190104123456")]))
    fields = drv_license.extract([sheet(main)])
    told = {key: value(fields, key) for key in ("side", "class", "valid_from", "valid_to", "sex")}
    assert told == {
        "side": "main",
        "class": "C1",
        "valid_from": "2022-06-18",
        "valid_to": "2032-06-18",
        "sex": "F",
    }
    assert value(drv_license.extract([sheet(back)]), "side") == "back"
    assert value(drv_license.extract([sheet(main), sheet(back, number=2)]), "side") == "both"


def test_a_vehicles_number_that_fails_its_check_is_doubted() -> None:
    def read(number: str) -> Fields:
        return veh_license.extract([sheet(((10, [(0, "车辆识别代号"), (220, number)]),))])

    assert (value(read("LSVWY4180KN246094"), "vin"), grade(read("LSVWY4180KN246094"), "vin")) == (
        "LSVWY4180KN246094",
        Grade.AUTO,
    )
    assert grade(read("LSVWY4181KN246094"), "vin") is Grade.CHECK


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ("京A12345", "京A12345"),
        ("苏 B·D1234", "苏BD1234"),
        ("粤AD12345", "粤AD12345"),
        ("A12345", None),
        ("京A1234", None),
    ],
)
def test_plates(shown: str, read: str | None) -> None:
    assert plate(shown) == read


def test_parties_told_in_sentences_and_who_is_liable() -> None:
    rows: Rows = (
        (10, [(200, "道路交通事故认定书")]),
        (60, [(500, "第1901042026001号")]),
        (110, [(0, "交通事故时间:2026年03月05日08时20分")]),
        (160, [(0, "当事人:张悦,女,驾驶证号:240201199003070024,驾驶苏A12345号小型轿车。")]),
        (210, [(0, "当事人:王强,男,驾驶证号:380502198805120037,驾驶浙B54321号小型轿车。")]),
        (260, [(0, "张悦承担此事故的主要责任,王强承担此事故的次要责任。")]),
    )
    fields = traffic_liability.extract([sheet(rows)])
    parties = [{key: cell.value for key, cell in row.items()} for row in fields["parties"]]  # type: ignore[union-attr]
    assert [(one["name"], one["plate"], one["liability"]) for one in parties] == [
        ("张悦", "苏A12345", "主要责任"),
        ("王强", "浙B54321", "次要责任"),
    ]
    assert (value(fields, "occurred_at"), value(fields, "document_number")) == (
        "2026-03-05T08:20",
        "1901042026001",
    )


def test_the_machine_lines_win_and_a_failed_check_is_doubted() -> None:
    rows: Rows = (
        (10, [(0, "姓名/Name")]),
        (50, [(0, "张三")]),
        (700, [(0, CHINESE[0])]),
        (760, [(0, CHINESE[1])]),
    )
    fields = passport.extract([sheet(rows)])
    told = {key: value(fields, key) for key in ("name", "document_number", "birth_date", "sex", "valid_to")}
    assert told == {
        "name": "张三",
        "document_number": "E12345678",
        "birth_date": "1990-03-07",
        "sex": "M",
        "valid_to": "2030-03-14",
    }
    number = fields["document_number"]
    assert isinstance(number, Field)
    assert (number.source, number.grade, grade(fields, "name_latin")) == (Source.MRZ, Grade.AUTO, Grade.CHECK)
    wrong = [*rows[:3], (760, [(0, CHINESE[1].replace("E12345678", "E12345679"))])]
    assert grade(passport.extract([sheet(wrong)]), "document_number") is Grade.CHECK


def test_vectors_of_machine_lines() -> None:
    specimen, chinese = mrz.Zone.of(FIRST, SECOND), mrz.Zone.of(*CHINESE)
    assert specimen is not None and specimen.is_checked
    assert chinese is not None and chinese.is_checked
    assert mrz.Zone.of("姓名 张三", SECOND) is None


@given(place=st.integers(0, 43), char=st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_found(place: int, char: str) -> None:
    """Weights 7, 3 and 1 are all prime to ten, so no single digit may change unseen."""
    if SECOND[place].isdigit() and SECOND[place] != char:
        zone = mrz.Zone.of(FIRST, SECOND[:place] + char + SECOND[place + 1 :])
        assert zone is None or not zone.is_checked


@given(missing=st.integers(1, 12))
def test_fill_marks_that_an_engine_lost_are_put_back(missing: int) -> None:
    zone = mrz.Zone.of(FIRST[:-missing], CHINESE[1].replace("<" * 15, "<" * (15 - missing)))
    assert zone is not None and zone.is_checked and zone.surname == "ERIKSSON"


@given(st.text("ABCDEFGHJKLMNPRSTUVWXYZ0123456789", min_size=17, max_size=17))
def test_a_vehicles_number_with_its_check_character_is_valid(number: str) -> None:
    whole = number[:8] + vin.check_character(number) + number[9:]
    assert vin.is_valid(whole)
    assert not vin.is_valid(whole[:8] + ("0" if whole[8] != "0" else "1") + whole[9:])
