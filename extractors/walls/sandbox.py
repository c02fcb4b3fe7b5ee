"""The walls around the reader child, put up by itself before it sees a customer's bytes.

Each wall is tried; one that the kernel does not have is reported, not fatal. In order: it dies with its parent, no
core dumps and bounded memory and files (setrlimit(2)), no capabilities, no new privileges (prctl(2)), files by
Landlock, system calls by seccomp.

>>> all(isinstance(wall.is_up, bool) for wall in status())
True
"""

import contextlib
import ctypes
import importlib
import os
import resource
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Wall:
    """One protection: is it up, and if not, why."""

    name: str
    is_up: bool
    detail: str = ""


def lock(limits: Limits, *, packages: Sequence[Path], models: Path, scratch: Path) -> tuple[Wall, ...]:
    """Puts up every wall the kernel has. `packages` and `models` stay readable, `scratch` writable."""
    with contextlib.suppress(ImportError, RuntimeError):
        importlib.import_module(
            "pyseccomp"
        )  # it finds its library by starting ldconfig, which Landlock refuses
    return (
        _tried("dies with its parent", _die_with_parent),
        _tried("bounded memory and files", lambda: _bound(limits)),
        _tried("no capabilities", _drop_capabilities),
        _tried("no new privileges", lambda: _prctl(_NO_NEW_PRIVS, 1)),
        _tried("files (Landlock)", lambda: landlock.restrict(_paths(packages, models, scratch))),
        _tried("system calls (seccomp)", syscalls.load),
    )


def status() -> tuple[Wall, ...]:
    """What this machine can do, without putting anything up."""
    return (
        _tried("files (Landlock)", _ask_landlock),
        _tried("system calls (seccomp)", _ask_seccomp),
    )


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


def _drop_capabilities() -> None:
    """All but the reading of files whose owner is someone else: the installation may be."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    held = (ctypes.c_uint32 * 6)()
    libc = ctypes.CDLL(None, use_errno=True)
    _checked(libc.capget(header, held))
    kept = (ctypes.c_uint32 * 6)(held[0] & _READS_ANY_FILE, held[1] & _READS_ANY_FILE, 0, 0, 0, 0)
    _checked(libc.capset(header, kept))


def _paths(packages: Sequence[Path], models: Path, scratch: Path) -> list[tuple[Path, int]]:
    read = [Path(sys.prefix), Path(sys.base_prefix), *packages, models, *map(Path, _SYSTEM + _PROC)]
    roots = {package.parent for package in packages}
    return [
        *((path, landlock.READ) for path in read),
        *((root, landlock.LIST) for root in roots),
        (scratch, landlock.write()),
        (Path("/dev/null"), landlock.write()),
    ]


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
