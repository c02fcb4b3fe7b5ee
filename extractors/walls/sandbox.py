"""The walls around the processes that read, put up by each itself before it sees anything of a customer's.

Each wall is tried; one that the kernel does not have is reported, not fatal. In order: it dies with its parent, no
core dumps and bounded memory and files (setrlimit(2)), no capabilities, no new privileges (prctl(2)), files by
Landlock, system calls by seccomp. The reader and the nursery may read their packages; a decoder, which stands behind
the nursery's walls already, nothing but fonts and tables of characters, and it may write nothing but its pipe.

>>> all(isinstance(wall.is_up, bool) for wall in status())
True
"""

import contextlib
import ctypes
import importlib
import logging
import os
import resource
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path

from extractors.limits import Limits
from extractors.walls import landlock, syscalls

_PDEATHSIG, _NO_NEW_PRIVS, _GET_SECCOMP = 1, 38, 21
_CAPABILITY_VERSION = 0x20080522
_READS_ANY_FILE = 1 << 1 | 1 << 2
_FILE_BYTES = 16 * 1024 * 1024
_OPEN_FILES = 256
_ADDRESS_ROOM = 2 * 1024**3
_SYSTEM = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/etc/fonts", "/sys/devices/system")
_PROC = (
    "/proc/self",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/stat",
    "/dev/urandom",
    "/dev/random",
    "/dev/zero",
)
FONTS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/share/X11/fonts/Type1",
    "/usr/share/X11/fonts/TTF",
)
"""Where the drawer of PDF looks for a font that the file does not bring."""
_DECODERS_FILES = 24
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wall:
    """One protection: is it up, and if not, why; around which process."""

    name: str
    is_up: bool
    detail: str = ""
    process: str = "reader"


@dataclass(frozen=True, slots=True)
class Beforehand:
    """What a decoder's walls need and it could no longer get: made once by the nursery, behind its own walls.

    `calls` is `syscalls.decoders_filter()`, None where there can be none; `address_bytes` what the nursery itself has.
    """

    readable: tuple[Path, ...]
    calls: bytes | None
    address_bytes: int

    @classmethod
    def made(cls, *readable: Path) -> "Beforehand":
        """With the machine's fonts, and those folders."""
        calls = None
        with contextlib.suppress(OSError, ImportError, AttributeError, ValueError, RuntimeError):
            calls = syscalls.decoders_filter()
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
        return cls((*map(Path, FONTS), *readable), calls, int(pages) * resource.getpagesize())


def lock(limits: Limits, *, packages: Sequence[Path], models: Path, scratch: Path) -> tuple[Wall, ...]:
    """The reader's: every wall the kernel has. `packages` and `models` stay readable, `scratch` writable."""
    _import_seccomp()
    writable = [(scratch, landlock.write()), (Path("/dev/null"), landlock.write())]
    return (
        _tried("dies with its parent", _die_with_parent),
        _tried("bounded memory and files", lambda: _bound(limits)),
        _tried("no capabilities", lambda: _drop_capabilities(_READS_ANY_FILE)),
        _tried("no new privileges", lambda: _prctl(_NO_NEW_PRIVS, 1)),
        _tried("files (Landlock)", lambda: landlock.restrict([*_readable(packages, models), *writable])),
        _tried("system calls (seccomp)", syscalls.load),
    )


def lock_nursery(packages: Sequence[Path]) -> tuple[Wall, ...]:
    """The nursery's: as the reader's, but it may fork, and writes nowhere."""
    _import_seccomp()
    return (
        _tried("dies with its parent", _die_with_parent),
        _tried("no capabilities", lambda: _drop_capabilities(_READS_ANY_FILE)),
        _tried("no new privileges", lambda: _prctl(_NO_NEW_PRIVS, 1)),
        _tried("files (Landlock)", lambda: landlock.restrict(_readable(packages))),
        _tried("system calls (seccomp)", lambda: syscalls.load(may_fork=True)),
    )


