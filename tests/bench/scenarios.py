"""Every scenario of the lists from made papers, with the true engine: who is asked for what he need not, or not asked.

`python -m tests.bench.scenarios` draws the papers, reads them in full and judges them; `--photos` takes a phone's
pictures of them first, `--only G` takes the scenarios whose names begin so. Exits 1 if any scenario came to something
else than it must.
"""

import argparse
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from random import Random

from extractors.ocr import OcrEngine
from extractors.ocr.paddle import PaddleEngine
from storage.model.checklist import Assessment, ItemState
from storage.model.reading import Reading
from tests.in_process import read_bytes
from tests.journeys.scenarios import Desk, is_drawable
from tests.recorded import contents
from tests.specimens.camera import as_phone_photo
from tests.specimens.sheet import Specimen
from tests.validators.scenarios.reading import Scenario, scenarios


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.scenarios", description=__doc__)
    parser.add_argument("--photos", action="store_true", help="as a phone takes them")
    parser.add_argument("--only", default="", help="scenarios whose names begin so")
    given = parser.parse_args()
    chosen = [one for one in scenarios() if one.name.startswith(given.only)]
    drawable = [one for one in chosen if is_drawable(one)]
    desk = Desk(Reader(PaddleEngine(), is_photo=given.photos))
    wrong = sum(_is_wrong(scenario, desk) for scenario in drawable)
    left = len(chosen) - len(drawable)
    print(
        f"{len(drawable) - wrong} of {len(drawable)} scenarios right; {left} hang on papers that cannot be drawn"
    )
    print("items in review: {} of {}".format(*in_review(desk.assessments)))
    return 1 if wrong else 0


def in_review(assessments: Iterable[Assessment]) -> tuple[int, int]:
    """How many items are with a person, of how many that apply."""
    states = [item.state for one in assessments for item in one.items]
    idle = (ItemState.NOT_APPLICABLE, ItemState.WAIVED)
    return states.count(ItemState.IN_REVIEW), sum(state not in idle for state in states)


class Reader:
    """Reads a specimen with the true engine, plain or as a phone's picture."""

    def __init__(self, engine: OcrEngine, *, is_photo: bool) -> None:
        self._engine = engine
        self._is_photo = is_photo

    def __call__(self, specimen: Specimen) -> list[Reading]:
        if self._is_photo:
            rng = Random(specimen.name)
            specimen = replace(specimen, pictures=tuple(as_phone_photo(rng, one) for one in specimen.pictures))
        return [
            read_bytes(content, name=f"{specimen.name}.png", file_number=1, engine=lambda: self._engine)
            for content in contents(specimen)
        ]


def _is_wrong(scenario: Scenario, desk: Desk) -> bool:
    started = time.monotonic()
    faults = desk.faults(scenario)
    print(
        f"{'wrong' if faults else 'right'}  {scenario.name}  ({time.monotonic() - started:.1f} s)", flush=True
    )
    for fault in faults:
        print(f"       {fault}", flush=True)
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
