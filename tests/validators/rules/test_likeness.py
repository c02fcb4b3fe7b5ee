"""Prints of pages: the same page is known after what is done to pictures, another one of the same form is not."""

import random
from collections.abc import Callable

import cv2
import numpy as np
import pytest

from extractors.page import Line, Pixels, ReadPage
from extractors.prints.page_print import print_of
from storage.model.extraction import Box, Source
from storage.model.print import PagePrint, prints_from_data, prints_to_data
from validators.rules.likeness import is_same_page

FORM = (
    "示范市第一人民医院门诊病历",
    "姓名:{name} 性别:女 就诊日期:{day}",
    "门诊号:{number}",
    "主诉:发热伴咳嗽三天,最高体温三十八度五",
    "现病史:患者三天前受凉后出现发热,伴咳嗽咳痰,无胸闷气促",
    "初步诊断:急性上呼吸道感染 处理:多饮水,注意休息,不适随诊",
)


def _turned(pixels: Pixels, degrees: float) -> Pixels:
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return np.asarray(cv2.warpAffine(pixels, matrix, (width, height)), np.uint8)


def _jpeg(pixels: Pixels, quality: int) -> Pixels:
    encoded = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return np.asarray(cv2.imdecode(encoded, cv2.IMREAD_COLOR), np.uint8)


DONE: dict[str, Callable[[Pixels], Pixels]] = {
    "re-encoded": lambda pixels: _jpeg(pixels, 40),
    "scaled": lambda pixels: np.asarray(cv2.resize(pixels, None, fx=0.4, fy=0.4), np.uint8),
    "cropped": lambda pixels: pixels[60:-40, 90:-20],
    "upside down": lambda pixels: np.ascontiguousarray(np.rot90(pixels, 2)),
    "on its side": lambda pixels: np.ascontiguousarray(np.rot90(pixels)),
    "leaning": lambda pixels: _turned(pixels, 10),
    "darker": lambda pixels: (pixels * 0.6).astype(np.uint8),
    "all of it": lambda pixels: _jpeg(_turned(pixels, -8)[50:-50, 70:-70], 50),
}


def _scene(seed: int) -> Pixels:
    """No writing: patches of colour in a fog, as on a photo of an accident."""
    rng = np.random.default_rng(seed)
    pixels = cv2.resize(rng.integers(0, 255, (40, 54, 3)).astype(np.uint8), (864, 640))
    for _ in range(14):
        corners = (rng.integers(-90, 90, (5, 2)) + rng.integers((40, 40), (824, 600))).astype(np.int32)
        cv2.fillPoly(pixels, [corners], rng.integers(0, 255, 3).tolist())
    noisy = cv2.GaussianBlur(pixels, (0, 0), 1.2) + rng.normal(0, 4, pixels.shape)
    return np.clip(noisy, 0, 255).astype(np.uint8)


def _seen(pixels: Pixels) -> PagePrint:
    height, width = pixels.shape[:2]
    page = ReadPage(number=1, width=width, height=height, turn=0, lines=(), source=Source.OCR, pixels=pixels)
    return print_of(page)


def _written(*lines: str) -> PagePrint:
    here = Box(0, 0, 9, 9)
    found = tuple(Line(text, here) for text in lines)
    return print_of(ReadPage(number=1, width=9, height=9, turn=0, lines=found, source=Source.OCR))


def _form(name: str, day: str, number: str) -> list[str]:
    return [line.format(name=name, day=day, number=number) for line in FORM]


@pytest.mark.parametrize("done", DONE)
def test_a_picture_without_writing_is_known_again(done: str) -> None:
    for seed in (1, 2):
        before, after = _seen(_scene(seed)), _seen(DONE[done](_scene(seed)))
        assert is_same_page(before, after)
        assert len(set(before.telling) & set(after.telling)) >= 2


def test_other_pictures_are_not() -> None:
    prints = [_seen(_scene(seed)) for seed in range(6)]
    assert [is_same_page(a, b) for at, a in enumerate(prints) for b in prints[:at]] == [False] * 15
    assert not is_same_page(prints[0], _written(*_form("张悦", "2026-04-05", "4123456")))
    blank = _seen(np.full((90, 90, 3), 250, np.uint8))
    assert not is_same_page(blank, blank)


def test_a_page_is_known_by_its_writing_although_some_of_it_is_cut_off_or_misread() -> None:
    lines = _form("张悦", "2026-04-05", "4123456")
    page = _written(*lines)
    assert is_same_page(page, _written(*lines[:-1]))
    assert is_same_page(page, _written(*(line.replace("三天", "二天") for line in lines)))
    assert not is_same_page(page, _written(*lines[:2]))


def test_the_same_form_with_other_values_is_another_page_even_where_the_illness_is_the_same() -> None:
    rng = random.Random(7)
    pages = [
        _written(
            *_form(name, f"2026-0{rng.randint(1, 9)}-{rng.randint(10, 28)}", str(rng.randint(10**6, 10**7)))
        )
        for name in ("张悦", "王强", "李桂兰", "张悦", "王小明")
    ]
    assert not any(is_same_page(a, b) for at, a in enumerate(pages) for b in pages[:at])


def test_what_is_no_print_is_refused() -> None:
    good = prints_to_data([_seen(_scene(1))])
    assert prints_from_data(good)[0].points
    for name, bad in (
        ("points", "AAAA"),
        ("words", [2**48]),
        ("codes", ["x"]),
        ("telling", [1] * 257),
        ("page", True),
    ):
        with pytest.raises((ValueError, TypeError)):
            prints_from_data([{**good[0], name: bad}])
