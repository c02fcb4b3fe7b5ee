"""The engine around the pipeline: without OpenVINO, on its head, broken; and that it reads what the pipeline reads."""

import importlib.util
import logging
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from extractors.errors import EngineUnavailable
from extractors.ocr import paddle, pipeline, weights
from extractors.ocr.paddle import PaddleEngine, inference_here
from extractors.ocr.precision import Precision
from extractors.ocr.session import OpenVinoSession
from extractors.page import Pixels
from tests.specimens.sheet import Sheet

ROWS = (
    ("住院费用明细清单", 52, 40),
    ("姓名：张悦　性别：女　年龄：8岁　住院号：20260415", 150, 30),
    ("阿莫西林胶囊 0.25g*24粒　2 盒　36.80", 230, 30),
    ("血常规（五分类）　1 次　25.00", 290, 30),
    ("合计：61.80 元（陆拾壹元捌角整）", 400, 34),
    ("复核：李明", 470, 18),
)


def page() -> Pixels:
    sheet = Sheet(900, 560)
    for text, y, size in ROWS:
        sheet.write((60, y), text, size=size)
    return np.ascontiguousarray(np.asarray(sheet.picture.convert("RGB"), np.uint8)[:, :, ::-1])


class Fake:
    """Stands in for the pipeline and for its parts: sure of what it reads only where the page stands upright."""

    def __init__(self, *, upright_when: int, orientation: int = 0) -> None:
        self.upright_when = upright_when
        self.orientation = orientation
        self.readings = 0

    def predict(self, pixels: Pixels, *, use_doc_orientation_classify: bool) -> list[dict[str, Any]]:
        self.readings += 1
        angle = self.orientation if use_doc_orientation_classify else 0
        self.turned = np.rot90(pixels, k=angle // 90)
        sure = int(self.turned[0, 0, 0]) == self.upright_when
        polygon = np.array([(0, 0), (9, 0), (9, 5), (0, 5)], np.int16)
        return [
            {
                "doc_preprocessor_res": {"angle": angle},
                "rec_texts": ["合计" if sure else "十旮", " "],
                "rec_scores": [0.99 if sure else 0.5, 0.9],
                "rec_polys": [polygon, polygon],
            }
        ]

    def _crop_by_polys(self, pixels: Pixels, polygons: list[Any]) -> list[Pixels]:
        return [pixels for _ in polygons]

    def text_rec_model(self, crops: list[Pixels]) -> Iterator[dict[str, Any]]:
        for crop in crops:
            yield {"rec_text": "合计", "rec_score": 0.98 if int(crop[0, 0, 0]) == self.upright_when else 0.4}


def engine_with(fake: Any, monkeypatch: pytest.MonkeyPatch) -> PaddleEngine:
    monkeypatch.setattr(paddle, "build", lambda *_: fake)
    monkeypatch.setattr(paddle, "parts_of", lambda made: made)
    return PaddleEngine()


def marked(corner: int, opposite: int) -> Pixels:
    pixels = np.zeros((20, 20, 3), np.uint8)
    pixels[0, 0], pixels[-1, -1] = corner, opposite
    return pixels


def test_a_page_that_reads_well_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = Fake(upright_when=1)
    result = engine_with(fake, monkeypatch).read(marked(1, 2))
    assert ([line.text for line in result.lines], result.turn, fake.readings) == (["合计"], 0, 1)


def test_a_page_on_its_head_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = Fake(upright_when=2)
    result = engine_with(fake, monkeypatch).read(marked(1, 2))
    assert ([line.text for line in result.lines], result.turn, fake.readings) == (["合计"], 180, 2)


def test_a_page_that_was_turned_onto_its_head_stays_as_it_came(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = Fake(upright_when=1, orientation=180)
    result = engine_with(fake, monkeypatch).read(marked(1, 2))
    assert (result.turn, fake.readings) == (0, 2)


def test_a_poor_page_is_not_read_again_where_a_look_shows_no_gain(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = Fake(upright_when=9)
    result = engine_with(fake, monkeypatch).read(marked(1, 2))
    assert ([line.text for line in result.lines], result.turn, fake.readings) == (["十旮"], 0, 1)


@pytest.mark.parametrize(("count", "turn", "readings"), [(6, 270, 2), (3, 0, 1)])
def test_a_page_whose_lines_stand_is_read_a_quarter_turned(
    monkeypatch: pytest.MonkeyPatch, count: int, turn: int, readings: int
) -> None:
    class Standing(Fake):
        def predict(self, pixels: Pixels, *, use_doc_orientation_classify: bool) -> list[dict[str, Any]]:
            self.readings += 1
            size = (50, 10) if pixels.shape[1] < pixels.shape[0] else (10, 50)
            polygon = np.array([(0, 0), (size[0], 0), size, (0, size[1])], np.int16)
            return [
                {
                    "rec_texts": ["费用合计"] * count,
                    "rec_scores": [0.99] * count,
                    "rec_polys": [polygon] * count,
                }
            ]

    fake = Standing(upright_when=1)
    result = engine_with(fake, monkeypatch).read(np.zeros((20, 30, 3), np.uint8))
    assert (result.turn, fake.readings) == (turn, readings)


def test_whatever_breaks_in_the_pipeline_is_the_engines_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = engine_with(object(), monkeypatch)
    with pytest.raises(EngineUnavailable, match="predict"):
        engine.read(page())


def test_without_openvino_it_says_so_and_keeps_onnx_runtime(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with caplog.at_level(logging.WARNING):
        name, make_session = inference_here(threads=2)
    assert name.startswith("onnxruntime-")
    assert make_session is None
    assert [record.message.split(":")[0] for record in caplog.records] == ["OpenVINO is not installed"]


def test_with_openvino_the_version_says_in_which_numbers(caplog: pytest.LogCaptureFixture) -> None:
    name, make_session = inference_here(threads=2)
    assert name.rpartition("-")[2] in set(Precision)
    assert make_session is not None
    assert caplog.records == []


@cache
def _unmodified() -> Any:
    return pipeline.unmodified(weights.prepare(weights.default_folder()), threads=2)


def read_by(made: Any) -> tuple[list[str], NDArray[np.int64]]:
    """The lines in NFKC without spaces, and left, top, right and bottom of each."""
    result = made.predict(page())[0]
    boxes = [(*polygon.min(axis=0), *polygon.max(axis=0)) for polygon in result["rec_polys"]]
    texts = ["".join(unicodedata.normalize("NFKC", text).split()) for text in result["rec_texts"]]
    return texts, np.array(boxes, np.int64)


@pytest.mark.engine
@pytest.mark.parametrize(("precision", "threads"), [("f32", 1), ("f32", 2), (None, 2)])
def test_it_reads_what_the_unmodified_pipeline_reads(precision: str | None, threads: int) -> None:
    """On one thread, on two, and on ONNX Runtime. Boxes: that one stretches the page to whole steps."""

    def session(model: Any) -> OpenVinoSession:
        return OpenVinoSession(model, threads=threads, precision=Precision(str(precision)))

    ours = pipeline.build(weights.default_folder(), threads, session if precision else None)
    (texts, boxes), (their_texts, their_boxes) = read_by(ours), read_by(_unmodified())
    assert texts == their_texts
    assert len(texts) >= len(ROWS)
    assert np.abs(boxes - their_boxes).max() <= 4


@pytest.mark.engine
@pytest.mark.parametrize("turn", [0, 180])
def test_the_true_engine_finds_which_way_is_up(turn: int) -> None:
    pixels = page() if turn == 0 else np.ascontiguousarray(cv2.rotate(page(), cv2.ROTATE_180))
    result = PaddleEngine(threads=1).read(pixels)
    assert result.turn == turn
    assert "合计：61.80元（陆拾壹元捌角整）" in [line.text.replace(" ", "") for line in result.lines]


@pytest.mark.engine
def test_what_is_put_in_has_its_place_in_the_unmodified_pipeline() -> None:
    """An upgrade that renames one of these must fail here, not read worse in silence."""
    parts = pipeline.parts_of(_unmodified())
    assert list(parts.text_det_model.pre_tfs) == ["Read", "Resize", "Normalize", "ToCHW", "ToBatch"]
    assert parts.text_rec_model.post_op.character[0] == "blank"
    assert callable(parts._crop_by_polys)
    for part in (parts.text_det_model, parts.text_rec_model):
        assert part.runner._create_session.__func__ is type(part.runner)._create_session
        assert part.runner._get_model_path().name == "inference.onnx"
