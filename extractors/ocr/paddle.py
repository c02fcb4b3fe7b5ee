"""The engine we ship: the `paddleocr` pipeline with PP-OCRv6_small on ONNX Runtime, offline.

The only file that imports `paddleocr`. Every sub-model gets a local folder, so the pipeline never asks a hub.
PaddleX looks for OpenCV under the name of its desktop build; the lock carries the headless build of the same
version, so the name is answered for.
"""

import importlib.metadata
import os
from pathlib import Path
from typing import Any

import numpy as np

from extractors.errors import EngineUnavailable
from extractors.ocr import OcrResult, weights
from extractors.page import Line, Pixels
from storage.model.extraction import Box, Source

WEAK = 0.85
"""Below this mean score the page may stand on its head: sparse pages mislead the orientation model."""
VERSION = "paddleocr-3.7.0/PP-OCRv6_small/onnxruntime"


class PaddleEngine:
    """Loads on construction (about two seconds). One instance a process."""

    name = "paddleocr"
    version = VERSION

    def __init__(self, models: Path | None = None, threads: int = 2) -> None:
        folder = weights.prepare(models or weights.default_folder())
        os.environ["PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK"] = "True"
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # else ONNX Runtime keeps a device id and sends usage events
        os.environ.setdefault("PADDLE_PDX_CACHE_HOME", str(folder.parent / "paddlex"))
        self._pipeline = _build(folder, threads)

    def read(self, pixels: Pixels) -> OcrResult:
        """Reads the page, and once more the other way up where hardly anything could be read."""
        first = self._read(pixels, is_upright=False)
        if _sureness(first) >= WEAK:
            return first
        turn = (first.turn + 180) % 360
        other = self._read(np.ascontiguousarray(np.rot90(pixels, k=-(turn // 90))), is_upright=True)
        return OcrResult(other.lines, turn) if _sureness(other) > _sureness(first) + 0.05 else first

    def _read(self, pixels: Pixels, *, is_upright: bool) -> OcrResult:
        try:
            result = self._pipeline.predict(pixels, use_doc_orientation_classify=not is_upright)[0]
        except Exception as error:  # the door to foreign machinery
            raise EngineUnavailable(
                "engine_failed", f"The OCR engine failed: {error!r}.", "Run `claims doctor`."
            ) from error
        counter_clockwise = int((result.get("doc_preprocessor_res") or {}).get("angle", 0) or 0)
        found = zip(result["rec_texts"], result["rec_scores"], result["rec_polys"], strict=True)
        lines = tuple(
            Line(text, _box(poly), round(float(score), 4), Source.OCR)
            for text, score, poly in found
            if text.strip()
        )
        return OcrResult(lines, -counter_clockwise % 360)


def _sureness(result: OcrResult) -> float:
    """The mean score of all characters; a page without text is sure of having none."""
    weights = [len(line.text) for line in result.lines]
    if not weights:
        return 1.0
    return sum(len(line.text) * line.score for line in result.lines) / sum(weights)


def _answer_for_opencv() -> None:
    ask = importlib.metadata.version

    def version(name: str) -> str:
        return ask("opencv-contrib-python-headless" if name == "opencv-contrib-python" else name)

    importlib.metadata.version = version  # type: ignore[assignment]


def _build(folder: Path, threads: int) -> Any:
    _answer_for_opencv()
    from paddleocr import PaddleOCR

    return PaddleOCR(
        engine="onnxruntime",
        device="cpu",
        engine_config={"intra_op_num_threads": threads, "enable_cpu_mem_arena": False},
        text_detection_model_name="PP-OCRv6_small_det",
        text_detection_model_dir=str(folder / "PP-OCRv6_small_det"),
        text_recognition_model_name="PP-OCRv6_small_rec",
        text_recognition_model_dir=str(folder / "PP-OCRv6_small_rec"),
        use_doc_orientation_classify=True,
        doc_orientation_classify_model_name="PP-LCNet_x1_0_doc_ori",
        doc_orientation_classify_model_dir=str(folder / "PP-LCNet_x1_0_doc_ori"),
        use_textline_orientation=False,
        use_doc_unwarping=False,
    )


def _box(poly: Any) -> Box:
    points = np.asarray(poly, dtype=float)
    x0, y0 = np.floor(points.min(axis=0)).astype(int)
    x1, y1 = np.ceil(points.max(axis=0)).astype(int)
    return Box(int(x0), int(y0), int(x1), int(y1))
