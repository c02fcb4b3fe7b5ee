"""The engine we ship: the `paddleocr` pipeline with PP-OCRv6_small, offline, its networks run by OpenVINO.

Where OpenVINO is not installed the pipeline keeps its ONNX Runtime sessions; the log and the engine's version say so.

>>> _box([(10.2, 5), (90, 4.5), (91, 20), (10, 21.1)])
Box(x0=10, y0=4, x1=91, y1=22)
"""

import importlib.metadata
import importlib.util
import logging
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from extractors.errors import EngineUnavailable
from extractors.ocr import OcrResult, weights
from extractors.ocr.pipeline import MakeSession, build, parts_of
from extractors.ocr.precision import chosen, cpu_flags
from extractors.page import Line, Pixels
from storage.model.extraction import Box, Source

WEAK = 0.85
"""Below this mean score the page may stand on its head: sparse pages mislead the orientation model."""
_SURER = 0.05
_LOOKED_AT = 8
_TELLING, _STANDING = 4, 1.5
"""Characters from which a line shows which way it lies, and so many times as high as wide one that stands."""
_LEAST_STANDING, _NEARLY_ALL = 5, 0.8
"""Standing lines from which a page may lie on its side, and their share of its lines."""
Polygons = Sequence[Any]
_log = logging.getLogger(__name__)


class PaddleEngine:
    """Loads on construction (about two seconds). One instance a process."""

    name = "paddleocr"

    def __init__(self, models: Path | None = None, threads: int = 2) -> None:
        folder = weights.prepare(models or weights.default_folder())
        os.environ["PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK"] = "True"
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # else ONNX Runtime keeps a device id and sends usage events
        os.environ.setdefault("PADDLE_PDX_CACHE_HOME", str(folder.parent / "paddlex"))
        inference, make_session = inference_here(threads)
        self.version = f"{_with_version('paddleocr')}/PP-OCRv6_small/{inference}"
        with ThreadPoolExecutor(1) as early:
            if make_session is not None:
                make_session = _made_early(make_session, folder, early)
            self._pipeline = build(folder, threads, make_session)
        self._parts = parts_of(self._pipeline)

    def read(self, pixels: Pixels) -> OcrResult:
        """Reads the page, and once more the other way up, or a quarter turned, where it may lie wrong."""
        try:
            return self._read(pixels)
        except Exception as error:  # the door to foreign machinery
            raise EngineUnavailable(
                "engine_failed", f"The OCR engine failed: {error!r}.", "Run `claims doctor`."
            ) from error

    def _read(self, pixels: Pixels) -> OcrResult:
        found = self._surer_way_up(pixels)
        return self._stood_up(pixels, found) if _is_on_its_side(found.lines) else found

    def _surer_way_up(self, pixels: Pixels) -> OcrResult:
        first, polygons = self._read_once(pixels, is_upright=False)
        if _sureness(first.lines) >= WEAK or not self._is_on_its_head(pixels, first, polygons):
            return first
        turn = (first.turn + 180) % 360
        other, _ = self._read_once(_turned(pixels, turn), is_upright=True)
        is_better = _sureness(other.lines) > _sureness(first.lines) + _SURER
        return OcrResult(other.lines, turn) if is_better else first

    def _stood_up(self, pixels: Pixels, first: OcrResult) -> OcrResult:
        """The page a quarter turned, if its lines lie then: standing lines are read turned counter-clockwise."""
        turn = (first.turn + 270) % 360
        other, _ = self._read_once(_turned(pixels, turn), is_upright=True)
        is_better = (
            not _is_on_its_side(other.lines) and _sureness(other.lines) > _sureness(first.lines) - _SURER
        )
        return OcrResult(other.lines, turn) if is_better else first

    def _is_on_its_head(self, pixels: Pixels, first: OcrResult, polygons: Polygons) -> bool:
        """Whether the longest lines are surer upside down: a look at a few instead of a whole second reading."""
        found = sorted(zip(first.lines, polygons, strict=True), key=lambda one: -len(one[0].text))[:_LOOKED_AT]
        crops = self._parts._crop_by_polys(_turned(pixels, first.turn), [polygon for _, polygon in found])
        read = self._parts.text_rec_model([np.ascontiguousarray(crop[::-1, ::-1]) for crop in crops])
        turned = [Line(one["rec_text"], Box(0, 0, 0, 0), one["rec_score"]) for one in read]
        return _sureness(turned) > _sureness([line for line, _ in found])

    def _read_once(self, pixels: Pixels, *, is_upright: bool) -> tuple[OcrResult, Polygons]:
        """The lines, and the corners of each on the upright page."""
        result = self._pipeline.predict(pixels, use_doc_orientation_classify=not is_upright)[0]
        counter_clockwise = int((result.get("doc_preprocessor_res") or {}).get("angle", 0) or 0)
        found = [
            (Line(text, _box(polygon), round(float(score), 4), Source.OCR), polygon)
            for text, score, polygon in zip(
                result["rec_texts"], result["rec_scores"], result["rec_polys"], strict=True
            )
            if text.strip()
        ]
        lines = tuple(line for line, _ in found)
        return OcrResult(lines, -counter_clockwise % 360), [polygon for _, polygon in found]


def inference_here(threads: int) -> tuple[str, MakeSession | None]:
    """The name of what runs the networks, and how a session of it is made; None for the pipeline's own."""
    if importlib.util.find_spec("openvino") is None:
        _log.warning("OpenVINO is not installed: OCR runs on ONNX Runtime, which takes more processor time")
        return _with_version("onnxruntime"), None
    from extractors.ocr.session import OpenVinoSession

    precision = chosen(cpu_flags())

    def make(model: Path) -> OpenVinoSession:
        return OpenVinoSession(model, threads=threads, precision=precision)

    return f"{_with_version('openvino')}-{precision.value}", make


def _made_early(make: MakeSession, folder: Path, early: ThreadPoolExecutor) -> MakeSession:
    """The sessions are compiled while the pipeline's package is imported: on two cores half a second of waiting less."""
    models = [folder / name / weights.MODEL_FILE for name in weights.MODELS]
    made = {model: early.submit(make, model) for model in models}
    return lambda model: made[Path(model)].result()


def _with_version(package: str) -> str:
    return f"{package}-{importlib.metadata.version(package)}"


def _sureness(lines: Sequence[Line]) -> float:
    """The mean score of all characters; a page without text is sure of having none."""
    weights = [len(line.text) for line in lines]
    if not any(weights):
        return 1.0
    return sum(len(line.text) * line.score for line in lines) / sum(weights)


def _is_on_its_side(lines: Sequence[Line]) -> bool:
    """Whether nearly all lines that are long enough to tell stand on end."""
    found = [line.box for line in lines if len(line.text) >= _TELLING]
    standing = sum(box.height > _STANDING * box.width for box in found)
    return standing >= _LEAST_STANDING and standing > _NEARLY_ALL * len(found)


def _turned(pixels: Pixels, turn: int) -> Pixels:
    """Turned clockwise by `turn` degrees."""
    return np.ascontiguousarray(np.rot90(pixels, k=-(turn // 90)))


def _box(polygon: Any) -> Box:
    points = np.asarray(polygon, dtype=float)
    x0, y0 = np.floor(points.min(axis=0)).astype(int)
    x1, y1 = np.ceil(points.max(axis=0)).astype(int)
    return Box(int(x0), int(y0), int(x1), int(y1))
