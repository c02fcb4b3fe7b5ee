"""`make bench`: seconds and peak memory of `claims check` on the made-up claim that ships with the project.

The command runs as its users run it, as a process of its own; peak memory is that of the largest process in
its tree. Three runs, side by side with three of `claims doctor`, which shows what mere start-up costs.
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 3


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([sys.executable, "-m", "tests.specimens", "claim", name, "--complete"], check=True)
        papers = sorted(path for path in (folder / "papers").iterdir())
        check = [
            *("check", str(folder / "papers"), "--claim-type", "outpatient_medical"),
            *("--facts", str(folder / "facts.yaml"), "--today", "2026-04-10", "--json"),
        ]
        figures = {
            "papers": len(papers),
            "doctor_seconds": _median_seconds(["doctor"]),
            "check_seconds": _median_seconds(check),
            "peak_mb": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024),
        }
    print(json.dumps(figures))


def _median_seconds(arguments: list[str]) -> float:
    claims = Path(sys.executable).with_name("claims")
    spent = []
    for _ in range(RUNS):
        started = time.monotonic()
        subprocess.run([str(claims), *arguments], check=False, capture_output=True)
        spent.append(time.monotonic() - started)
    return round(statistics.median(spent), 2)


if __name__ == "__main__":
    main()
