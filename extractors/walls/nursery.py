"""The nursery: a locked process with everything loaded that decoding needs, which forks one decoder for each file.

Started by `extractors.walls.nursery_process`, never by hand. It never sees a customer's byte: each decoder gets the two
pipes to the parent, and the nursery closes its own copies. It has one thread, so that a fork is sound, and one decoder at
a time: an order for the next one buries the last.

>>> _function("os.path:basename")("a/b")
'b'
"""

import gc
import importlib
import json
import os
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from extractors.limits import Limits
from extractors.walls import sandbox

_MOST = 65_536


def main() -> None:
    """Speaks over the socket that was standard input."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = _private_socket()
    start = json.loads(control.recv(_MOST))
    limits = Limits(**start["limits"])
    walls = sandbox.lock_nursery([Path(path) for path in start["packages"]])
    preloading = importlib.import_module("extractors.walls.preloading")
    preloading.preload(limits)
    readable = [*map(Path, start["fonts"]), preloading.CHARACTER_MAPS]
    nursery = _Nursery(control, limits, start["decode"], readable)
    gc.collect()
    gc.freeze()
    control.send(json.dumps({"event": "ready", "walls": [asdict(wall) for wall in walls]}).encode())
    nursery.serve()


class _Nursery:
    def __init__(self, control: socket.socket, limits: Limits, decode: str, readable: list[Path]) -> None:
        self._control = control
        self._limits = limits
        self._decode = _function(decode)
        self._live: Callable[..., None] = importlib.import_module("extractors.walls.decoder").live
        self._before = sandbox.Beforehand.made(*readable)
        self._child: int | None = None

    def serve(self) -> None:
        """Until the parent is gone."""
        while True:
            order, ends, _, _ = socket.recv_fds(self._control, _MOST, 2)
            if not order:
                sys.exit(0)
            status = self._bury()
            if order == b"bear":
                self._bear((ends[0], ends[1]))
            else:
                self._control.send(json.dumps({"status": status}).encode())

    def _bear(self, ends: tuple[int, int]) -> None:
        try:
            pid = os.fork()
        except OSError:
            pid = -1
        if pid == 0:
            self._control.close()
            self._live(ends, self._limits, self._decode, self._before)
        for end in ends:
            os.close(end)
        self._child = pid if pid > 0 else None
        self._control.send(json.dumps({"pid": self._child}).encode())

    def _bury(self) -> int | None:
        """How the last decoder ended: the negative number of the signal, or its status. Waits for its end."""
        if self._child is None:
            return None
        _, status = os.waitpid(self._child, 0)
        self._child = None
        return os.waitstatus_to_exitcode(status)


def _private_socket() -> socket.socket:
    """The parent's socket under a new number; standard input and output lead nowhere."""
    control = socket.socket(fileno=os.dup(0))
    nothing = os.open(os.devnull, os.O_RDWR)
    for end in (0, 1):
        os.dup2(nothing, end)
    os.close(nothing)
    return control


def _function(spec: str) -> Any:
    module, _, name = spec.partition(":")
    return getattr(importlib.import_module(module), name)
