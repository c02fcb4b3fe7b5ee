"""How long one assessment takes: a claim of 30 papers, many times; `python -m tests.bench.assess [PAPERS]`.

What counts is the 95th percentile by the wall on a quiet machine, target 20 ms; on a busy one the processor's time tells
more. Between runs only that is remembered which a worker remembers too: lists, words, converted characters.
"""

import datetime as dt
import statistics
import sys
import time
from collections.abc import Callable, Sequence

from storage.model.claim import ClaimType
from storage.model.document import Document
from storage.model.reading import Reading
from tests.validators.builders import (
    a_reading,
    bank_card,
    bill,
    both_faces,
    discharge,
    fee_list,
    record,
    stay_bill,
    stay_list,
)
from validators.assess import assess
from validators.facts.load import facts_from

RUNS = 200
TYPES = (ClaimType.INPATIENT_MEDICAL, ClaimType.OUTPATIENT_MEDICAL)
TODAY = dt.date(2026, 4, 10)


def claim_of(count: int) -> list[Reading]:
    """Papers of one stay and of many visits."""
    papers: list[Document] = [both_faces(), bank_card(), discharge(), stay_bill(), stay_list()]
    day = dt.date(2025, 6, 1)
    while len(papers) < count:
        on = (day + dt.timedelta(days=9 * len(papers))).isoformat()
        number = f"00{len(papers):08d}"
        papers += [bill(number=number, day=on), record(day=on), fee_list(period_from=on)]
    return [a_reading(number, paper) for number, paper in enumerate(papers[:count], 1)]


def times(count: int, clock: Callable[[], float], runs: int = RUNS) -> Sequence[float]:
    """Seconds of each run, the shortest first; the first one, which loads the lists, is left out."""
    readings, facts = claim_of(count), facts_from({"event.cause": "disease"})
    taken: list[float] = []
    for _ in range(runs + 1):
        started = clock()
        assess(readings, claim_types=TYPES, facts=facts, today=TODAY)
        taken.append(clock() - started)
    return sorted(taken[1:])


def main() -> None:
    for count in [int(text) for text in sys.argv[1:]] or [30]:
        for name, clock in (("by the wall", time.perf_counter), ("of the processor", time.process_time)):
            taken = times(count, clock)
            p95, p99 = (taken[int(len(taken) * share)] * 1000 for share in (0.95, 0.99))
            median = statistics.median(taken) * 1000
            print(f"{count} papers {name}: median {median:.1f} ms, p95 {p95:.1f} ms, p99 {p99:.1f} ms")


if __name__ == "__main__":
    main()
