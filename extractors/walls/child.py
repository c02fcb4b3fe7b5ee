"""The reader child: locks itself, then reads the pages of one file after the other for its parent.

What it gets are plain pixels, text runs and data; a file's own bytes never come here (`extractors.walls.decoder`).

Started by `extractors.walls.isolation`, never by hand. Nothing but the standard library is imported before the walls are
up, so that no thread of a library is born outside them. The OCR engine is loaded by the first page that needs it.

>>> _built("nowhere:Engine")
Traceback (most recent call last):
    ...
extractors.errors.EngineUnavailable: ...
"""

import importlib
import os
import signal
import sys
import traceback
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.errors import EngineUnavailable, RefusedFile, refused
from extractors.limits import Limits
from extractors.walls import sandbox
from extractors.walls.channel import ChannelBroken, Message, receive, receive_bytes, send
from extractors.walls.checks import pixel_bytes

if TYPE_CHECKING:
    from extractors.formats.decoded import PageDamage
    from extractors.ocr import OcrEngine
    from extractors.page import DecodedPage


def main() -> None:
    """Speaks over the pipes that were standard input and output; libraries may chatter on standard error."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    inward, outward = _private_pipes()
    try:
        start = receive(inward)
        limits = Limits(**start["limits"])
        walls = sandbox.lock(
            limits,
            packages=[Path(path) for path in start["packages"]],
            models=Path(start["models"]),
            scratch=Path(start["scratch"]),
        )
        Reader((inward, outward), start["engine"], limits, start["threads"]).serve(walls)
    except ChannelBroken:
        sys.exit(0)


class Reader:
    """Answers each order with exactly one message, after any number of steps and of pages asked for."""

    def __init__(self, ends: tuple[int, int], engine: str, limits: Limits, threads: int | None) -> None:
        self._inward, self._outward = ends
        self._spec = engine
        self._limits = limits
        self._threads = threads
        self._engine: OcrEngine | None = None

    def serve(self, walls: tuple[sandbox.Wall, ...]) -> None:
        importlib.import_module("extractors.read")
        if self._threads is not None:
            importlib.import_module("cv2").setNumThreads(self._threads)
        send(self._outward, {"event": "ready", "walls": [asdict(wall) for wall in walls]})
        while True:
            send(self._outward, self._answer(receive(self._inward)))

    def engine(self) -> "OcrEngine":
        """Built once. Raises `EngineUnavailable`."""
        if self._engine is None:
            self._step("engine loading")
            self._engine = _built(self._spec, self._threads)
            self._step("engine ready")
        return self._engine

    def _answer(self, order: Message) -> Message:
        try:
            if order["order"] == "warm":
                self.engine()
                return {"event": "warm"}
            return self._read(order)
        except EngineUnavailable as error:
            return self._blame(error)
        except RefusedFile as error:
            return {"event": "refused", "code": error.code}
        except MemoryError:
            return {"event": "refused", "code": "unsafe_content"}
        except ChannelBroken:
            raise
        except Exception:  # the door: whatever a file does, the next one is read
            traceback.print_exc()
            return {"event": "refused", "code": "damaged_file", "is_surprise": True}

    def _read(self, order: Message) -> Message:
        from extractors.read import read_file
        from extractors.walls.frames import unpacked_file
        from storage.model.print import prints_to_data
        from storage.model.serial import reading_to_data

        reading = read_file(
            unpacked_file(order["file"], self._pages()),
            name=order["name"],
            file_number=order["file_number"],
            engine=self.engine,
            on_step=self._step,
        )
        prints = prints_to_data(reading.prints)
        return {"event": "reading", "reading": reading_to_data(reading), "prints": prints}

    def _pages(self) -> Iterator["DecodedPage | PageDamage"]:
        """Each when it is wanted. Raises `RefusedFile` where the order is off: nobody waits for its answer."""
        from extractors.walls.frames import unpacked_page

        while True:
            send(self._outward, {"event": "next_page"})
            message = receive(self._inward)
            if message["event"] == "end":
                return
            if message["event"] == "off":
                raise refused("damaged_file")
            size = pixel_bytes(message)
            yield unpacked_page(message, receive_bytes(self._inward, size) if size else None)

    def _blame(self, error: EngineUnavailable) -> Message:
        """An engine that fails on this page but reads a plain one is sound: the page is at fault."""
        if self._engine is not None and _is_sound(self._engine):
            traceback.print_exception(error)
            return {"event": "refused", "code": "damaged_file", "is_surprise": True}
        return {
            "event": "engine_unavailable",
            "code": error.code,
            "message": error.message,
            "remedy": error.remedy,
        }

    def _step(self, step: str) -> None:
        send(self._outward, {"event": "step", "step": step})


def _private_pipes() -> tuple[int, int]:
    """The two pipes under new numbers; what libraries print goes to standard error."""
    inward, outward = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    return inward, outward


def _built(spec: str, threads: int | None = None) -> "OcrEngine":
    module, _, name = spec.partition(":")
    options = {} if threads is None else {"threads": threads}
    try:
        engine: OcrEngine = getattr(importlib.import_module(module), name)(**options)
    except EngineUnavailable:
        raise
    except Exception as error:  # the door to foreign machinery
        raise EngineUnavailable(
            "engine_missing", f"The OCR engine cannot be loaded: {error!r}.", "Run `claims doctor`."
        ) from error
    return engine


def _is_sound(engine: "OcrEngine") -> bool:
    import numpy as np

    try:
        engine.read(np.full((96, 320, 3), 255, np.uint8))
    except EngineUnavailable:
        return False
    return True
