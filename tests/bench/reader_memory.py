"""`python -m tests.bench.reader_memory --files N`: what the reader and the nursery hold over many files of changing kinds.

The engine is a stand-in: what the true one holds is measured by the bench of OCR. One line of JSON: resident memory of
both after a tenth of the files and at the end, the highest of any decoder, and the growth in between as a share.
"""

import argparse
import json
import os
from itertools import cycle, islice

from extractors.limits import Limits
from extractors.walls.isolation import IsolatedReader
from extractors.walls.watching import resident_bytes
from tests.fuzz.runs import READS
from tests.fuzz.targets import holders, packages, pdfs, pictures, xmls
from tests.journeys.service.processes import children_of, command_of
from tests.specimens.hostile import picture

_PARTS = {"nursery": b"extractors.walls.nursery", "reader": b"extractors.walls.child"}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--files", type=int, default=1_000)
    count = asked.parse_args().files
    large = (picture(size=(2400, 1800)), picture("PNG", (1000, 1600)))
    kinds = (*large, *pictures(), *pdfs(), *packages(), *xmls(), *holders())
    peak, early = 0, {}
    with IsolatedReader(Limits.default().with_values(recycle_pages=10**9), READS) as reader:
        for number, content in enumerate(islice(cycle(kinds), count), start=1):
            reader.read(content, name="paper", file_number=number)
            peak = max(peak, reader.peak_bytes)
            if number == max(len(kinds), count // 10):
                early = _held()
        late = _held()
    growth = {part: round(late[part] / early.get(part, late[part]) - 1, 4) for part in late}
    told = {part: {"early_mb": early.get(part, 0) >> 20, "late_mb": held >> 20} for part, held in late.items()}
    print(json.dumps({"files": count, "highest_mb": peak >> 20, "growth": growth, **told}))


def _held() -> dict[str, int]:
    """Resident bytes of the two processes that live long."""
    return {
        part: resident_bytes(pid)
        for pid in children_of(os.getpid())
        for part, word in _PARTS.items()
        if word in command_of(pid)
    }


if __name__ == "__main__":
    main()
