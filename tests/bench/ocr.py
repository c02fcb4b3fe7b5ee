"""`make bench`, the OCR part: our engine beside the unmodified pipeline and two rivals, page by page in turn.

`python -m tests.bench.ocr [SAMPLES]`. Every page is read twice by each engine before the next one comes: cold, its size
never seen before, and warm. So whatever else the machine does hits all engines alike; processor seconds are the measure.
Pages of a samples folder are read once; they count for time, and for how far an engine reads the same characters as the
unmodified pipeline.
Writes `docs/bench/ocr.json` and `docs/bench/ocr.md`.

>>> overlap("合计：61.80", "合计:61.8")
0.933...
"""

import json
import os
import random
import statistics
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from extractors.ocr.precision import CPUINFO, cpu_flags
from extractors.page import Pixels
from extractors.read_page import OCR_PIXELS
from tests.bench.ocr_corpus import Page, bgr, made_pages
from tests.bench.ocr_rivals import OURS, RIVALS, Engine, Unavailable
from tests.bench.ocr_score import Found, errors
from tests.bench.ocr_table import table
from tests.tree import ROOT

THREADS = 2
STATES = ("cold", "warm")
_DOCS = ROOT / "docs" / "bench"
_PICTURES = {".jpg", ".jpeg", ".png", ".bmp", ".webp"}
_TELLING = ("avx2", "fma", "avx512f", "avx512_vnni", "avx512_bf16", "avx_vnni", "amx_bf16", "amx_int8")
_MOST_SECONDS = 1200
"""No page is begun after that; on an idle machine it takes half of it."""
Picture = tuple[Page | None, Path]
Readings = dict[str, list[dict[str, Any]]]


def main(samples: Path | None) -> None:
    (ROOT / "build").mkdir(exist_ok=True)
    engines, missing = _started()
    with tempfile.TemporaryDirectory(prefix="ocr-", dir=ROOT / "build") as name:
        made = [(page, _drawn(bgr(page.picture), Path(name))) for page in made_pages()]
        given = [(None, _drawn(pixels, Path(name))) for pixels in _given(samples)]
        pages, readings, loads = _read([*made, *given], engines)
    for engine in engines:
        engine.close()
    told = {engine.name: engine.told for engine in engines}
    figures = _figures(pages, readings, told) | _machine(loads)
    figures["engines"] |= {name: {"missing": why} for name, why in missing.items()}
    figures["pages"]["left_out"] = len(made) + len(given) - len(readings[OURS[0]])
    _DOCS.mkdir(exist_ok=True)
    (_DOCS / "ocr.json").write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    (_DOCS / "ocr.md").write_text(table(figures), "utf-8")


def _read(pictures: list[Picture], engines: Sequence[Engine]) -> tuple[list[Page], Readings, list[float]]:
    """The made pages that were read, each engine's readings with theirs first, and the load of the machine."""
    began, loads = time.monotonic(), [os.getloadavg()[0]]
    random.Random(1).shuffle(pictures)  # what is left out when the time is up is left out by lot
    read: list[tuple[Page | None, dict[str, Any]]] = []
    for page, picture in pictures:
        if time.monotonic() - began > _MOST_SECONDS:
            break
        print(f"{len(read) + 1} of {len(pictures)}", file=sys.stderr, flush=True)
        passes = STATES if page else STATES[:1]
        read.append((page, {one.name: {state: one.read(picture) for state in passes} for one in engines}))
        loads.append(os.getloadavg()[0])
    read.sort(key=lambda one: one[0] is None)
    readings = {one.name: [found[one.name] for _, found in read] for one in engines}
    return [page for page, _ in read if page], readings, loads


def overlap(one: str, other: str) -> float:
    """The share of characters that both have, wherever they stand."""
    left, right = Counter(_plain(one)), Counter(_plain(other))
    both = left.total() + right.total()
    return 2 * (left & right).total() / both if both else 1.0


