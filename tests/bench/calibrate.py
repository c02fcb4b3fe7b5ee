"""How sure is sure: fits `extractors/confidence.toml` on made papers and says how it holds on papers held back.

`python -m tests.bench.calibrate` does it all. `read` reads the papers with the true engine and keeps what it saw under
`build/calibration`; `fit` makes the tables from that, in a second; `report` only says how the tables in force do.
The tables are fitted on the layouts of development; those held back and the strangers' are reported and never fitted on.
Papers with a text layer, OFD and XML are counted apart: nothing on them is for OCR to be sure of.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from extractors.confidence import HAND, Calibration, family_of, kind_of, rank
from extractors.picture import handwriting
from intake.measure.evaluate import Score
from intake.measure.labels import LabelledDocument, LabelledFile
from storage.model.extraction import Field, Fields, Value
from storage.model.reading import Reading
from tests.bench import calibrate_fields as fields
from tests.bench import calibrate_fit as fitting
from tests.bench import calibrate_read as reading
from tests.specimens.sheet import Specimen

SHIPPED = Path(__file__).parents[2] / "extractors" / "confidence.toml"
KEPT = reading.FOLDER / "observations.jsonl"
FITTED_ON = ("us", "others", "by-hand")
UNSEEN = ("held-back", "strangers")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.calibrate", description=__doc__)
    parser.add_argument("step", nargs="?", choices=("all", "read", "fit", "report"), default="all")
    parser.add_argument("--rounds", type=int, default=1, help="papers a layout and way of photographing")
    parser.add_argument("--hands", nargs="*", default=[*FITTED_ON, *UNSEEN], help="whose layouts")
    given = parser.parse_args()
    if given.step in ("all", "read"):
        read(given.hands, given.rounds)
    if given.step in ("all", "fit"):
        SHIPPED.write_text(_fitted(_kept(FITTED_ON)), "utf-8")
    if given.step != "read":
        report()


def read(hands: Sequence[str], rounds: int) -> None:
    """Reads the papers in a mixed order, so that a run that is cut short has seen something of everything."""
    papers = list(reading.papers(hands, rounds))
    Random(1).shuffle(papers)
    engine = reading.KeepingEngine()
    with KEPT.open("a", encoding="utf-8") as kept:
        for number, paper in enumerate(papers, start=1):
            specimen = paper.draw()
            started = time.monotonic()
            pen = _Pen()
            with patch("extractors.documents_of.confidence.calibrated", pen.note):
                found = reading.read(paper, specimen, engine)
            kept.write(json.dumps(_row(paper, specimen, found, pen), ensure_ascii=False) + "\n")
            kept.flush()
            print(f"[{number}/{len(papers)}] {paper.name} {time.monotonic() - started:.1f} s", file=sys.stderr)


class _Pen:
    """Stands for calibration: leaves the scores as they are, and notes what was written by hand."""

    def __init__(self) -> None:
        self._wrote: set[tuple[str, Value]] = set()

    def note(self, fields: Fields, written: Set[handwriting.Place] = frozenset()) -> Fields:
        inner = [field for cell in fields.values() for field in handwriting.inner_fields(cell)]
        self._wrote |= {(one.raw, one.value) for one in inner if (one.page, one.box) in written}
        return fields

    def wrote(self, field: Field) -> bool:
        return (field.raw, field.value) in self._wrote


def _row(paper: reading.Paper, specimen: Specimen, found: Reading, pen: _Pen) -> dict[str, Any]:
    """How right the paper was read, and each value that OCR read with its score before calibration."""
    label = LabelledDocument(paper.type.value, dict(specimen.fields))
    score = Score()
    score.add(LabelledFile(path=paper.name, documents=(label,), ambiguous=frozenset()), found)
    return {
        "paper": paper.name,
        "hand": paper.hand,
        "source": reading.source_of(specimen),
        "fields": fields.of_score(paper.type.value, score),
        "seen": list(_seen(score, pen)),
    }


def _seen(score: Score, pen: _Pen) -> Iterator[dict[str, Any]]:
    for one in score.total.seen:
        field = one.read.field
        if field is not None and field.source.value == "ocr":
            told = {"value": field.value, "score": field.confidence, "is_doubtful": not field.is_auto}
            yield {"name": one.name, "is_right": one.is_right, "by_hand": pen.wrote(field), **told}


def _kept(hands: Sequence[str]) -> list[fitting.Seen]:
    """The fields of those hands' pictures; of a paper that was read twice, what was seen last."""
    rows = [row for row in _latest() if row["hand"] in hands and fields.is_picture(row)]
    return [_one(seen) for row in rows for seen in row["seen"]]


def _latest() -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in KEPT.read_text("utf-8").splitlines()]
    return list({(row["fields"]["type"], row["paper"]): row for row in rows}.values())


def _one(seen: Mapping[str, Any]) -> fitting.Seen:
    place = rank(seen["score"], seen["value"], is_doubtful=seen["is_doubtful"])
    return fitting.Seen(HAND if seen.get("by_hand") else kind_of(seen["name"]), place, seen["is_right"])


def _fitted(seen: Sequence[fitting.Seen]) -> str:
    counts = Counter(kind for one in seen for kind in {one.kind, family_of(one.kind)})
    return fitting.as_toml(fitting.fit(seen), counts)


def report() -> None:
    """Fields right by hand and type; then share and accuracy of auto and the calibration error, by hand and kind."""
    fields.report(_latest())
    from extractors import confidence

    known = confidence._shipped()
    for hand in (*FITTED_ON, *UNSEEN):
        seen = _kept([hand])
        _show(hand, seen, known)
        for kind in sorted({one.kind for one in seen}):
            _show(f"  {kind}", [one for one in seen if one.kind == kind], known)


def _show(title: str, seen: Sequence[fitting.Seen], known: Calibration) -> None:
    chances = [fitting.chance_of(one, known) for one in seen]
    auto = [
        one.is_right
        for one, chance in zip(seen, chances, strict=True)
        if one.rank >= 0 and chance >= known.table(one.kind).auto
    ]
    gaps: Counter[int] = Counter()
    for one, chance in zip(seen, chances, strict=True):
        gaps[min(9, int(chance * 10))] += chance - one.is_right  # type: ignore[assignment]
    error = sum(abs(gap) for gap in gaps.values()) / max(1, len(seen))
    right = sum(auto) / max(1, len(auto))
    print(
        f"{title:14s} fields {len(seen):6d}  auto {len(auto) / max(1, len(seen)):.3f}  right {right:.4f}  error {error:.4f}"
    )


if __name__ == "__main__":
    main()
