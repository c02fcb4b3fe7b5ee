"""The locked versions of what decodes customers' files are at or above the releases that mended known holes.

Sources: the advisories of each project; the floors are the first releases without the hole, or the ones that we know.
"""

import importlib.metadata
import re

import pytest
from packaging.version import Version

from intake.health.reading import locked_versions
from tests.tree import ROOT, python_files

LOCKED = locked_versions((ROOT / "requirements.txt").read_text(encoding="utf-8"))
FLOORS = {
    "pillow": "13.0.0",  # JPEG overflow GHSA-5x8w-8jj5-q52h, TIFF reads out of bounds, bomb check passed by seek()
    "pdfminer-six": "20251107",  # CVE-2025-64512: a PDF names a CMap, a pickle is loaded
    "pi-heif": "1.4.0",  # what it brings is tried below
    "defusedxml": "0.7.1",
    "python-multipart": "0.0.18",  # CVE-2024-53981
    "jinja2": "3.1.6",  # CVE-2025-27516
    "cryptography": "44.0.1",  # CVE-2024-12797
    "starlette": "0.49.1",  # CVE-2025-62727
}
NOT_WANTED = ("pillow-heif", "pypdf", "pymupdf", "wand", "tika", "ghostscript", "magika", "puremagic")


@pytest.mark.parametrize(("package", "floor"), FLOORS.items())
def test_a_locked_version_is_at_or_above_its_floor(package: str, floor: str) -> None:
    assert Version(LOCKED[package]) >= Version(floor)


@pytest.mark.parametrize("package", FLOORS)
def test_what_is_installed_is_what_is_locked(package: str) -> None:
    assert importlib.metadata.version(package) == LOCKED[package]


def test_what_has_a_bad_record_is_not_there() -> None:
    assert set(NOT_WANTED) & set(LOCKED) == set()


def test_the_heic_decoder_brings_mended_libraries() -> None:
    import pi_heif  # type: ignore[import-untyped]

    told = pi_heif.libheif_info()
    (inner,) = re.findall(r"version (\S+)", told["decoders"]["libde265"])
    assert Version(told["libheif"]) >= Version("1.22.0")  # CVE-2026-32741
    assert Version(inner) >= Version("1.0.17")  # CVE-2026-33165


def test_pillow_opens_by_an_allow_list_only() -> None:
    """Never PDF, EPS, PSD, FITS or WMF, whatever the bytes say."""
    openers = [
        (path.name, line)
        for path in python_files("extractors/formats")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"\bImage\.open\(", line) and not line.startswith(">>>")
    ]
    assert openers and all("formats=" in line for _, line in openers)


def test_no_pickle_is_ever_read() -> None:
    """Neither from a child nor from a file."""
    readers = [
        path.name
        for path in python_files("extractors", "workers", "storage", "validators", "intake")
        if re.search(
            r"^\s*(import|from) (pickle|marshal|shelve|dill)\b", path.read_text(encoding="utf-8"), re.MULTILINE
        )
    ]
    assert readers == []