def _started() -> tuple[list[Engine], dict[str, str]]:
    engines, missing = [], {}
    for name in (*OURS, *RIVALS):
        try:
            engines.append(Engine(name, THREADS))
        except Unavailable as error:
            missing[name] = str(error)
    return engines, missing


def _drawn(pixels: Pixels, folder: Path) -> Path:
    path = folder / f"{len(list(folder.iterdir())):04}.bmp"
    cv2.imwrite(str(path), pixels)
    return path


def _given(samples: Path | None) -> Iterator[Pixels]:
    """The folder's pictures, no larger than the reader gives them to its engine."""
    for path in sorted(samples.rglob("*")) if samples else ():
        pixels = cv2.imread(str(path), cv2.IMREAD_COLOR) if path.suffix.lower() in _PICTURES else None
        if pixels is not None:
            scale = min(1.0, (OCR_PIXELS / (pixels.shape[0] * pixels.shape[1])) ** 0.5)
            yield np.asarray(
                cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8
            )


def _figures(pages: Sequence[Page], readings: Readings, told: dict[str, Any]) -> dict[str, Any]:
    base = readings[OURS[0]]
    characters = sum(errors(page, [])[1] for page in pages)
    rows = {name: _row(pages, read, base, characters) | told[name] for name, read in readings.items()}
    ours, plain = rows["ours"], rows["paddleocr"]
    return {
        "cpu_ratio_vs_paddleocr": _ratio(plain, ours, "cold", "cpu"),
        "wall_ratio_vs_paddleocr": _ratio(plain, ours, "cold", "wall"),
        "cpu_ratio_vs_paddleocr_warm": _ratio(plain, ours, "warm", "cpu"),
        "wall_ratio_vs_paddleocr_warm": _ratio(plain, ours, "warm", "wall"),
        "cer": ours["cer"],
        "cer_delta": round(ours["cer"] - plain["cer"], 3),
        "pages": {"made": len(pages), "characters": characters, "samples": len(base) - len(pages)},
        "engines": rows,
    }


def _row(pages: Sequence[Page], read: list[Any], base: list[Any], characters: int) -> dict[str, Any]:
    wrong = sum(errors(page, _found(one))[0] for page, one in zip(pages, read, strict=False))
    alike = [overlap(_text(one), _text(other)) for one, other in zip(read, base, strict=True)][len(pages) :]
    return {
        "cer": round(100 * wrong / characters, 3),
        "wrong": wrong,
        "peak_mb": read[-1]["cold"]["peak_mb"],
        **{state: _a_page(read[: len(pages)], state) for state in STATES},
        "samples": {
            **_a_page(read[len(pages) :], "cold"),
            "same_characters": round(statistics.mean(alike), 4) if alike else None,
        },
    }


def _a_page(read: list[Any], state: str) -> dict[str, float]:
    """Mean seconds a page."""
    count = max(1, len(read))
    return {kind: round(sum(one[state][kind] for one in read) / count, 3) for kind in ("cpu", "wall")}


def _ratio(plain: dict[str, Any], ours: dict[str, Any], state: str, kind: str) -> float:
    return float(round(plain[state][kind] / ours[state][kind], 2))


def _found(one: dict[str, Any]) -> list[Found]:
    return [Found(text, tuple((x, y) for x, y in corners)) for text, corners in one["cold"]["found"]]


def _text(one: dict[str, Any]) -> str:
    return "".join(text for text, _ in one["cold"]["found"])


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _machine(loads: Sequence[float]) -> dict[str, Any]:
    flags = cpu_flags()
    models = [line for line in CPUINFO.read_text("ascii", "replace").splitlines() if "model name" in line]
    return {
        "cpu": {
            "model": models[0].partition(":")[2].strip() if models else "unknown",
            "features": [flag for flag in _TELLING if flag in flags],
            "cores": os.cpu_count(),
            "threads": THREADS,
        },
        "load_average": {
            "first": round(loads[0], 1),
            "most": round(max(loads), 1),
            "last": round(loads[-1], 1),
        },
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1] else None)
