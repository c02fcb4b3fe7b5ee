"""`python -m tests.bench.fuzz --minutes N`: altered files until the time is up, and what came of them, as JSON.

Half of the time goes to the parsers in this process, half to whole decoding behind its walls. A file that made a surprise
is kept in `build/fuzz`. With `--seed` a run is made again.
"""

import argparse
import hashlib
import json
import sys
import time
from pathlib import Path
from random import Random

from extractors.limits import Limits
from extractors.walls.isolation import IsolatedReader
from tests.fuzz.runs import READS, Run, try_decoders, try_parsers

KEPT = Path("build/fuzz")


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--minutes", type=float, default=5.0)
    asked.add_argument("--seed", type=int, default=0)
    told = asked.parse_args()
    run, random, until = Run(), Random(told.seed), time.monotonic() + told.minutes * 60
    with IsolatedReader(Limits.default(), READS) as reader:
        while time.monotonic() < until:
            try_parsers(run, random, 40)
            started = time.monotonic()
            while time.monotonic() - started < 5:
                try_decoders(run, random, 20, reader)
            print(json.dumps(run.told()), file=sys.stderr)
    print(json.dumps({**run.told(), "what": _kept(run)}, ensure_ascii=False, indent=1))
    return 1 if run.surprises else 0


def _kept(run: Run) -> list[str]:
    KEPT.mkdir(parents=True, exist_ok=True)
    said = []
    for surprise in run.surprises:
        name = f"{surprise.target.replace(' ', '_')}-{hashlib.sha256(surprise.content).hexdigest()[:12]}"
        (KEPT / name).write_bytes(surprise.content)
        said.append(f"{name}: {surprise.what[-300:]}")
    return said


if __name__ == "__main__":
    sys.exit(main())
