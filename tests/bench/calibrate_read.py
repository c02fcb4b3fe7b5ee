"""Made papers through the true engine, each result kept, so that the next reading of the same pixels costs nothing.

Every layout is photographed in four ways, one seed each: as it is, as a good photo, sent through a messenger, and a
little out of focus. What is kept lies under `build/calibration`, by engine, and may be thrown away at any time.

>>> [paper.shot for paper in papers(["held-back"], 1)][:4]
['plain', 'photo', 'messenger', 'soft']
"""

import hashlib
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

from PIL import Image

from extractors.formats.decode import decode
from extractors.limits import Limits
from extractors.ocr import OcrEngine, OcrResult
from extractors.page import Line, Pixels
from extractors.read import read_file
from storage.model.document_type import DocumentType
from storage.model.extraction import Box, Source
from storage.model.reading import Reading
from tests.specimens import camera
from tests.specimens.__main__ import MAKERS
from tests.specimens.sheet import Specimen

FOLDER = Path("build/calibration")
SEEDS = {"us": 5000, "others": 6000, "by-hand": 7000, "held-back": 9000, "strangers": 7000}


def _plain(rng: Random, picture: Image.Image) -> Image.Image:
    return picture


def _messenger(rng: Random, picture: Image.Image) -> Image.Image:
    return camera.wechat(rng, camera.as_phone_photo(rng, picture))


def _soft(rng: Random, picture: Image.Image) -> Image.Image:
    photo = camera.as_phone_photo(rng, picture)
    blurred = camera.blur(rng, photo, strength=rng.uniform(0.8, 1.8) * max(photo.size) / 1700)
    return camera.jpeg(rng, blurred, quality=rng.randint(40, 70))


SHOTS = {"plain": _plain, "photo": camera.as_phone_photo, "messenger": _messenger, "soft": _soft}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper to draw: whose layout, which, with which seed, and how it is photographed."""

    hand: str
    type: DocumentType
    layout: str
    seed: int
    shot: str

    @property
    def name(self) -> str:
        return f"{self.hand}/{self.layout}-{self.seed}-{self.shot}"

    def draw(self) -> Specimen:
        return MAKERS[self.hand]()[self.type][self.layout](Random(self.seed))


def source_of(specimen: Specimen) -> Source:
    """Where the values of that paper are to be read from: a PDF without fonts is pictures.

    >>> source_of(Specimen(name="x", type=DocumentType.OTHER, content=b"PK", suffix=".ofd"))
    <Source.OFD: 'ofd'>
    """
    if not specimen.content or (specimen.suffix == ".pdf" and b"/Font" not in specimen.content):
        return Source.OCR
    return {".pdf": Source.PDF_TEXT, ".ofd": Source.OFD, ".xml": Source.XML}[specimen.suffix]


def papers(hands: Sequence[str], rounds: int) -> Iterator[Paper]:
    """Each layout of those hands `rounds` times in each way; a file that is no picture is another each time."""
    for hand in hands:
        for type, layouts in MAKERS[hand]().items():
            for layout in layouts:
                for place in range(rounds * len(SHOTS)):
                    shot = tuple(SHOTS)[place % len(SHOTS)]
                    yield Paper(hand=hand, type=type, layout=layout, seed=SEEDS[hand] + place, shot=shot)


def read(paper: Paper, specimen: Specimen, engine: OcrEngine) -> Reading:
    """Reads the specimen as that paper is photographed; several pages are one PDF of pictures."""
    content = specimen.content or _file(paper, specimen)
    decoded = decode(content, Limits.default())
    return read_file(decoded, name=paper.name, file_number=1, engine=lambda: engine)


def _file(paper: Paper, specimen: Specimen) -> bytes:
    rng = Random(paper.seed)
    first, *rest = [SHOTS[paper.shot](rng, picture).convert("RGB") for picture in specimen.pictures]
    stream = io.BytesIO()
    if rest:
        first.save(stream, "PDF", save_all=True, append_images=rest, resolution=150)
    else:
        first.save(stream, "PNG", compress_level=1)
    return stream.getvalue()


class KeepingEngine:
    """The true engine; what it says of pixels is kept in files, by its version."""

    name = "kept"

    def __init__(self, folder: Path = FOLDER, threads: int = 2) -> None:
        from extractors.ocr.paddle import PaddleEngine

        self._true = PaddleEngine(threads=threads)
        self.version = self._true.version
        self._folder = folder / self.version.replace("/", "_")
        self._folder.mkdir(parents=True, exist_ok=True)

    def read(self, pixels: Pixels) -> OcrResult:
        digest = hashlib.sha256(f"{pixels.shape}".encode() + pixels.tobytes()).hexdigest()[:32]
        path = self._folder / f"{digest}.json"
        if not path.is_file():
            kept = asdict(self._true.read(pixels))
            path.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
        return _result(json.loads(path.read_text("utf-8")))


def _result(data: dict[str, object]) -> OcrResult:
    lines = tuple(
        Line(text=one["text"], box=Box(*one["box"]), score=one["score"])
        for one in data["lines"]  # type: ignore[attr-defined]
    )
    return OcrResult(lines, int(str(data["turn"])))
