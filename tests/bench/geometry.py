"""`python -m tests.bench.geometry`: papers in one picture, stacks of pages, and which way up, measured.

Pictures are drawn, photographed on a ground and read with the true engine; a picture counts when exactly its papers
were found, each of its type and in its place. Stacks are pages as a perfect engine hands them over; a paper counts
when exactly its pages are joined, under its type. `--held-back` takes grounds and looks that were not developed on,
`--find-only` says how often exactly the papers' outlines are found, without reading, `--near 0.6` stands further away.

>>> round(_iou(Box(0, 0, 10, 10), Box(0, 0, 10, 5)), 2)
0.5
"""

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from PIL import Image

from extractors.kinds.classify import classify
from extractors.kinds.split import Paper, split
from extractors.ocr import OcrEngine
from extractors.page import DecodedPage, ReadPage
from extractors.picture.paper_edges import find
from extractors.picture.quads import Quad
from extractors.read_page import EngineSource
from extractors.read_papers import read_papers
from storage.model.document_type import DocumentType as T
from storage.model.extraction import Box
from tests.specimens import desk, stacks
from tests.specimens.camera import skew
from tests.specimens.papers import layouts, others
from tests.specimens.sheet import Specimen

IN_PLACE = 0.7
"""The least overlap of a found box with the true one, of their union."""
OUTLINED = 0.8
"""The least overlap of a found outline with a paper's true corners, of their union."""
_LOOKS = {
    T.ID_CARD: ("portrait", "bilingual", "portrait_scan"),
    T.BANK_CARD: ("flat", "embossed", "upright", "flat_one_run", "vertical"),
    T.INV_OUTPATIENT: ("ebill", "dot_matrix", "older", "national_ebill", "shanghai_paper", "kiosk_slip"),
    T.OP_RECORD: ("plain", "ruled", "table_header"),
    T.DIAGNOSIS_CERT: ("plain", "ruled", "letter", "boxed"),
    T.FEE_LIST: ("ruled", "grouped", "by_category"),
    T.TAX_INVOICE: ("paper_photo", "digital_scan", "roll"),
}
_SETS: tuple[tuple[T, ...], ...] = (
    (T.ID_CARD, T.BANK_CARD),
    (T.INV_OUTPATIENT, T.TAX_INVOICE),
    (T.FEE_LIST,),
    (T.INV_OUTPATIENT,) * 4,
    (T.BANK_CARD, T.ID_CARD, T.TAX_INVOICE),
    (T.OP_RECORD, T.DIAGNOSIS_CERT),
    (T.BANK_CARD,),
)


@dataclass(frozen=True, slots=True)
class _Found:
    type: T
    box: Box


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.geometry", description=__doc__)
    parser.add_argument("--pictures", type=int, default=28)
    parser.add_argument("--stacks", type=int, default=100)
    parser.add_argument("--turned", type=int, default=40)
    parser.add_argument("--seed", type=int, default=9000)
    parser.add_argument("--held-back", action="store_true")
    parser.add_argument("--find-only", action="store_true")
    parser.add_argument("--near", type=float, default=1.0)
    given = parser.parse_args()
    if given.find_only:
        print(json.dumps(_outlines(given) | {"held_back": given.held_back}, indent=1))
        return
    source = EngineSource(_engine)
    told = {
        **_pictures(given, source),
        **_stacks(given),
        **_turned(given, source),
        "held_back": given.held_back,
    }
    print(json.dumps(told, ensure_ascii=False, indent=1))


def _engine() -> OcrEngine:
    from extractors.ocr.paddle import PaddleEngine

    return PaddleEngine()


def _pictures(given: argparse.Namespace, source: EngineSource) -> dict[str, object]:
    wrong: list[str] = []
    seconds = 0.0
    for number, (name, types, photo) in enumerate(_photos(given)):
        started = time.monotonic()
        found = _read(photo.picture, source)
        seconds += time.monotonic() - started
        if not _is_exact(found, list(map(_Found, types, photo.boxes)), photo.picture.size):
            wrong.append(f"{number}:{name} -> {'+'.join(one.type for one in found)}")
    right = given.pictures - len(wrong)
    share = round(right / max(1, given.pictures), 4)
    each = round(seconds / max(1, given.pictures), 2)
    return {"pictures": given.pictures, "exact": share, "seconds_each": each, "wrong": wrong}


def _photos(given: argparse.Namespace) -> Iterator[tuple[str, tuple[T, ...], desk.Desk]]:
    """Each photo with its name, the types of its papers, and where they lie."""
    grounds = sorted(desk.HELD_BACK if given.held_back else desk.GROUNDS)
    for number in range(given.pictures):
        rng = Random(given.seed + number)
        types, ground = _SETS[number % len(_SETS)], grounds[number % len(grounds)]
        papers = [_picture(rng, type) for type in types]
        yield f"{ground}:{'+'.join(types)}", types, desk.lay(rng, papers, ground, near=given.near)


