"""Red seals over words: seen on made-up papers, not in red print; a page without any is told only where it would show."""

from random import Random

import numpy as np
import pytest

from extractors.ocr import OcrResult
from extractors.page import Line, Pixels, ReadPage
from extractors.picture.seal import seals_on, shows_no_seal, under_seals
from extractors.second_looks.under_seals import look_under_seals
from storage.model.extraction import Box, Source
from tests.specimens import camera
from tests.specimens.sheet import RED, Sheet


def pixels_of(sheet: Sheet) -> Pixels:
    return np.asarray(sheet.picture)[:, :, ::-1].copy()


def paper(seal: bool) -> Sheet:
    sheet = Sheet(1240, 1600)
    for row in range(8):
        sheet.write((120, 200 + row * 60), "患者因咳嗽三天来我院门诊就诊,建议休息。", size=32)
    if seal:
        sheet.seal((880, 640), 110, "示范市第一人民医院", foot="诊断证明专用章")
    return sheet


def photo(sheet: Sheet, seed: int) -> Pixels:
    return np.asarray(camera.on_desk(Random(seed), sheet.picture))[:, :, ::-1].copy()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_seal_is_seen_on_a_photo(seed: int) -> None:
    assert len(seals_on(photo(paper(True), seed))) == 1


def test_a_seal_is_seen_on_a_clean_print() -> None:
    (seal,) = seals_on(pixels_of(paper(True)))
    assert seal.centre == pytest.approx((880, 640), abs=6)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_seal_is_never_called_a_seal(seed: int) -> None:
    assert seals_on(photo(paper(False), seed)) == []


def test_a_grey_copy_cannot_tell() -> None:
    grey = pixels_of(paper(True)).mean(axis=2, keepdims=True).repeat(3, axis=2).astype(np.uint8)
    assert not seals_on(grey)
    assert not shows_no_seal(grey)


def test_a_grey_seal_on_a_coloured_desk_cannot_tell() -> None:
    sheet = paper(True)
    sheet.picture = sheet.picture.convert("L").convert("RGB")
    assert not seals_on(photo(sheet, 2))
    assert not shows_no_seal(photo(sheet, 2))


def test_red_print_is_no_seal() -> None:
    sheet = Sheet(1200, 900)
    for row in range(10):
        sheet.write((80, 60 + row * 70), "票据代码 票据号码 交款人 开票日期 项目名称", size=34, ink=RED)
        sheet.rule(60, 110 + row * 70, 1140, 110 + row * 70, ink=RED)
    assert seals_on(pixels_of(sheet)) == []


def stamped_by_doctor() -> Sheet:
    sheet = paper(False)
    sheet.frame(Box(760, 760, 900, 812), width=3, ink=RED)
    sheet.write((770, 764), "周敏敏", size=38, ink=RED)
    return sheet


def test_a_doctors_name_stamp_is_no_seal() -> None:
    assert shows_no_seal(pixels_of(stamped_by_doctor()))
    assert shows_no_seal(photo(stamped_by_doctor(), 1))


def test_a_pale_seal_beside_a_name_stamp_cannot_be_excluded() -> None:
    sheet = stamped_by_doctor()
    sheet.draw.ellipse((860, 1000, 1080, 1220), outline=(255, 232, 232), width=14)
    assert not shows_no_seal(pixels_of(sheet))


def test_the_words_of_a_seal_are_left_out_and_what_it_covers_is_doubted() -> None:
    sheet = paper(True)
    lines = (
        Line("诊断证明专用章", Box(800, 680, 960, 705), 0.99),
        Line("患者因咳嗽三天来我院门诊就诊", Box(120, 620, 900, 660), 0.99),
        Line("患者因咳嗽三天", Box(120, 200, 500, 240), 0.99),
    )
    page = ReadPage(
        number=1, width=1240, height=1600, turn=0, lines=lines, source=Source.OCR, pixels=pixels_of(sheet)
    )
    assert [(line.text[:3], line.score < 0.9) for line in under_seals(page)] == [
        ("患者因", True),
        ("患者因", False),
    ]
    known = under_seals(page, lambda line: line.text == "诊断证明专用章")
    assert next((line.text, line.score < 0.9) for line in known) == ("诊断证明专用章", True)


def test_what_lies_under_a_seal_is_read_again_without_it() -> None:
    sheet = paper(True)
    sheet.write((800, 660), "医师签名:周敏", size=32)
    seen: list[Pixels] = []

    def read(pixels: Pixels) -> OcrResult:
        seen.append(pixels)
        left = 1240 - pixels.shape[1]
        return OcrResult((Line("医师签名:周敏", Box(800 - left, 200, 1011 - left, 236), 0.98),), 0)

    old = (Line("医师★名:", Box(800, 655, 990, 695), 0.7), Line("患者因咳嗽", Box(120, 200, 500, 240), 0.99))
    found = look_under_seals(pixels_of(sheet), old, read)
    assert len(seen) <= 2, "once more at most, where ink was left unread"
    assert all(one.std(axis=2).max() == 0 for one in seen)
    assert "患者因咳嗽" in [line.text for line in found]
    assert [line.text for line in found if line.box.y0 > 600] == ["医师签名:周敏"]


def test_a_page_without_seals_is_read_once() -> None:
    def read(pixels: Pixels) -> OcrResult:
        raise AssertionError("nothing to look at again")

    line = Line("患者", Box(120, 200, 500, 240), 0.99)
    assert look_under_seals(pixels_of(paper(False)), (line,), read) == (line,)
