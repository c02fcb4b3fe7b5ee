"""`python -m tests.bench.hostile [FOLDER]`: every hostile file that we make, and those of a folder, through the true reader.

For each: the answer, seconds, peak memory of decoder and reader, and whether it ran more than a second past its deadline.
After every tenth file a plain good one must be read. The table goes to standard output as Markdown; of a given folder only
counts are told, since its names are not ours. With `--engine` another engine than the true one, which costs far less time.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.errors import EngineUnavailable
from extractors.limits import Limits
from extractors.walls.isolation import PADDLE, IsolatedReader
from tests.specimens.hostile import HOSTILE, picture
from tests.specimens.hostile_archives import HOSTILE_ZIPS
from tests.specimens.hostile_mails import HOSTILE_MAILS

LIMITS = Limits.default()
DEADLINE = LIMITS.open_seconds * 1.4
"""For a file that is never read: what the last word comes after, whatever the machine does."""
HOLDERS_DEADLINE = LIMITS.unpack_seconds * 3
MADE = HOSTILE | HOSTILE_ZIPS | HOSTILE_MAILS
_ROUND = 10


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one file."""

    name: str
    answer: str
    seconds: float
    peak_mb: int

    @property
    def is_late(self) -> bool:
        """A refusal that came more than a second past its deadline."""
        is_holder = self.name in HOSTILE_ZIPS or self.name in HOSTILE_MAILS
        deadline = HOLDERS_DEADLINE if is_holder else DEADLINE
        return self.answer not in ("read", "partial") and self.seconds > deadline + 1


def rows(files: Iterator[tuple[str, bytes]], reader: IsolatedReader) -> Iterator[Row]:
    """In their order, with a row `a plain good file` after every tenth."""
    for number, (name, content) in enumerate(files, start=1):
        yield _row(name, content, reader)
        if number % _ROUND == 0:
            yield _row("a plain good file", picture(), reader)


def _row(name: str, content: bytes, reader: IsolatedReader) -> Row:
    started = time.monotonic()
    try:
        reading = reader.read(content, name=name, file_number=1)
        answer = reading.reason.code if reading.status == "refused" and reading.reason else reading.status.value
    except EngineUnavailable as error:
        answer = error.code
    return Row(name, answer, time.monotonic() - started, reader.peak_bytes >> 20)


def _made() -> Iterator[tuple[str, bytes]]:
    return ((name, one.content()) for name, one in MADE.items())


def _given(folder: Path) -> Iterator[tuple[str, bytes]]:
    return ((path.name, path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file())


def _is_right(row: Row) -> bool:
    return row.answer in MADE[row.name].answers if row.name in MADE else row.answer == "read"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", nargs="?", type=Path)
    asked.add_argument("--engine", default=PADDLE)
    asked.add_argument("--names", action="store_true", help="tell the names of the folder's files too")
    told = asked.parse_args()
    with IsolatedReader(LIMITS, told.engine) as reader:
        reader.warm()
        reader.read(picture(), name="first", file_number=1)
        made = list(rows(_made(), reader))
        given = list(rows(_given(told.folder), reader)) if told.folder else []
    print("| file | answer | seconds | peak MB | as agreed |\n|---|---|---|---|---|")
    for row in made + (given if told.names else []):
        agreed = "yes" if _is_right(row) else "no" if row.name in MADE else "-"
        print(f"| {row.name} | {row.answer} | {row.seconds:.2f} | {row.peak_mb} | {agreed} |")
    for what, some in (("made", made), ("given", given)):
        print(f"\n{what}: {_summary(some)}")
    bad = [row for row in made if not _is_right(row)] + [row for row in made + given if row.is_late]
    return 1 if bad else 0


def _summary(some: list[Row]) -> str:
    files = [row for row in some if row.name != "a plain good file"]
    good = [row for row in some if row.name == "a plain good file"]
    answers = ", ".join(
        f"{answer} {count}" for answer, count in Counter(row.answer for row in files).most_common()
    )
    return (
        f"{len(files)} files ({answers}); slowest {max((row.seconds for row in files), default=0):.1f} s, "
        f"highest peak {max((row.peak_mb for row in files), default=0)} MB, "
        f"{sum(row.is_late for row in files)} more than 1 s past the deadline; "
        f"good files between: {sum(row.answer == 'read' for row in good)} of {len(good)} read"
    )


if __name__ == "__main__":
    sys.exit(main())
