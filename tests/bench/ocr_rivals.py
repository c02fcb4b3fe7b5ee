"""The engines of the OCR bench as processes; the rivals live in an environment of their own under `build/`.

That one is made by pip from the versions below the first time, and again when they change. Both carry their weights, and
neither may fetch anything: the engines run behind a proxy that is not there.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.tree import ROOT

OURS = ("paddleocr", "ours")
RIVALS = ("rapidocr", "faster-paddle")
PINNED = (
    "rapidocr==3.10.0",
    "faster-paddle==1.0.4",
    "onnxruntime==1.31.1",
    "numpy==2.3.5",
    "opencv-python-headless==4.10.0.84",
)
_ENVIRONMENT = ROOT / "build" / "ocr-rivals"
_NOBODY = "http://127.0.0.1:9"


class Unavailable(Exception):
    """Says why an engine cannot take part."""


class Engine:
    """One engine's process, loaded. Raises `Unavailable` where it does not load."""

    def __init__(self, name: str, threads: int) -> None:
        self.name = name
        command = [str(_python_of(name)), str(Path(__file__).with_name("ocr_run.py")), name, str(threads)]
        offline = {"http_proxy": _NOBODY, "https_proxy": _NOBODY}
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), **offline},
        )
        self.told = self._answer()

    def read(self, picture: Path) -> dict[str, Any]:
        """What it found there, its processor and wall seconds, and its peak memory. Raises `Unavailable`."""
        assert self._process.stdin
        print(picture, file=self._process.stdin, flush=True)
        return self._answer()

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise Unavailable(f"{self.name} ended with status {self._process.wait()}")
        answer: dict[str, Any] = json.loads(line)
        return answer


def _python_of(name: str) -> Path:
    return Path(sys.executable) if name in OURS else _rivals_python()


def _rivals_python() -> Path:
    """Of their environment, made where it is missing. Raises `Unavailable`."""
    python, stamp = _ENVIRONMENT / "bin" / "python", _ENVIRONMENT / "pinned.txt"
    if stamp.is_file() and stamp.read_text("utf-8").split() == list(PINNED):
        return python
    pip = [
        str(python),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--only-binary",
        ":all:",
    ]
    try:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(_ENVIRONMENT)], check=True)
        subprocess.run([*pip, *PINNED], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Unavailable("the rivals' packages could not be installed") from error
    stamp.write_text("\n".join(PINNED), "utf-8")
    return python