def lock_decoder(limits: Limits, before: Beforehand) -> tuple[Wall, ...]:
    """A decoder's, for good."""
    walls = (
        _tried("dies with its parent", _die_with_parent),
        _tried("bounded memory, time and files", lambda: _bound_decoder(limits, before.address_bytes)),
        _tried("no capabilities", lambda: _drop_capabilities(0)),
        _tried("no new privileges", lambda: _prctl(_NO_NEW_PRIVS, 1)),
        _tried(
            "files (Landlock)", lambda: landlock.restrict((path, landlock.READ) for path in before.readable)
        ),
        _tried("system calls (seccomp)", lambda: _load(before.calls)),
    )
    return tuple(replace(wall, process="decoder") for wall in walls)


def tell_missing(walls: Sequence[Wall]) -> None:
    """Loudly: whoever runs this reads customers' files less safely than meant."""
    for wall in walls:
        if not wall.is_up:
            _log.warning("A wall of the %s is missing: %s (%s).", wall.process, wall.name, wall.detail)


def status() -> tuple[Wall, ...]:
    """What this machine can do, without putting anything up: for the decoder and for the reader."""
    offered = (
        _tried("files (Landlock)", _ask_landlock),
        _tried("system calls (seccomp)", _ask_seccomp),
    )
    return tuple(replace(wall, process=process) for process in ("decoder", "reader") for wall in offered)


def _tried(name: str, put_up: Callable[[], object]) -> Wall:
    try:
        put_up()
    except (OSError, ImportError, AttributeError, ValueError, RuntimeError) as error:
        return Wall(name, False, str(error))
    return Wall(name, True)


def _die_with_parent() -> None:
    parent = os.getppid()
    _prctl(_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _bound(limits: Limits) -> None:
    bounds = (
        (resource.RLIMIT_AS, limits.memory_bytes + _ADDRESS_ROOM),
        (resource.RLIMIT_FSIZE, _FILE_BYTES),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    )
    for what, most in bounds:
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


def _bound_decoder(limits: Limits, address_bytes: int) -> None:
    """Memory beyond what the nursery has already, processor time, no file written, few opened."""
    seconds = ceil(limits.cpu_seconds)
    bounds = (
        (resource.RLIMIT_AS, address_bytes + limits.memory_bytes, 0),
        (
            resource.RLIMIT_CPU,
            seconds,
            1,
        ),  # the soft one says so (SIGXCPU), the hard one kills like anything else
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_NOFILE, _DECODERS_FILES, 0),
        (resource.RLIMIT_CORE, 0, 0),
    )
    for what, most, room in bounds:
        hard = resource.getrlimit(what)[1]
        unbound = hard == resource.RLIM_INFINITY
        soft, last = (most, most + room) if unbound else (min(most, hard), min(most + room, hard))
        resource.setrlimit(what, (soft, last))


def _drop_capabilities(kept: int) -> None:
    """All but those. The reading of files whose owner is someone else is kept while there are packages to read."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    held = (ctypes.c_uint32 * 6)()
    libc = ctypes.CDLL(None, use_errno=True)
    _checked(libc.capget(header, held))
    left = (ctypes.c_uint32 * 6)(held[0] & kept, held[1] & kept, 0, 0, 0, 0)
    _checked(libc.capset(header, left))


def _import_seccomp() -> None:
    """It finds its library by starting ldconfig, which Landlock refuses."""
    with contextlib.suppress(ImportError, RuntimeError):
        importlib.import_module("pyseccomp")


def _load(calls: bytes | None) -> None:
    if calls is None:
        raise OSError("no filter of system calls could be made")
    syscalls.load_decoders(calls)


def _readable(packages: Sequence[Path], *more: Path) -> list[tuple[Path, int]]:
    read = [Path(sys.prefix), Path(sys.base_prefix), *packages, *more, *map(Path, _SYSTEM + _PROC)]
    roots = {package.parent for package in packages}
    return [*((path, landlock.READ) for path in read), *((root, landlock.LIST) for root in roots)]


def _ask_landlock() -> None:
    if landlock.abi() == 0:
        raise OSError("this kernel has no Landlock")


def _ask_seccomp() -> None:
    import pyseccomp

    pyseccomp.SyscallFilter(defaction=pyseccomp.ALLOW)
    _prctl(_GET_SECCOMP, 0)


def _prctl(option: int, value: int) -> None:
    _checked(ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0))


def _checked(result: int) -> None:
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
