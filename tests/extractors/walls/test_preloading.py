"""What a decoder needs is loaded before it is born: afterwards nothing is opened but fonts and tables of characters."""

import base64
import json
import subprocess
import sys
from random import Random

import pytest

from extractors.limits import Limits
from extractors.walls.preloading import samples
from tests.specimens import en16931
from tests.specimens.hostile import HOSTILE
from tests.specimens.inv_outpatient import LAYOUTS
from tests.specimens.picture_formats import EXACT, GREY, LOSSY, TWO_TONES
from tests.specimens.tax_invoice import LAYOUTS as INVOICES
from tests.tree import ROOT

_WATCHED = """
import sys, json, contextlib
sys.path.insert(0, sys.argv[1])
from extractors.limits import Limits
from extractors.walls import preloading
from extractors.formats.decode import decode
from extractors.formats.page_picture import page_picture
from extractors.walls.unpacking import hand_over
from extractors.errors import RefusedFile, NoSuchPage
import base64
contents = [base64.b64decode(line) for line in sys.stdin]
limits = Limits.default()
preloading.preload(limits)
opened, modules = [], set(sys.modules)
sys.addaudithook(lambda event, told: opened.append(str(told[0])) if event == "open" else None)
for content in contents:
    for do in (lambda: list(decode(content, limits).pages), lambda: page_picture(content, page=1, longest=90, limits=limits),
               lambda: hand_over(content, limits, lambda message: None, lambda part: None)):
        with contextlib.suppress(RefusedFile, NoSuchPage):
            do()
print(json.dumps({"opened": opened, "modules": sorted(set(sys.modules) - modules), "threads": len(__import__("os").listdir("/proc/self/task"))}))
"""
_NAMES = (
    "pdf half",
    "pdf stack cut",
    "pdf locked",
    "pdf owner locked",
    "pdf active",
    "tiff loop",
    "png text bomb",
    "jpeg half",
)


@pytest.fixture(scope="module")
def watched() -> dict[str, list[str]]:
    """What was opened and loaded while one file of each kind was decoded, drawn and unpacked."""
    page = LAYOUTS["ebill"](Random(7)).pictures[0].convert("RGB").resize((600, 420))
    pictures = [way(page) for way in (EXACT | GREY | TWO_TONES | LOSSY).values()]
    invoices = [invoice.content for layout in INVOICES.values() if (invoice := layout(Random(1))).content]
    hostile = [HOSTILE[name].content() for name in _NAMES]
    contents = [*pictures, *invoices, *hostile, en16931.ubl(), en16931.cii(), en16931.factur_x()]
    result = subprocess.run(
        [sys.executable, "-I", "-c", _WATCHED, str(ROOT)],
        input="\n".join(base64.b64encode(content).decode() for content in contents),
        capture_output=True,
        text=True,
        check=True,
        env={"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
    )
    told: dict[str, list[str]] = json.loads(result.stdout.splitlines()[-1])
    return told


def test_no_file_is_opened_but_fonts_and_tables_of_characters(watched: dict[str, list[str]]) -> None:
    assert [path for path in watched["opened"] if "/fonts/" not in path and "/pdfminer/cmap/" not in path] == []


def test_no_module_is_loaded_late(watched: dict[str, list[str]]) -> None:
    assert watched["modules"] == []


def test_every_kind_has_its_sample() -> None:
    assert len({sample[:4] for sample in samples()}) > 9
    assert Limits.default().file_bytes > max(map(len, samples()))
