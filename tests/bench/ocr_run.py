"""One engine in one process: reads the pictures it is told and answers with what each cost and what it read.

Runs in the project's environment for `ours` and `paddleocr` and in a throwaway one for the rivals, so nothing of the
project is imported before it is needed: `python ocr_run.py ENGINE THREADS`, then one path a line on standard input. Every
engine starts from the bytes of an uncompressed picture.

>>> sorted(ENGINES)
['faster-paddle', 'ours', 'paddleocr', 'rapidocr']
"""

import importlib.metadata
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Found = list[tuple[str, list[list[float]]]]
Read = Callable[[bytes], Found]


def main(engine: str, threads: int) -> None:
    clock = _Clock()
    outward = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # libraries may chatter on standard output
    version, read = ENGINES[engine](threads)
    told: dict[str, Any] = {"version": version, "load": clock.lap()}
    print(json.dumps(told), file=outward, flush=True)
    for line in sys.stdin:
        content = Path(line.rstrip("\n")).read_bytes()
        clock.lap()
        found = read(content)
        spent = clock.lap()
        peak = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        print(json.dumps({"found": found, **spent, "peak_mb": peak}), file=outward, flush=True)


class _Clock:
    """Processor and wall seconds between laps."""

    def __init__(self) -> None:
        self._last = (time.process_time(), time.monotonic())

    def lap(self) -> dict[str, float]:
        now = (time.process_time(), time.monotonic())
        spent = [round(end - start, 3) for start, end in zip(self._last, now, strict=True)]
        self._last = now
        return {"cpu": spent[0], "wall": spent[1]}


def _ours(threads: int) -> tuple[str, Read]:
    from extractors.ocr.paddle import PaddleEngine

    engine = PaddleEngine(threads=threads)

    def read(content: bytes) -> Found:
        return [(line.text, _corners(*line.box)) for line in engine.read(_pixels(content)).lines]

    return engine.version, read


def _paddleocr(threads: int) -> tuple[str, Read]:
    """As its package makes it with `engine="onnxruntime"`: our switches, none of our parts."""
    from extractors.ocr import pipeline, weights

    engine = pipeline.unmodified(weights.prepare(weights.default_folder()), threads)

    def read(content: bytes) -> Found:
        result = engine.predict(_pixels(content))[0]
        return [
            (text, [[float(x), float(y)] for x, y in polygon])
            for text, polygon in zip(result["rec_texts"], result["rec_polys"], strict=True)
        ]

    return f"paddleocr-{importlib.metadata.version('paddleocr')}", read


def _rapidocr(threads: int) -> tuple[str, Read]:
    from rapidocr import RapidOCR  # type: ignore[import-not-found]

    params = {"EngineConfig.onnxruntime.intra_op_num_threads": threads, "Global.use_cls": False}
    engine = RapidOCR(params={**params, "Global.log_level": "error"})

    def read(content: bytes) -> Found:
        result = engine(_pixels(content))
        found = [] if result.txts is None else zip(result.txts, result.boxes, strict=True)
        return [(text, [[float(x), float(y)] for x, y in box]) for text, box in found]

    return f"rapidocr-{importlib.metadata.version('rapidocr')}", read


def _faster_paddle(threads: int) -> tuple[str, Read]:
    from faster_paddle import OcrEngine  # type: ignore[import-not-found]

    engine = OcrEngine("small", threads=threads)

    def read(content: bytes) -> Found:
        found = engine.ocr(content)["bounds"].values()
        return [(one["text"], _corners(*one["topLeftCoord"], *one["bottomRightCoord"])) for one in found]

    return f"faster-paddle-{importlib.metadata.version('faster-paddle')}", read


ENGINES: dict[str, Callable[[int], tuple[str, Read]]] = {
    "paddleocr": _paddleocr,
    "ours": _ours,
    "rapidocr": _rapidocr,
    "faster-paddle": _faster_paddle,
}


def _pixels(content: bytes) -> Any:
    import cv2
    import numpy as np

    return cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)


def _corners(x0: float, y0: float, x1: float, y1: float) -> list[list[float]]:
    return [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
