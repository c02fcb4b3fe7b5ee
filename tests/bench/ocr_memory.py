"""What a reader holds in memory while it reads pages of ever changing sizes, without being renewed in between.

`python -m tests.bench.ocr_memory PAGES`. Cards, bills and certificates of 0.2 to 1 megapixels, every twentieth page one of
dense print of up to 6, none of a size that came before. Writes `docs/bench/ocr-memory.json` after every fifty pages; by
hand and not with `make bench`, for it takes its time. In service a reader is renewed after `recycle_pages` besides.

>>> flatness([900, 1000, 1040, 1000, 1010])
0.035
"""

import io
import json
import random
import statistics
import sys
import time
from collections.abc import Iterator, Sequence

from PIL import Image

from extractors.limits import Limits
from extractors.walls.isolation import IsolatedReader
from tests.bench.ocr_corpus import made_pages
from tests.tree import ROOT

_TOLD = ROOT / "docs" / "bench" / "ocr-memory.json"
_SMALL = ("fee_list-outpatient", "op_record", "diagnosis_cert", "bank_card", "id_card")
_EVERY, _STEP = 20, 50
_NEVER = 1_000_000
_CLOCKS, _PATIENT = ("open_seconds", "decode_seconds", "read_seconds", "start_seconds"), 600


def main(count: int) -> None:
    limits = Limits.default().with_values(recycle_pages=_NEVER, **dict.fromkeys(_CLOCKS, _PATIENT))
    held: list[float] = []
    began = time.monotonic()
    with IsolatedReader(limits) as reader:
        for number, content in enumerate(_pages(count), 1):
            reading = reader.read(content, name="page.png", file_number=number)
            assert reading.status == "read", reading.reason
            held.append(reader.peak_bytes / 2**20)
            if number % _STEP == 0:
                _TOLD.write_text(json.dumps(_figures(held, time.monotonic() - began), indent=1) + "\n", "utf-8")
                print(number, round(held[-1]), file=sys.stderr, flush=True)


def flatness(medians: Sequence[float]) -> float:
    """How far any step but the first, in which every cache fills, lies from the middle of them."""
    settled = medians[1:]
    middle = statistics.median(settled)
    return round(max(abs(one - middle) for one in settled) / middle, 3) if middle else 0.0


def _figures(held: Sequence[float], seconds: float) -> dict[str, object]:
    """Megabytes; each page counts with the most that its reader held over it."""
    steps = [held[start : start + _STEP] for start in range(0, len(held), _STEP)]
    medians = [round(statistics.median(step)) for step in steps]
    return {
        "pages": len(held),
        "seconds": round(seconds),
        "peak_mb": round(max(held)),
        "median_mb_per_fifty": medians,
        "most_mb_per_fifty": [round(max(step)) for step in steps],
        "off_the_middle_after_the_first_fifty": flatness(medians) if len(medians) > 1 else None,
    }


def _pages(count: int) -> Iterator[bytes]:
    rng = random.Random(1)
    made = [page.picture for page in made_pages() if page.name.startswith(_SMALL)]
    dense = next(made_pages()).picture
    for number in range(count):
        is_dense = number % _EVERY == _EVERY - 1
        picture = dense if is_dense else rng.choice(made)
        most = 6_000_000 if is_dense else 1_000_000
        scale = (rng.uniform(0.2, 1) * most / (picture.width * picture.height)) ** 0.5
        size = (round(picture.width * scale), round(picture.height * scale))
        buffer = io.BytesIO()
        picture.convert("RGB").resize(size, Image.Resampling.BILINEAR).save(buffer, "PNG", compress_level=1)
        yield buffer.getvalue()


if __name__ == "__main__":
    main(int(sys.argv[1]))
