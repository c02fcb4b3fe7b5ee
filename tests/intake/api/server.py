"""A true server on a free port of this machine, in a thread, and a client that writes its own bytes."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Self

import uvicorn
from fastapi import FastAPI

from intake.cli.api import OPTIONS


@contextlib.contextmanager
def serving(app: FastAPI) -> Iterator[int]:
    """The port it listens on, until the block ends."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, **OPTIONS))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    until(lambda: server.started)
    try:
        yield int(listening.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(10)


class Wire:
    """One connection."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self.sent = 0

    def head(self, path: str, token: str, *headers: str) -> None:
        lines = [f"POST {path} HTTP/1.1", "Host: here", f"Authorization: Bearer {token}", *headers]
        self.socket.sendall("\r\n".join([*lines, "", ""]).encode())

    def push(self, data: bytes, times: int = 1) -> None:
        """Writes as much of it as the server takes."""
        with contextlib.suppress(OSError):
            for _ in range(times):
                self.socket.sendall(data)
                self.sent += len(data)

    def answer(self) -> bytes:
        """All that the server says before it closes, or a whole response."""
        said = b""
        with contextlib.suppress(OSError):
            while not _is_whole(said) and (more := self.socket.recv(65_536)):
                said += more
        return said

    def close(self) -> None:
        self.socket.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def chunk(data: bytes) -> bytes:
    """Of chunked transfer coding."""
    return b"%x\r\n%s\r\n" % (len(data), data)


def until(is_true: Callable[[], bool], seconds: float = 10.0) -> None:
    """Waits for it; fails when it does not come true."""
    end = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.01)


def _is_whole(said: bytes) -> bool:
    head, found, body = said.partition(b"\r\n\r\n")
    lengths = [
        line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")
    ]
    return bool(found and lengths) and len(body) >= int(lengths[0])
