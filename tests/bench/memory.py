"""What the processes of a service hold in memory, by part.

>>> import os
>>> held(os.getpid())["rss_mb"] > 5
True
"""

from pathlib import Path

from tests.journeys.service.processes import readers_of
from tests.journeys.service.serving import Serving

Held = dict[str, float]


def parts(serving: Serving) -> dict[str, Held]:
    """Every process by the name of its part; PSS counts what several share by its share."""
    workers = sorted(serving.parts("worker"))
    pids = {"supervisor": serving.process.pid, "api": serving.part("api"), "valkey": serving.part("valkey")}
    for number, worker in enumerate(workers, start=1):
        pids[f"worker {number}"] = worker
        pids |= {f"reader {number}": reader for reader in readers_of(worker)}
    return {name: held(pid) for name, pid in pids.items()}


def held(pid: int) -> Held:
    """RSS and PSS in megabytes, as the kernel counts them."""
    told = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    kilobytes = {line.split(":")[0]: int(line.split()[1]) for line in told if line.endswith("kB")}
    return {"rss_mb": round(kilobytes["Rss"] / 1024, 1), "pss_mb": round(kilobytes["Pss"] / 1024, 1)}
