"""What must be in place before papers can be read: Python, packages, model weights, walls, fonts.

>>> python_is_locked((3, 13, 5)).remedy
'Install CPython 3.11 (Debian 12: python3.11 python3.11-venv), then run `make clean setup`.'
>>> python_is_locked((3, 11, 2)).is_ok
True
"""

import hashlib
import importlib.metadata
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from extractors.ocr import weights
from extractors.walls import sandbox
from extractors.walls.sandbox import Wall
from intake.health.check import Check

LOCK = Path(__file__).resolve().parents[2] / "requirements.txt"
FONTS = {
    "fonts-noto-cjk": Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    "fonts-wqy-zenhei": Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"),
    "fonts-arphic-ukai": Path("/usr/share/fonts/truetype/arphic/ukai.ttc"),
    "fonts-arphic-uming": Path("/usr/share/fonts/truetype/arphic/uming.ttc"),
    "fonts-lxgw-wenkai": Path("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"),
}
_OPENCV = "opencv-contrib-python-headless"
_OPENCV_BUILDS = ("opencv-python", "opencv-contrib-python", "opencv-python-headless", _OPENCV)
_REBUILD = "Run `make clean setup`."
_WALL_REMEDY = {
    "files (Landlock)": "Use Linux 5.13 or later with Landlock switched on, in a container that allows it.",
    "system calls (seccomp)": "Run `make system` for libseccomp2; the kernel needs CONFIG_SECCOMP_FILTER.",
}


def reading_checks() -> list[Check]:
    """Everything that reading needs, in the order in which it is best mended."""
    return [
        python_is_locked(sys.version_info[:3]),
        packages_are_locked(LOCK),
        one_opencv(_installed(_OPENCV_BUILDS)),
        weights_are_right(weights.default_folder()),
        folder_is_writable("cache of the OCR engine", weights.default_folder().parent),
        folder_is_writable("temporary files", Path(tempfile.gettempdir())),
        *walls_are_up(sandbox.status()),
        fonts_are_there(FONTS),
    ]


def python_is_locked(version: tuple[int, ...]) -> Check:
    shown = f"{sys.implementation.name} {'.'.join(map(str, version))}"
    remedy = "Install CPython 3.11 (Debian 12: python3.11 python3.11-venv), then run `make clean setup`."
    is_ok = sys.implementation.name == "cpython" and version[:2] == (3, 11)
    return Check("Python 3.11", is_ok, shown, "" if is_ok else remedy)


def packages_are_locked(lock: Path) -> Check:
    """Every package of the lock is installed, at the locked version."""
    name = "locked packages"
    if not lock.is_file():
        return Check(name, False, f"{lock} is not there", "Run the project from its checkout.")
    locked = locked_versions(lock.read_text(encoding="utf-8"))
    there = _installed(locked)
    wrong = [f"{one} {there.get(one, 'missing')}" for one in locked if there.get(one) != locked[one]]
    if wrong:
        return Check(name, False, ", ".join(wrong), _REBUILD)
    return Check(name, True, f"{len(locked)} as in {lock.name}")


def locked_versions(text: str) -> dict[str, str]:
    """The versions that a lock file pins.

    >>> locked_versions("numpy==2.3.5 \\\\\\n    --hash=sha256:00")
    {'numpy': '2.3.5'}
    """
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", text, flags=re.MULTILINE))


def one_opencv(installed: Mapping[str, str]) -> Check:
    """Two builds of OpenCV write over each other's `cv2`."""
    found = ", ".join(f"{build} {version}" for build, version in installed.items())
    if list(installed) == [_OPENCV]:
        return Check("one OpenCV", True, found)
    return Check("one OpenCV", False, found or "none", _REBUILD)


def weights_are_right(folder: Path) -> Check:
    """Every model file is there and has the SHA-256 it was released with."""
    wrong = [
        f"{model}/{file}"
        for model, files in weights.MODELS.items()
        for file, (_, digest) in files.items()
        if _sha256(folder / model / file) != digest
    ]
    if wrong:
        remedy = f"Run: rm -rf '{folder}' && make setup"
        return Check("model weights", False, f"missing or altered: {', '.join(wrong)}", remedy)
    return Check("model weights", True, f"{len(weights.MODELS)} models in {folder}")


def folder_is_writable(name: str, folder: Path) -> Check:
    if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
        return Check(name, True, f"{folder} is writable")
    return Check(
        name, False, f"{folder} is not a folder we may write", f"Run: mkdir -p '{folder}', as its owner."
    )


def walls_are_up(walls: Iterable[Wall]) -> list[Check]:
    """The walls around the decoder of customers' files and the reader of their pages. Both work without Landlock too,
    but not as safely."""
    return [
        Check(
            f"walls of the {wall.process}: {wall.name}",
            wall.is_up,
            wall.detail or "offered by this kernel",
            "" if wall.is_up else _WALL_REMEDY[wall.name],
            is_required="Landlock" not in wall.name,
        )
        for wall in walls
    ]


def fonts_are_there(fonts: Mapping[str, Path]) -> Check:
    """Only the maker of made-up papers draws with fonts; reading does without."""
    missing = [package for package, file in fonts.items() if not file.is_file()]
    if missing:
        remedy = f"Run `make system` (or: sudo apt-get install {' '.join(missing)})."
        detail = f"missing: {', '.join(missing)}; needed for made-up papers only"
        return Check("fonts", False, detail, remedy, is_required=False)
    return Check("fonts", True, f"{len(fonts)} families for made-up papers", is_required=False)


def _installed(names: Mapping[str, str] | tuple[str, ...]) -> dict[str, str]:
    found = {}
    for name in names:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def _sha256(file: Path) -> str | None:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else None
