"""What gets installed: the locks, their licences, and a Makefile that refuses kindly."""

import importlib.metadata
import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from intake.health.reading import FONTS, locked_versions
from tests.tree import PACKAGES, ROOT

LOCKS = ("requirements.txt", "requirements-dev.txt")
RUN_TIME = locked_versions((ROOT / "requirements.txt").read_text(encoding="utf-8"))
STRONG_COPYLEFT = r"\bA?GPL|GNU (Affero )?General Public"
NOT_WANTED = (
    "paddlepaddle",
    "torch",
    "pymupdf",
    "opencv-python",
    "opencv-contrib-python",
    "opencv-python-headless",
)
TOOLS = ("sh", "make", "cat", "cut", "sha256sum", "grep", "mkdir", "printf", "touch", "sed", "rm")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_every_package_with_hashes_and_names_no_index(lock: str) -> None:
    lines = [
        line for line in (ROOT / lock).read_text(encoding="utf-8").splitlines() if line[:1] not in ("#", "")
    ]
    pins = [number for number, line in enumerate(lines) if not line.startswith(" ")]
    assert pins
    assert all(re.fullmatch(r"[a-z0-9.-]+==[\w.]+ \\", lines[number]) for number in pins)
    assert all(lines[number + 1].startswith("    --hash=sha256:") for number in pins)
    hashes = [line for line in lines if line.startswith(" ")]
    assert all(re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line) for line in hashes)


def test_the_locks_do_not_overlap() -> None:
    dev = locked_versions((ROOT / "requirements-dev.txt").read_text(encoding="utf-8"))
    assert set(dev) & set(RUN_TIME) == set()


def test_the_lock_holds_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = dict(asked.split("==") for asked in project["dependencies"] if "==" in asked)
    assert len(pinned) > 15
    assert {name: RUN_TIME.get(name.replace(".", "-")) for name in pinned} == pinned


def test_the_lock_leaves_out_a_second_opencv_and_whatever_would_shadow_our_packages() -> None:
    assert set(RUN_TIME) & {*PACKAGES, *NOT_WANTED} == set()
    assert RUN_TIME["opencv-contrib-python-headless"] == "4.10.0.84"


@pytest.mark.parametrize("name", sorted(RUN_TIME))
def test_a_run_time_package_is_installed_as_locked_and_its_licence_lets_us_ship(name: str) -> None:
    found = importlib.metadata.distribution(name)
    assert found.version == RUN_TIME[name]
    said = licence(found.metadata)
    assert said, f"{name} does not say under which licence it comes"
    assert not re.search(STRONG_COPYLEFT, said), f"{name} is under {said}"


def test_nothing_that_a_package_asks_for_is_missing_but_what_we_leave_out_on_purpose() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    left_out = set(tools["uv"]["exclude-dependencies"])
    asked = {
        canonicalize_name(asked.name)
        for name in RUN_TIME
        for asked in map(Requirement, importlib.metadata.requires(name) or [])
        if asked.marker is None or asked.marker.evaluate({"extra": "ocr-core" if name == "paddlex" else ""})
    }
    assert asked - set(RUN_TIME) == left_out


@pytest.mark.parametrize("said", ["AGPL-3.0-only", "GPL v3", "GNU General Public License v2 (GPLv2)"])
def test_a_licence_that_binds_the_whole_work_is_recognised(said: str) -> None:
    assert re.search(STRONG_COPYLEFT, said)


def test_our_own_name_is_not_one_of_the_taken_ones() -> None:
    assert importlib.metadata.metadata("claims-intake")["License-Expression"] == "Apache-2.0"


def test_the_makefile_and_the_doctor_ask_for_the_same_fonts() -> None:
    listed = re.search(r"^FONTS := (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert listed and set(listed.group(1).split()) == set(FONTS)


def test_another_python_is_refused_by_name(tmp_path: Path) -> None:
    result = _make(tmp_path, "setup", python3="case $1 in --version) echo Python 3.13.5;; *) exit 1;; esac")
    assert result.returncode != 0
    assert "Python 3.13.5" in result.stderr
    assert "CPython 3.11" in result.stderr
    assert "make setup PYTHON=/path/to/python3.11" in result.stderr


def test_missing_system_packages_are_named_to_a_user_who_may_not_install(tmp_path: Path) -> None:
    result = _make(
        tmp_path, "system", python3="echo /usr/bin/python3", apt_get="exit 9", id="echo 1000", sudo="exit 1"
    )
    assert result.returncode != 0
    assert "sudo apt-get install --no-install-recommends fonts-noto-cjk" in result.stderr
    assert "python3.11" not in result.stderr


def test_missing_system_packages_are_installed_for_root(tmp_path: Path) -> None:
    result = _make(
        tmp_path,
        "system",
        python3="echo /usr/bin/python3",
        apt_get="echo apt-get $*",
        id="echo 0",
        env='shift; "$@"',
    )
    assert result.returncode == 0, result.stderr
    assert "apt-get install -yq --no-install-recommends fonts-noto-cjk" in result.stderr
    assert result.stdout == ""


def test_nothing_is_asked_for_where_everything_is_there(tmp_path: Path) -> None:
    result = _make(tmp_path, "system", python3="echo /usr/bin/python3", dpkg_query="echo install ok installed")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def licence(metadata: importlib.metadata.PackageMetadata) -> str:
    """The licence as the package states it: the expression, else the classifiers, else the first line of the text."""
    classifiers = [line for line in metadata.get_all("Classifier") or [] if line.startswith("License ::")]
    first = (metadata.get("License") or "").strip().partition("\n")[0]
    return str(metadata.get("License-Expression") or "; ".join(classifiers) or first)


def _make(folder: Path, target: str, **commands: str) -> subprocess.CompletedProcess[str]:
    """Runs a target in a copy of the Makefile, on a machine that has only these commands."""
    for name in ("Makefile", *LOCKS, "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    there = folder / "bin"
    there.mkdir()
    for tool in TOOLS:
        (there / tool).symlink_to(str(shutil.which(tool)))
    for name, body in commands.items():
        script = there / name.replace("_", "-")
        script.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        script.chmod(0o755)
    environment = {"PATH": str(there), "HOME": os.environ.get("HOME", "/")}
    return subprocess.run(
        ["make", target], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