def _outlines(given: argparse.Namespace) -> dict[str, object]:
    """How often exactly the papers' outlines are found; a lone paper may also be left as it is."""
    wrong: list[str] = []
    seconds = 0.0
    for number, (name, types, photo) in enumerate(_photos(given)):
        pixels = _decoded(photo.picture).pixels
        assert pixels is not None
        started = time.process_time()
        found = find(pixels)
        seconds += time.process_time() - started
        true = [Quad(corners) for corners in photo.corners]  # type: ignore[arg-type]
        is_left = not found and len(types) == 1
        if not is_left and not _are_in_place(found, true):
            wrong.append(f"{number}:{name} -> {len(found)}")
    share = round(1 - len(wrong) / max(1, given.pictures), 4)
    each = round(seconds / max(1, given.pictures), 3)
    return {"pictures": given.pictures, "outlined": share, "cpu_seconds_each": each, "not_outlined": wrong}


def _are_in_place(found: Sequence[Quad], true: Sequence[Quad]) -> bool:
    """Whether there is one outline for each paper, and it covers and is covered by it."""
    return len(found) == len(true) and all(
        max((_both(quad, paper) for quad in found), default=0.0) >= OUTLINED for paper in true
    )


def _both(one: Quad, other: Quad) -> float:
    both = one.shared(other) * min(one.area, other.area)
    return both / max(1.0, one.area + other.area - both)


def _read(picture: Image.Image, source: EngineSource) -> list[_Found]:
    parts = read_papers(_decoded(picture), source)
    papers = split(parts, [classify(part) for part in parts])
    return [_Found(paper.type, _place(paper)) for paper in papers]


def _place(paper: Paper) -> Box:
    boxes = [_in_frame(page, box) for page, box in zip(paper.pages, paper.boxes, strict=True)]
    return Box(
        min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes)
    )


def _in_frame(page: ReadPage, box: Box | None) -> Box:
    if box is None and page.placing is None:
        return Box(0, 0, page.width, page.height)
    return page.frame_box(box or Box(0, 0, *page.upright_size))


def _is_exact(found: Sequence[_Found], true: Sequence[_Found], size: tuple[int, int]) -> bool:
    left = list(found)
    for one in true:
        is_alone = len(true) == 1
        hit = next(
            (f for f in left if f.type is one.type and (is_alone or _iou(f.box, one.box) >= IN_PLACE)), None
        )
        if hit is None:
            return False
        left.remove(hit)
    return not left


def _iou(one: Box, other: Box) -> float:
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    both = max(0, width) * max(0, height)
    return both / max(1, one.width * one.height + other.width * other.height - both)


def _stacks(given: argparse.Namespace) -> dict[str, object]:
    looks = stacks.HELD_BACK if given.held_back else stacks.LOOKS
    right = count = 0
    for seed in range(given.seed, given.seed + given.stacks):
        stack = stacks.draw(Random(seed), looks)
        found = split(stack.pages, [classify(page) for page in stack.pages])
        joined = {(paper.type, tuple(sorted(page.number for page in paper.pages))) for paper in found}
        true = {(paper.type, paper.pages) for paper in stack.papers}
        right, count = right + len(joined & true), count + len(true)
    return {"stacks": given.stacks, "stacked_papers": count, "joined_right": round(right / max(1, count), 4)}


def _turned(given: argparse.Namespace, source: EngineSource) -> dict[str, object]:
    wrong: list[str] = []
    types = sorted(_LOOKS)
    for number in range(given.turned):
        rng = Random(given.seed + 500_000 + number)
        turn, type = (0, 90, 180, 270)[number % 4], types[(number // 4) % len(types)]
        picture = skew(rng, _picture(rng, type), rng.uniform(-3, 3)).rotate(turn, expand=True)
        picture.thumbnail((1800, 1800))
        read = read_papers(_decoded(picture), source)
        if [page.turn for page in read] != [turn]:
            wrong.append(f"{number}:{type}:{turn} -> {[page.turn for page in read]}")
    share = round(1 - len(wrong) / max(1, given.turned), 4)
    return {"turned": given.turned, "upright": share, "not_upright": wrong}


def _picture(rng: Random, type: T) -> Image.Image:
    makers = {**layouts()[type], **others()[type]}
    drawn: Specimen = makers[rng.choice(_LOOKS[type])](Random(rng.getrandbits(30)))
    return drawn.pictures[0]


def _decoded(picture: Image.Image) -> DecodedPage:
    pixels = np.ascontiguousarray(np.asarray(picture.convert("RGB"), np.uint8)[..., ::-1])
    return DecodedPage(number=1, width=picture.width, height=picture.height, pixels=pixels)


if __name__ == "__main__":
    main()
