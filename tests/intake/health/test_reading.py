"""`claims doctor` before reading: each missing thing is named with the way to get it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.walls import sandbox
from intake.cli.doctor import exit_status, line
from intake.health import Check, all_checks
from intake.health import reading as health
from tests.specimens import sheet


def test_a_missing_package_is_named_and_so_is_a_wrong_version(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.txt"
    lock.write_text("numpy==0.0.1 \\\n    --hash=sha256:00\nno-such-thing==1.0 \\\n    --hash=sha256:00\n")
    check = health.packages_are_locked(lock)
    assert not check.is_ok
    assert "no-such-thing missing" in check.detail
    assert "numpy 2." in check.detail
    assert check.remedy == "Run `make clean setup`."


def test_a_lock_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    assert not health.packages_are_locked(tmp_path / "requirements.txt").is_ok


def test_our_own_lock_is_installed() -> None:
    check = health.packages_are_locked(health.LOCK)
    assert check.is_ok, check.detail


@pytest.mark.parametrize(
    ("installed", "is_ok"),
    [
        ({}, False),
        ({"opencv-contrib-python-headless": "4.10.0.84"}, True),
        ({"opencv-python": "4.10.0.84"}, False),
        ({"opencv-python": "4.10.0.84", "opencv-contrib-python-headless": "4.10.0.84"}, False),
    ],
)
def test_exactly_one_build_of_opencv_may_be_there(installed: dict[str, str], is_ok: bool) -> None:
    assert health.one_opencv(installed).is_ok is is_ok


def test_altered_weights_are_noticed(tmp_path: Path) -> None:
    altered = tmp_path / "PP-OCRv6_small_det" / "inference.onnx"
    altered.parent.mkdir()
    altered.write_bytes(b"not a model")
    check = health.weights_are_right(tmp_path)
    assert not check.is_ok
    assert "PP-OCRv6_small_det/inference.onnx" in check.detail
    assert str(tmp_path) in check.remedy and "make setup" in check.remedy


def test_a_folder_that_is_not_there_cannot_be_written(tmp_path: Path) -> None:
    assert health.folder_is_writable("cache", tmp_path).is_ok
    check = health.folder_is_writable("cache", tmp_path / "none")
    assert not check.is_ok
    assert f"mkdir -p '{tmp_path / 'none'}'" in check.remedy


def test_a_wall_that_cannot_be_put_up_is_named_with_its_remedy() -> None:
    down = [replace(wall, is_up=False, detail="not here") for wall in sandbox.status()]
    checks = health.walls_are_up(down)
    assert [check.is_required for check in checks] == [False, True, False, True]
    assert {check.name.split(":")[0] for check in checks} == {"walls of the decoder", "walls of the reader"}
    assert all(check.remedy and check.detail == "not here" for check in checks)


def test_missing_fonts_are_a_warning_and_no_fault(tmp_path: Path) -> None:
    check = health.fonts_are_there({"fonts-noto-cjk": tmp_path / "none.ttc"})
    assert not check.is_ok
    assert exit_status([check]) == 0
    assert line(check).startswith("warning  fonts: missing: fonts-noto-cjk")


def test_every_font_that_papers_are_drawn_with_is_looked_for() -> None:
    drawn_with = {
        Path(file).parent for file in re.findall(r"/usr/share/fonts/[^\"]+", Path(sheet.__file__).read_text())
    }
    assert drawn_with == {file.parent for file in health.FONTS.values()}


def test_a_fault_is_told_by_the_exit_status() -> None:
    sound = Check("one", True, "there")
    assert exit_status([sound]) == 0
    assert exit_status([sound, Check("two", False, "gone", "Get it.")]) == 3


def test_every_fault_comes_with_a_remedy() -> None:
    checks = all_checks()
    assert len({check.name for check in checks}) == len(checks) >= 9
    assert [check.name for check in checks if not check.is_ok and not check.remedy] == []
