"""Draws made-up papers: `python -m tests.specimens claim FOLDER` or `… draw FOLDER`.

`claim` draws the claim that ships with the project (its fee list is missing),
with `facts.yaml` beside `papers/`. `draw` makes a labelled folder for `claims evaluate`.
"""

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from storage.model.document_type import DocumentType
from tests.specimens.camera import as_phone_photo
from tests.specimens.claims import adult_outpatient
from tests.specimens.papers import by_hand, further, held_back, layouts, others, strangers
from tests.specimens.sheet import Specimen

CLAIM_SEED = 20260410
MAKERS = {
    "us": layouts,
    "further": further,
    "others": others,
    "by-hand": by_hand,
    "held-back": held_back,
    "strangers": strangers,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.specimens", description=__doc__)
    commands = parser.add_subparsers(required=True)
    claim = commands.add_parser("claim", help="the claim that ships with the project")
    claim.add_argument("folder", type=Path)
    claim.add_argument("--complete", action="store_true", help="with its fee list")
    claim.set_defaults(run=lambda given: draw_claim(given.folder, is_complete=given.complete))
    draw = commands.add_parser("draw", help="a labelled folder of made-up papers")
    draw.add_argument("folder", type=Path)
    draw.add_argument("--per-layout", type=int, default=3)
    draw.add_argument("--seed", type=int, default=1000)
    draw.add_argument("--made-by", choices=sorted(MAKERS), default="us", help="whose layouts")
    draw.add_argument("--types", nargs="*", default=[], help="only these document types")
    draw.set_defaults(run=draw_folder)
    given = parser.parse_args()
    given.run(given)


def draw_claim(folder: Path, *, is_complete: bool = False) -> None:
    """An adult's outpatient claim, from which the fee list is missing unless `is_complete`."""
    claim = adult_outpatient(CLAIM_SEED)
    claim = claim if is_complete else claim.without(DocumentType.FEE_LIST)
    papers = folder / "papers"
    papers.mkdir(parents=True, exist_ok=True)
    rng = random.Random(CLAIM_SEED)
    for number, paper in enumerate(claim.papers, start=1):
        _write(paper, papers, f"{number}-{paper.type.value}", rng)
    lines = [f"{key}: {json.dumps(str(value), ensure_ascii=False)}" for key, value in _texts(claim.facts)]
    flags = [f"{key}: {str(value).lower()}" for key, value in claim.facts.items() if isinstance(value, bool)]
    (folder / "facts.yaml").write_text("\n".join([*lines, *flags]) + "\n", "utf-8")


def draw_folder(given: argparse.Namespace) -> None:
    """Each layout `--per-layout` times: plain, then as phone photos."""
    given.folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for number, (specimen, seed) in enumerate(_specimens(given)):
        rng = random.Random(seed) if seed % given.per_layout else None
        for path in _write(specimen, given.folder, f"{number:04d}", rng):
            rows.append({"path": path, "doc_type": specimen.type.value, "fields": dict(specimen.fields)})
            break
    text = "\n".join(json.dumps(row, ensure_ascii=False, default=str) for row in rows)
    (given.folder / "manifest.jsonl").write_text(text + "\n", "utf-8")


def _specimens(given: argparse.Namespace) -> Iterator[tuple[Specimen, int]]:
    chosen = MAKERS[given.made_by]()
    for type, makers in chosen.items():
        if given.types and type.value not in given.types:
            continue
        for make in makers.values():
            for seed in range(given.seed, given.seed + given.per_layout):
                yield make(random.Random(seed)), seed


def _write(specimen: Specimen, folder: Path, stem: str, rng: random.Random | None) -> list[str]:
    """Writes a specimen's file; several pages become one PDF without a text layer. `rng`: as phone photos."""
    if specimen.content:
        path = folder / f"{stem}{specimen.suffix}"
        path.write_bytes(specimen.content)
        return [path.name]
    pictures = [as_phone_photo(rng, one) if rng else one for one in specimen.pictures]
    path = folder / f"{stem}.{'pdf' if len(pictures) > 1 else 'jpg' if rng else 'png'}"
    if len(pictures) > 1:
        pictures[0].save(path, save_all=True, append_images=pictures[1:], resolution=150)
    else:
        pictures[0].save(path, quality=90)
    return [path.name]


def _texts(facts: Any) -> list[tuple[str, Any]]:
    return [(key, value) for key, value in facts.items() if not isinstance(value, bool)]


if __name__ == "__main__":
    main()
