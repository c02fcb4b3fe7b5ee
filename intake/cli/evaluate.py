"""`claims evaluate DIR [--json]`: field accuracy and automation rate on a labelled folder."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from intake.cli import day, tables
from intake.cli.progress import note
from intake.measure import labels
from intake.measure.evaluate import Score
from intake.measure.score import Tally
from workers.bootstrap import open_reader
from workers.pipeline import read_paths


def evaluate(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder with manifest.jsonl.")],
    as_json: Annotated[bool, typer.Option("--json", help="Machine output.")] = False,
    show_misses: Annotated[bool, typer.Option("--misses", help="List what was not right.")] = False,
) -> None:
    """Field accuracy and automation rate on a labelled folder (manifest.jsonl: path, doc_type, fields)."""
    score = _measure(folder)
    if as_json:
        print(json.dumps(_data(score), ensure_ascii=False))
        return
    tables.show_score(_rows(score))
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
        "type_accuracy": round(score.type_accuracy, 4),
        "papers": sum(score.types_seen.values()),
        "hostile": [{"outcome": outcome, "seconds": seconds} for outcome, seconds in score.hostile],
        "absent": score.absent,
        "unread": dict(score.unread),
        "pages": score.pages,
        "seconds": round(score.seconds, 3),
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
