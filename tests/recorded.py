"""Recorded OCR: what the true engine read on a specimen, so that the suite runs in seconds.

A recording belongs to a specimen by name (recipe and seed), not by pixels, which differ in their last bits between
processors. `CLAIMS_UPDATE_GOLDEN=1` redraws every specimen a test asks for; where its bytes are not those that were
recorded, or other crops are asked for, it is read with the true engine anew. The diff is reviewed.
"""

import hashlib
import io
import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from extractors.ocr import OcrEngine, OcrResult
from extractors.page import Line, Pixels
from storage.model.extraction import Box
from storage.model.reading import Reading
from tests.in_process import read_bytes
from tests.specimens.sheet import Specimen

FOLDER = Path(__file__).parent / "golden" / "lines"
IS_UPDATING = os.environ.get("CLAIMS_UPDATE_GOLDEN") == "1"


class NotRecorded(AssertionError):
    """Reading asked for something that no recording holds."""


Recorded = tuple[OcrResult, tuple[int, int]]
"""What was read, and the height and width of what it was read on."""
_SLACK = 0.03
"""By how much a crop may differ from the recorded one: edges of papers and seals move by a pixel between processors."""


class RecordedEngine:
    """Gives the recorded results in the order they were recorded, each for a crop as large as the recorded one."""

    name = "recorded"
    version = "1"

    def __init__(self, results: list[Recorded]) -> None:
        self.left = list(results)

    def read(self, pixels: Pixels) -> OcrResult:
        if not self.left or not _is_as_large(pixels, self.left[0][1]):
            raise NotRecorded("something else was read than was recorded; run with CLAIMS_UPDATE_GOLDEN=1")
        return self.left.pop(0)[0]


def _is_as_large(pixels: Pixels, size: tuple[int, int]) -> bool:
    return all(abs(one - other) <= 2 + _SLACK * other for one, other in zip(pixels.shape, size, strict=False))


class RecordingEngine:
    """Reads with the true engine and remembers what it said."""

    name = "recording"
    version = "1"

    def __init__(self, engine: OcrEngine) -> None:
        self._engine = engine
        self.results: list[Recorded] = []

    def read(self, pixels: Pixels) -> OcrResult:
        self.results.append((self._engine.read(pixels), (pixels.shape[0], pixels.shape[1])))
        return self.results[-1][0]


def read_specimen(specimen: Specimen, *, file_number: int = 1) -> list[Reading]:
    """Every file of a specimen (one a picture) through the whole reading, with recorded OCR."""
    if IS_UPDATING and not _is_current(specimen):
        recording = RecordingEngine(_true_engine())
        _read_all(specimen, file_number, recording)
        _save(specimen, recording.results)
    return _read_all(specimen, file_number, _recorded(specimen))


def _read_all(specimen: Specimen, file_number: int, engine: OcrEngine) -> list[Reading]:
    return [
        _read(content, f"{specimen.name}-{number}{specimen.suffix}", file_number + number - 1, lambda: engine)
        for number, content in enumerate(contents(specimen), start=1)
    ]


def contents(specimen: Specimen) -> list[bytes]:
    """The bytes of the specimen's files."""
    if specimen.content:
        return [specimen.content]
    files = []
    for picture in specimen.pictures:
        stream = io.BytesIO()
        picture.save(stream, "PNG", compress_level=1)
        files.append(stream.getvalue())
    return files


def _read(content: bytes, name: str, number: int, engine: Callable[[], OcrEngine]) -> Reading:
    return read_bytes(content, name=name, file_number=number, engine=engine)


def _is_current(specimen: Specimen) -> bool:
    """The same bytes were recorded, and reading asks for no more and no less than was recorded."""
    path = _path(specimen.name)
    if not path.is_file() or json.loads(path.read_text("utf-8"))["drawn"] != _digest(specimen):
        return False
    engine = _recorded(specimen)
    try:
        _read_all(specimen, 1, engine)
    except NotRecorded:
        return False
    return not engine.left


def recorded_results(name: str) -> list[Recorded]:
    """What was recorded of the specimen of that name, in the order in which reading asks for it."""
    path = _path(name)
    pages = json.loads(path.read_text("utf-8"))["pages"] if path.is_file() else []
    return [_result(one) for one in pages]


def _recorded(specimen: Specimen) -> RecordedEngine:
    return RecordedEngine(recorded_results(specimen.name))


def _digest(specimen: Specimen) -> str:
    return hashlib.sha256(b"".join(contents(specimen))).hexdigest()[:16]


@cache
def _true_engine() -> OcrEngine:
    from extractors.ocr.paddle import PaddleEngine

    return PaddleEngine()


def _path(name: str) -> Path:
    return FOLDER / f"{name.replace('/', '.')}.json"


def _save(specimen: Specimen, results: list[Recorded]) -> None:
    if not results:
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    data = [
        {
            "size": size,
            "turn": one.turn,
            "lines": [[line.text, round(line.score, 3), *line.box] for line in one.lines],
        }
        for one, size in results
    ]
    whole = {"drawn": _digest(specimen), "pages": data}
    rows = json.dumps(whole, ensure_ascii=False).replace('["', '\n["')
    _path(specimen.name).write_text(rows + "\n", "utf-8")


def _result(data: dict[str, Any]) -> Recorded:
    lines = tuple(Line(row[0], Box(*row[2:]), row[1]) for row in data["lines"])
    height, width = data.get("size", (0, 0))
    return OcrResult(lines, int(data["turn"])), (height, width)
