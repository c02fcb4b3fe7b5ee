"""`python -m tests.bench.service`: figures of the whole service, in one run: uploads beside the bare disk, the way from the
last byte to the message, recovery from a killed worker, memory.

A service of its own, in `build/`, so on the disk of the checkout. Uploads, recovery: with the stand-in engine, so that
reading takes nothing from them; the message and memory: with the true one. JSON on stdout, a table on stderr.
"""

import contextlib
import json
import os
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from extractors.walls.isolation import PADDLE
from storage.model.document_type import DocumentType
from tests.bench import memory
from tests.bench.uploads import raw_disk, uploads
from tests.journeys.service.customers import Customer
from tests.journeys.service.papers import Paper, all_but_the_fee_list, one_paper, papers
from tests.journeys.service.processes import kill, until
from tests.journeys.service.rival import nobody_writes
from tests.journeys.service.serving import Serving, go_on, serving
from tests.tree import ROOT

_PAPERS, _MOST_FILES = 200, 50
_TRIALS = 5
Figures = dict[str, Any]


def main() -> None:
    (ROOT / "build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=ROOT / "build") as name:
        folder = Path(name)
        figures: Figures = {"cores": os.cpu_count(), "load_before": _load()}
        _say("The door and the disk")
        with _started(folder / "a") as one:
            figures |= _recovery(one) | _door(one)
        _say("The message and the memory")
        with _started(folder / "b", ENGINE=PADDLE) as one:
            figures |= _true_engine(one)
        figures["load_after"] = _load()
    print(table(figures), file=sys.stderr)
    print(json.dumps(figures))


def table(figures: Figures) -> str:
    """For people.

    >>> print(table({"cores": 2, "memory_at_rest": {"api": {"rss_mb": 91.5, "pss_mb": 60.0}}}))
    cores                                         2
    memory at rest: api                           rss mb 91.5, pss mb 60.0
    """
    return "\n".join(f"{name:<45} {value}" for name, value in _rows(figures))


def _rows(figures: Figures) -> list[tuple[str, str]]:
    rows = []
    for name, value in figures.items():
        plain = name.replace("_", " ")
        if isinstance(value, dict) and all(isinstance(one, dict) for one in value.values()):
            rows += [(f"{plain}: {part}", _listed(one)) for part, one in value.items()]
        else:
            rows.append((plain, _listed(value) if isinstance(value, dict) else str(value)))
    return rows


def _listed(values: Figures) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in values.items())


def _started(folder: Path, **more: str) -> Any:
    folder.mkdir()
    return serving(folder, **more)


def _door(one: Serving) -> Figures:
    """While the workers stand still, and while they read what comes; the disk alone in between, for its rate moves."""
    one.until_sound()
    rates, found = [raw_disk(one.data)], dict[str, Any]()
    for what, workers in (("alone", one.parts("worker")), ("while_reading", [])):
        for at_once, count in ((1, 150), (8, 400)):
            with _standing_still(one, workers):
                found[f"{at_once}_at_once_{what}"] = uploads(one, count, at_once)
            rates.append(raw_disk(one.data))
    return {"disk": {str(number): rate for number, rate in enumerate(rates, start=1)}, "uploads": found}


@contextlib.contextmanager
def _standing_still(one: Serving, pids: Sequence[int]) -> Iterator[None]:
    """None of them in the middle of a transaction."""
    with nobody_writes(one):
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


def _recovery(one: Serving) -> Figures:
    """Seconds from SIGKILL of the worker that reads a paper to the message: of that paper alone, and of a claim of five."""
    alone, waiting = [], []
    for _ in range(_TRIALS):
        alone.append(_recovered(one, []))
        waiting.append(_recovered(one, all_but_the_fee_list()))
    return {
        "recovery_of_one_paper_seconds": {"median": statistics.median(alone), "most": max(alone)},
        "recovery_of_five_papers_seconds": {"median": statistics.median(waiting), "most": max(waiting)},
    }


def _recovered(one: Serving, others: list[Paper]) -> float:
    one.until_sound()
    customer = Customer(one)
    [held] = customer.submit(one_paper(held=True))
    before = set(one.held()) | {one.holding()[0]}
    if others:
        customer.submit(*others)
    customer.finish()
    kill(one.worker_over(held))
    began = time.monotonic()
    until(lambda: set(one.held()) - before, what="another reader")
    go_on(one.holding()[1])
    customer.until_sent()
    return round(time.monotonic() - began, 2)


def _true_engine(one: Serving) -> Figures:
    one.until_sound()
    at_rest = memory.parts(one)
    found = {"last_byte_to_message_seconds": _to_the_message(one)}
    began = time.monotonic()
    _read_many(one)
    found["seconds_for_200_small_papers"] = round(time.monotonic() - began, 1)
    return {**found, "memory_at_rest": at_rest, "memory_after_200_papers": memory.parts(one)}


def _to_the_message(one: Serving) -> Figures:
    """Of a complete claim: five papers in one submission, the readers warm."""
    seconds, answered = [], []
    for _ in range(_TRIALS):
        customer, began = Customer(one), time.monotonic()
        customer.submit(*papers())
        answered.append(time.monotonic() - began)
        customer.finish()
        customer.until_sent(seconds=300)
        seconds.append(time.monotonic() - began)
        assert customer.asks() == {}
    return {"median": round(statistics.median(seconds), 2), "of_it_until_the_202": round(max(answered), 3)}


def _read_many(one: Serving) -> None:
    customer, sent = Customer(one), [papers(DocumentType.BANK_CARD)[0] for _ in range(_PAPERS)]
    for first in range(0, _PAPERS, _MOST_FILES):
        customer.submit(*sent[first : first + _MOST_FILES])
    customer.finish()
    customer.until_sent(seconds=3600)


def _load() -> float:
    return round(os.getloadavg()[0], 2)


def _say(what: str) -> None:
    print(f"{what} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
