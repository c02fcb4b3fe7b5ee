"""OCR engines that fail in a named way; the reader child builds them by their name.

>>> Reads().read(np.zeros((9, 9, 3), np.uint8)).lines[0].text
'姓名张悦'
"""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from extractors.errors import EngineUnavailable
from extractors.ocr import OcrResult
from extractors.page import Line, Pixels
from storage.model.extraction import Box


class Reads:
    """Sound and quick: one line, whatever the picture."""

    name = "reads"
    version = "1"

    def read(self, pixels: Pixels) -> OcrResult:
        return _said("姓名张悦")


class Segfaults(Reads):
    def read(self, pixels: Pixels) -> OcrResult:
        ctypes.string_at(0)
        return _said("")


class Aborts(Reads):
    def read(self, pixels: Pixels) -> OcrResult:
        os.abort()


class IsKilled(Reads):
    """Killed outright, as the kernel does where memory is short."""

    def read(self, pixels: Pixels) -> OcrResult:
        os.kill(os.getpid(), signal.SIGKILL)
        return _said("")


class TellsThreads(Reads):
    """Says how many threads it was given, and how many OpenCV and OpenMP take."""

    def __init__(self, threads: int = 2) -> None:
        raise EngineUnavailable("told", f"{threads} {cv2.getNumThreads()} {os.environ['OMP_NUM_THREADS']}", "")


class FindsDecoders(Reads):
    """Trips where the process that it runs in has loaded what decodes customers' files."""

    def read(self, pixels: Pixels) -> OcrResult:
        found = {"pypdfium2", "pikepdf", "pdfplumber", "pi_heif", "ofdkit", "PIL", "extractors.formats.decode"}
        if found & sys.modules.keys():
            raise EngineUnavailable("decoder_found", f"{sorted(found & sys.modules.keys())}", "")
        return _said("姓名张悦")


class Hangs(Reads):
    def read(self, pixels: Pixels) -> OcrResult:
        time.sleep(600)
        return _said("")


class Burns(Reads):
    """Busy for ever."""

    def read(self, pixels: Pixels) -> OcrResult:
        while True:
            pass


class Hogs(Reads):
    """Takes memory until somebody stops it."""

    def read(self, pixels: Pixels) -> OcrResult:
        held = []
        while True:
            held.append(np.ones(16_000_000, np.uint8))
            time.sleep(0.005)


class FailsOnBlack(Reads):
    """Trips over one kind of page; sound otherwise."""

    def read(self, pixels: Pixels) -> OcrResult:
        if pixels[0, 0].max() < 50 and pixels.max() > 50:
            raise EngineUnavailable("engine_failed", "The OCR engine failed.", "Run `claims doctor`.")
        return _said("姓名张悦")


class Broken(Reads):
    def read(self, pixels: Pixels) -> OcrResult:
        raise EngineUnavailable("engine_failed", "The OCR engine failed.", "Run `claims doctor`.")


class DiesLoading(Reads):
    def __init__(self) -> None:
        os.abort()


class LoadsForEver(Reads):
    def __init__(self) -> None:
        time.sleep(600)


class CountsItself(Reads):
    """Reads one page and no second one."""

    pages = 0

    def read(self, pixels: Pixels) -> OcrResult:
        self.pages += 1
        if self.pages > 1:
            os.abort()
        return _said("姓名张悦")


class Babbles(Reads):
    """Captured: writes nonsense to everything that is open."""

    def read(self, pixels: Pixels) -> OcrResult:
        for end in range(3, 64):
            with contextlib.suppress(OSError):
                os.write(end, b"\xff" * 64)
        time.sleep(600)
        return _said("")


class Missing(Reads):
    def __init__(self) -> None:
        raise ImportError("No module named 'paddleocr'")


class Snoops(Reads):
    """Tries what a captured decoder would try, and says what it got as its failure."""

    def read(self, pixels: Pixels) -> OcrResult:
        got = (f"{name}={_outcome(attempt)}" for name, attempt in ATTEMPTS.items())
        raise EngineUnavailable("snooped", ";".join(got), "")


def _start_thread() -> None:
    thread = threading.Thread(target=lambda: None)
    thread.start()
    thread.join()


ATTEMPTS: dict[str, Callable[[], object]] = {
    "socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
    "unix socket": lambda: socket.socket(socket.AF_UNIX, socket.SOCK_STREAM),
    "exec": lambda: os.execv("/bin/true", ["true"]),
    "spawn": lambda: subprocess.run(["/bin/true"], check=True),
    "fork": os.fork,
    "kill the parent": lambda: os.kill(os.getppid(), 0),
    "read a secret": lambda: Path("/etc/passwd").read_bytes(),
    "list home": lambda: list(Path("/").iterdir()),
    "write outside": lambda: Path("/claims-snooped").write_bytes(b"x"),
    "write to the project": lambda: Path(__file__).with_name("snooped").write_bytes(b"x"),
    "raise a limit": lambda: __import__("resource").setrlimit(9, (-1, -1)),
    "thread": _start_thread,
    "scratch": lambda: Path(os.environ["TMPDIR"], "note").write_bytes(b"x"),
}


def _outcome(attempt: Callable[[], object]) -> str:
    try:
        attempt()
    except OSError as error:
        return type(error).__name__
    except ValueError:
        return "ValueError"
    return "done"


def _said(text: str) -> OcrResult:
    return OcrResult((Line(text, Box(0, 0, 100, 20), 0.99),), 0)
