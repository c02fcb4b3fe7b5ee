"""The parent believes a decoder nothing: what is honest crosses unchanged, everything else breaks the channel."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.formats.decoded import DecodedFile, PageDamage
from extractors.formats.einvoice import decode_xml
from extractors.limits import Limits
from extractors.page import DecodedPage, Line
from extractors.walls.channel import ChannelBroken
from extractors.walls.checks import checked_file, checked_page, pixel_bytes
from extractors.walls.frames import packed_file, packed_page, unpacked_file, unpacked_page
from storage.model.extraction import Box, Source
from tests.specimens import en16931

LIMITS = Limits.default()
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)
PIXELS = np.arange(40 * 30 * 3, dtype=np.uint64).astype(np.uint8).reshape(30, 40, 3)
PAGE = DecodedPage(
    number=1,
    width=40,
    height=30,
    pixels=PIXELS,
    lines=(
        Line("发票", Box(1, 2, 9, 8), 0.5, Source.PDF_TEXT),
        Line("", Box(0, 0, 40, 30), 1.0, Source.PDF_TEXT),
    ),
    rules=(Box(0, 9, 40, 10),),
    source=Source.PDF_TEXT,
    is_truncated=True,
)


def test_an_honest_page_crosses_unchanged() -> None:
    message, pixels = packed_page(PAGE)
    assert pixels is not None
    arrived = unpacked_page(checked_page(message, LIMITS, number=1), bytearray(pixels))
    assert isinstance(arrived, DecodedPage) and arrived.pixels is not None
    assert (arrived.pixels == PIXELS).all()
    assert (arrived.lines, arrived.rules, arrived.source) == (PAGE.lines, PAGE.rules, PAGE.source)
    assert arrived.is_truncated and pixel_bytes(message) == PIXELS.nbytes


def test_damage_crosses_too() -> None:
    message, _ = packed_page(PageDamage(3))
    assert unpacked_page(checked_page(message, LIMITS, number=3), None) == PageDamage(3)


@pytest.mark.parametrize("content", [en16931.ubl(), en16931.cii()])
def test_the_issuers_data_cross_unchanged(content: bytes) -> None:
    file = decode_xml(content, LIMITS)
    assert unpacked_file(checked_file(packed_file(file), LIMITS), iter(())).issuer == file.issuer


def test_a_line_that_reaches_over_the_edge_is_cut_there() -> None:
    over = DecodedPage(number=1, width=40, height=30, lines=(Line("一", Box(-5, 20, 90, 70)),))
    message, _ = packed_page(over)
    assert message["lines"][0][1:5] == [0, 20, 40, 30]
    checked_page(message, LIMITS, number=1)


def test_pixels_that_do_not_fill_their_page_never_leave_the_decoder() -> None:
    with pytest.raises(ValueError, match="fill its frame"):
        packed_page(DecodedPage(number=1, width=41, height=30, pixels=PIXELS))


@pytest.mark.parametrize(
    ("part", "value"),
    [
        *(("number", value) for value in (2, 0, -1, "1", None)),
        *(("width", value) for value in (0, -1, 1.5, "40", 10**7, None, [])),
        *(("lines", value) for value in ({}, None, [[]], [["a", 0, 0, 1, 1]], [["a", 0, 0, 1, 1, True]])),
        *(
            ("lines", [["a", *box, 1.0]])
            for box in ([0, 0, 41, 1], [-1, 0, 1, 1], [5, 5, 5, 9], [0.0, 0, 1, 1])
        ),
        *(("lines", [["a", 0, 0, 1, 1, score]]) for score in (float("nan"), float("inf"), "1", None)),
        ("lines", [["a" * 30_000, 0, 0, 1, 1, 1.0]]),
        ("lines", [["a", 0, 0, 1, 1, 1.0]] * 50_001),
        ("rules", [[0, 0, 1, 1]] * 20_001),
        ("rules", [[0, 0, 1]]),
        *(("source", value) for value in ("person", "xml", 1, [])),
        ("is_truncated", 1),
        ("is_drawn", None),
        ("event", "opened"),
    ],
)
def test_a_page_with_one_false_part_breaks_the_channel(part: str, value: object) -> None:
    message, _ = packed_page(PAGE)
    with pytest.raises(ChannelBroken):
        checked_page({**message, part: value}, LIMITS, number=1)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        *(("media_type", value) for value in ("text/html", None, [], {})),
        *(("page_count", value) for value in (-1, 201, 1.0, True, "1")),
        *(("issuer", value) for value in (None, {}, [1], [{}], [{"type": "tax_invoice", "member": None}])),
        ("issuer", [{"type": "nothing", "member": None, "fields": {}}]),
        ("issuer", [{"type": "tax_invoice", "member": 7, "fields": {}}]),
        ("issuer", [{"type": "tax_invoice", "member": None, "fields": {"total": {"value": "1"}}}]),
        ("event", "page"),
    ],
)
def test_a_file_with_one_false_part_breaks_the_channel(part: str, value: object) -> None:
    message = packed_file(DecodedFile(media_type="application/pdf", page_count=1, pages=iter(())))
    with pytest.raises(ChannelBroken):
        checked_file({**message, part: value}, LIMITS)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        *(("value", value) for value in ({}, [], 1.5, "x" * 300_000)),
        *(("raw", value) for value in (None, 1)),
        *(("confidence", value) for value in (float("nan"), "1", None)),
        *(("source", value) for value in ("person", "ocr", "qr")),
        *(("box", value) for value in ([1, 2], "abcd", [1, 2, 3, "4"])),
        ("page", "1"),
        ("grade", "sure"),
    ],
)
def test_an_issuers_field_with_one_false_part_breaks_the_channel(part: str, value: object) -> None:
    message = packed_file(decode_xml(en16931.ubl(), LIMITS))
    message["issuer"][0]["fields"]["total"][part] = value
    with pytest.raises(ChannelBroken):
        checked_file(message, LIMITS)


@given(st.dictionaries(st.sampled_from([*packed_page(PAGE)[0], "more"]), ANYTHING, max_size=9))
def test_whatever_is_said_of_a_page_is_checked_or_breaks_the_channel(parts: dict[str, Any]) -> None:
    message, _ = packed_page(PAGE)
    try:
        checked = checked_page({**message, **parts}, LIMITS, number=1)
    except ChannelBroken:
        return
    unpacked_page(checked, bytearray(pixel_bytes(checked)) if pixel_bytes(checked) else None)


@given(st.dictionaries(st.sampled_from(["event", "media_type", "page_count", "issuer"]), ANYTHING, max_size=4))
def test_whatever_is_said_of_a_file_is_checked_or_breaks_the_channel(parts: dict[str, Any]) -> None:
    message = packed_file(DecodedFile(media_type="application/pdf", page_count=1, pages=iter(())))
    try:
        checked = checked_file({**message, **parts}, LIMITS)
    except ChannelBroken:
        return
    unpacked_file(checked, iter(()))
