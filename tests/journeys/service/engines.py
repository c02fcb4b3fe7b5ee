"""The stand-in engine: it says what the true one read on the made-up papers, and waits over those that are to be held.

It runs in the isolated child, behind all its walls, so the one place where test and engine meet is the child's scratch
folder: the engine writes `held` there and waits for `go`, which says `read` or `die`.
"""

import os
import signal
import time
from pathlib import Path

from extractors.ocr import OcrResult
from extractors.page import Pixels
from tests.journeys.service.marks import number_on
from tests.recorded import recorded_results

HELD = 128
NAMES = (
    "claim-4/id_card.both_in_one.130215",
    "claim-4/bank_card.flat.130215",
    "claim-4/inv_outpatient.ebill.130215",
    "claim-4/op_record.plain.130215",
    "claim-4/fee_list.outpatient.130215",
)
"""The recordings of the claim's papers, by the number in their stripe."""
_NOTHING = OcrResult((), 0)


class Replays:
    """A page with a stripe begins a paper; what is asked without one is a part of the paper before."""

    name = "replays"
    version = "1"

    def __init__(self, threads: int) -> None:
        self._left: list[OcrResult] = []

    def read(self, pixels: Pixels) -> OcrResult:
        number = number_on(pixels)
        if number is not None:
            if number & HELD:
                _wait_for_the_test(Path(os.environ["TMPDIR"]))
            self._left = [result for result, _ in recorded_results(NAMES[number & ~HELD])]
        return self._left.pop(0) if self._left else _NOTHING


def _wait_for_the_test(scratch: Path) -> None:
    held, go = scratch / "held", scratch / "go"
    held.touch()
    while not go.exists():
        time.sleep(0.02)
    word = go.read_text()
    go.unlink()
    held.unlink()
    if word == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    (scratch / "read").touch()
