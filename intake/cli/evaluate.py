"""`claims evaluate DIR [--json] [--diagram FILE]`: accuracy, automation and calibration on a labelled folder."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from extractors import reliability
from intake.cli import day, tables
from intake.cli.progress import note
from intake.measure import calibration, labels
from intake.measure.evaluate import Score
from intake.measure.score import Tally
from workers.bootstrap import open_reader
from workers.pipeline import read_paths


def evaluate(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder with manifest.jsonl.")],
    as_json: Annotated[bool, typer.Option("--json", help="Machine output.")] = False,
    show_misses: Annotated[bool, typer.Option("--misses", help="List what was not right.")] = False,
    diagram: Annotated[
        Path | None,
        typer.Option("--diagram", metavar="FILE", help="Draw the reliability diagram there, as a PNG."),
    ] = None,
) -> None:
    """Accuracy, automation and calibration on a labelled folder (manifest.jsonl: path, doc_type, fields)."""
    score = _measure(folder)
    if diagram is not None:
        _draw(score, diagram)
    if as_json:
        print(json.dumps(_data(score), ensure_ascii=False))
        return
    tables.show_score(_rows(score))
    tables.show_rows("What OCR read: is its confidence right?", _calibration_rows(score))
    _show_rest(score)
    if show_misses:
        for miss in score.misses:
            print(f"{miss.path}: {miss.type}.{miss.field}: label {miss.label!r}, read {miss.read!r}")


def _measure(folder: Path) -> Score:
    score = Score()
    rows = labels.load(folder)
    present = [row for row in rows if row.is_included and (folder / row.path).is_file()]
    score.absent = [row.path for row in rows if row not in present]
    with open_reader() as reader:
        readings = read_paths([folder / row.path for row in present], reader, today=day.today())
        for number, (row, reading) in enumerate(zip(present, readings, strict=True), start=1):
            note(f"[{number}/{len(present)}] {row.path}  {reading.seconds:.2f} s")
            score.add(row, reading)
    return score


def _draw(score: Score, path: Path) -> None:
    found, bins = calibration.in_all(score.total.seen)
    shown = f"{found.fields} fields that OCR read, calibration error {found.error:.3f}"
    path.write_bytes(reliability.draw(bins, shown))


def _calibration_rows(score: Score) -> list[dict[str, object]]:
    """One row a kind of field, and one for all."""
    kinds = {**calibration.by_kind(score.total.seen), "all": calibration.in_all(score.total.seen)[0]}
    return [
        {
            "kind": kind,
            "fields": one.fields,
            "auto share": f"{one.auto_share:.3f}",
            "auto right": f"{one.auto_accuracy:.4f}",
            "calibration error": f"{one.error:.3f}",
        }
        for kind, one in kinds.items()
    ]


def _rows(score: Score) -> list[list[str]]:
    rows = [
        _row(type, score.types_seen[type], score.types_right[type], score.tallies[type])
        for type in sorted(score.types_seen)
    ]
    seen, right = sum(score.types_seen.values()), sum(score.types_right.values())
    return [*rows, _row("all", seen, right, score.total)]


def _row(type: str, seen: int, right: int, tally: Tally) -> list[str]:
    if not tally.labelled:
        return [type, str(seen), str(right), "–", *[""] * 5]
    figures = (tally.precision, tally.recall, tally.f1, tally.auto_share, tally.auto_accuracy)
    return [type, str(seen), str(right), str(tally.labelled), *(f"{figure:.3f}" for figure in figures)]


def _show_rest(score: Score) -> None:
    if score.hostile:
        slowest = max(seconds for _, seconds in score.hostile)
        outcomes = sorted({outcome for outcome, _ in score.hostile})
        print(f"Hostile files answered: {len(score.hostile)} ({', '.join(outcomes)}), slowest {slowest:.1f} s.")
    if score.unread:
        listed = ", ".join(f"{type} {count}" for type, count in sorted(score.unread.items()))
        print(f"Recognised only, their fields are not read yet and not counted: {listed}.")
    if score.absent:
        print(f"Labels without a file here, not measured: {len(score.absent)} ({', '.join(score.absent)}).")
    print(f"Read {score.pages} pages in {score.seconds:.1f} s.")


def _data(score: Score) -> dict[str, Any]:
    return {
        "types": {type: _figures(tally) for type, tally in sorted(score.tallies.items())},
        "all": _figures(score.total),
        "calibration": _calibration_data(score),
        "type_accuracy": round(score.type_accuracy, 4),
        "papers": sum(score.types_seen.values()),
        "hostile": [{"outcome": outcome, "seconds": seconds} for outcome, seconds in score.hostile],
        "absent": score.absent,
        "unread": dict(score.unread),
        "pages": score.pages,
        "seconds": round(score.seconds, 3),
    }


def _calibration_data(score: Score) -> dict[str, Any]:
    """Of the fields that OCR read: in all, the bins of the diagram, and by kind."""
    found, bins = calibration.in_all(score.total.seen)
    return {
        **asdict(found),
        "bins": [one._asdict() for one in bins],
        "kinds": {kind: asdict(one) for kind, one in calibration.by_kind(score.total.seen).items()},
    }


def _figures(tally: Tally) -> dict[str, float | int]:
    return {
        "labelled": tally.labelled,
        "right": tally.right,
        "wrong": tally.wrong,
        "missed": tally.missed,
        "invented": tally.invented,
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
        "f1": round(tally.f1, 4),
        "auto_share": round(tally.auto_share, 4),
        "auto_accuracy": round(tally.auto_accuracy, 4),
    }
