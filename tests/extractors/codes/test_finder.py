"""QR codes in pixels: drawn, photographed, pressed; and pixels that are hostile."""

from random import Random

import cv2
import numpy as np
import pytest
from PIL import Image

from extractors.codes.finder import MOST_CODES, find
from extractors.page import Pixels
from tests.specimens import camera
from tests.specimens.codes import code_box, code_picture, with_code

_PAYLOAD = "01,10,011001605111,80100798,64.9,20161018,85342965681116380258,1774,"


def _pixels(picture: Image.Image) -> Pixels:
    return np.ascontiguousarray(np.asarray(picture.convert("RGB"), dtype=np.uint8)[:, :, ::-1])


def _paper() -> Image.Image:
    return with_code(Image.new("RGB", (1650, 960), (250, 250, 246)), _PAYLOAD)


def test_a_code_is_read_and_its_box_lies_on_it() -> None:
    paper = _paper()
    (code,) = find(_pixels(paper))
    drawn = code_box(paper)
    assert code.payload == _PAYLOAD
    assert all(abs(one - other) <= 12 for one, other in zip(code.box, drawn, strict=True))


def test_most_photographed_codes_are_read() -> None:
    read = [
        [code.payload for code in find(_pixels(camera.as_phone_photo(Random(seed), _paper())))]
        for seed in range(5)
    ]
    assert read.count([_PAYLOAD]) >= 3


@pytest.mark.parametrize("fault", [camera.turned(90), camera.turned(180), camera.wechat, camera.shadow])
def test_a_code_is_read_turned_pressed_and_in_shadow(fault: camera.Fault) -> None:
    assert [code.payload for code in find(_pixels(fault(Random(3), _paper())))] == [_PAYLOAD]


@pytest.mark.parametrize(
    "payload",
    ["https://example.org/" + "a" * 300, "\x00\x01\xff binary", "示范票据,0156777242", "; rm -rf /", "%s%n{0}"],
)
def test_a_code_with_other_words_breaks_nothing(payload: str) -> None:
    paper = Image.new("RGB", (900, 900), "white")
    paper.paste(code_picture(payload, 500), (200, 200))
    assert all(isinstance(code.payload, str) for code in find(_pixels(paper)))


def test_bytes_that_are_no_text_break_nothing() -> None:
    drawn = cv2.QRCodeEncoder.create().encode(bytes(range(128, 200)).decode("latin-1"))
    big = cv2.resize(drawn, None, fx=8, fy=8, interpolation=cv2.INTER_NEAREST)
    find(np.ascontiguousarray(np.stack([big] * 3, axis=-1)))


def test_of_a_wall_of_codes_a_few_are_read() -> None:
    wall = Image.new("RGB", (1200, 1200), "white")
    for place in range(16):
        wall.paste(code_picture(f"number {place}", 240), (30 + place % 4 * 290, 30 + place // 4 * 290))
    assert len(find(_pixels(wall))) <= MOST_CODES


@pytest.mark.parametrize("shape", [(1, 1), (1, 4000), (3, 3), (40, 40), (2000, 30)])
def test_odd_pictures_hold_no_code(shape: tuple[int, int]) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (*shape, 3), dtype=np.uint8)
    assert find(noise) == ()
