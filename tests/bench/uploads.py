"""Uploads against a running service, and the same disk without one.

>>> spread([0.004, 0.002, 0.003])
{'p50_ms': 3.0, 'p99_ms': 4.0}
"""

import os
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx

from tests.journeys.service.customers import Customer
from tests.journeys.service.serving import Serving

SIZE = 300_000
_RAW = 200


def raw_disk(folder: Path) -> dict[str, float]:
    """What the disk does by itself: 300 kB written, synced and renamed, one after the other."""
    seconds = []
    for number in range(_RAW):
        content, began = os.urandom(SIZE), time.monotonic()
        draft = folder / f"draft-{number}"
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(folder / f"raw-{number}")
        seconds.append(time.monotonic() - began)
    for number in range(_RAW):
        (folder / f"raw-{number}").unlink()
    return {"per_second": round(_RAW / sum(seconds), 1), **spread(seconds)}


def uploads(serving: Serving, count: int, at_once: int) -> dict[str, float]:
    """So many uploads of one file each, from so many senders, each for a claim of its own; answered with 202."""
    customers = [Customer(serving) for _ in range(at_once)]
    ready = threading.Barrier(at_once + 1)

    def send(customer: Customer) -> list[float]:
        with httpx.Client(base_url=serving.url, headers=_headers(customer), trust_env=False) as door:
            door.get(f"/v1/claims/{customer.claim_id}/checklist")
            contents = [os.urandom(SIZE) for _ in range(count // at_once)]
            ready.wait()
            return [_sent(door, customer, content) for content in contents]

    with ThreadPoolExecutor(at_once) as threads:
        sending = [threads.submit(send, customer) for customer in customers]
        ready.wait()
        began = time.monotonic()
        seconds = [one for done in sending for one in done.result()]
        whole = time.monotonic() - began
    return {"per_second": round(len(seconds) / whole, 1), **spread(seconds)}


def spread(seconds: Sequence[float]) -> dict[str, float]:
    """The middle, and what all but one in a hundred stay below, in milliseconds."""
    ranked = sorted(seconds)
    return {
        "p50_ms": _milliseconds(ranked[len(ranked) // 2]),
        "p99_ms": _milliseconds(ranked[min(len(ranked) - 1, len(ranked) * 99 // 100)]),
    }


def _sent(door: httpx.Client, customer: Customer, content: bytes) -> float:
    began = time.monotonic()
    answer = door.post(f"/v1/claims/{customer.claim_id}/submissions", content=content)
    assert answer.status_code == 202, answer.text
    return time.monotonic() - began


def _headers(customer: Customer) -> dict[str, Any]:
    return {**customer.door.headers, "Content-Type": "application/octet-stream", "X-File-Name": "paper.bin"}


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 1)
