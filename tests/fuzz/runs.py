"""A run of altered files: how many were tried, what the answers were, and every surprise with the file that made it.

>>> run = Run()
>>> run.note("media", "read", b"", 0.1)
>>> run.told()
{'tried': 1, 'answers': {'media': {'read': 1}}, 'surprises': 0}
"""

import logging
import time
from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import dataclass
from random import Random

from extractors.errors import EngineUnavailable, NoSuchPage, ReaderLost, RefusedFile
from extractors.limits import Limits
from extractors.walls.isolation import IsolatedReader
from tests.fuzz.mutations import mutated
from tests.fuzz.targets import PARSERS, everything

SLOW_SECONDS = 5.0
READS = "tests.failures.engines:Reads"
_ANSWERED = ("took_too_long", "unsafe_content")


@dataclass(frozen=True, slots=True)
class Surprise:
    """What should not have happened, and over which file."""

    target: str
    what: str
    content: bytes


class Run:
    """The counts of one run."""

    def __init__(self) -> None:
        self.answers: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.surprises: list[Surprise] = []

    def note(
        self, target: str, answer: str, content: bytes, seconds: float, *, most: float = SLOW_SECONDS
    ) -> None:
        self.answers[target][answer] += 1
        if seconds > most:
            self.surprise(target, f"{seconds:.1f} s for {answer}", content)

    def surprise(self, target: str, what: str, content: bytes) -> None:
        self.surprises.append(Surprise(target, what, content))

    def told(self) -> dict[str, object]:
        return {
            "tried": sum(sum(counts.values()) for counts in self.answers.values()),
            "answers": {target: dict(counts.most_common()) for target, counts in self.answers.items()},
            "surprises": len(self.surprises),
        }


def try_parsers(run: Run, random: Random, each: int) -> None:
    """So many altered files for every parser, in this process."""
    for name, parser in PARSERS.items():
        seeds = parser.seeds()
        for _ in range(each):
            content = mutated(seeds, random)
            started = time.monotonic()
            try:
                answer = parser.tried(content)
            except Exception as error:  # the door: that is what is looked for
                answer = "surprise"
                run.surprise(name, f"{type(error).__name__}: {error}", content)
            run.note(name, answer, content, time.monotonic() - started)


def try_decoders(run: Run, random: Random, count: int, reader: IsolatedReader) -> None:
    """So many altered files of every kind, read and drawn behind the walls. A crash is counted, and no surprise."""
    seeds, ears = everything(), _Ears()
    logging.getLogger("extractors").addHandler(ears)
    try:
        for _ in range(count):
            content = mutated(seeds, random)
            started = time.monotonic()
            answer = _answer(reader, content)
            with suppress(RefusedFile, NoSuchPage, ReaderLost):
                reader.page_picture(content, page=1, longest=200)
            most = Limits.default().open_seconds * 1.4 * 2 + SLOW_SECONDS
            run.note("decoder", answer, content, time.monotonic() - started, most=most)
            for word in ears.taken():
                if "foresaw" in word or "may not" in word:
                    run.surprise("decoder", word, content)
                elif "died" in word:
                    run.answers["crashes of a decoder"][word.split(" after")[0]] += 1
    finally:
        logging.getLogger("extractors").removeHandler(ears)


def _answer(reader: IsolatedReader, content: bytes) -> str:
    try:
        reading = reader.read(content, name="altered", file_number=1)
    except EngineUnavailable as error:
        return error.code
    return reading.reason.code if reading.reason is not None else reading.status.value


class _Ears(logging.Handler):
    """What the parent said of its children, and what they said of themselves."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._words: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._words.append(record.getMessage())

    def taken(self) -> list[str]:
        words, self._words = self._words, []
        return words
