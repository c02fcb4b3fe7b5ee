"""Landlock by ctypes: from here on this process opens only the paths it was given.

Source: landlock(7); system calls 444 to 446, the rights of ABI 1 to 6. Each kernel gets the rights it knows.
Executing is never granted, so no program can be started even where a system call filter is missing.

>>> rights(1) < rights(3)
True
"""

import ctypes
import os
from collections.abc import Iterable
from pathlib import Path

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_VERSION_FLAG = 1
_PATH_BENEATH = 1
_WRITE_FILE, _READ_FILE, _READ_DIR, _TRUNCATE = 1 << 1, 1 << 2, 1 << 3, 1 << 14
READ = _READ_FILE | _READ_DIR
LIST = _READ_DIR
_FILE_ONLY = _WRITE_FILE | _READ_FILE | _TRUNCATE
_BITS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_NET_BIND_CONNECT = 3
_SCOPE_ABSTRACT_UNIX_AND_SIGNALS = 3


class _Ruleset(ctypes.Structure):
    _fields_ = (("fs", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("access", ctypes.c_uint64), ("parent", ctypes.c_int32))


def abi() -> int:
    """The kernel's Landlock version; 0 where there is none."""
    return max(0, int(_libc().syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION_FLAG))))


def rights(version: int) -> int:
    """Every right over files that this version can withhold."""
    return int((1 << _BITS[min(version, 5)]) - 1)


def restrict(allowed: Iterable[tuple[Path, int]]) -> None:
    """Each path with its rights (`READ`, `LIST` or `write()`); a path that is not there is skipped."""
    version = abi()
    if version == 0:
        raise OSError("this kernel has no Landlock")
    net = _NET_BIND_CONNECT if version >= 4 else 0
    scoped = _SCOPE_ABSTRACT_UNIX_AND_SIGNALS if version >= 6 else 0
    ruleset = _Ruleset(rights(version), net, scoped)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    made = _call(_CREATE, ctypes.byref(ruleset), ctypes.c_size_t(size), ctypes.c_uint32(0))
    try:
        for path, access in allowed:
            _allow(made, path, access & rights(version))
        _call(_RESTRICT, ctypes.c_int(made), ctypes.c_uint32(0))
    finally:
        os.close(made)


def write() -> int:
    """Reading and changing everything beneath a path, but no programs, devices or sockets."""
    devices_and_sockets = 1 << 6 | 1 << 9 | 1 << 11
    return rights(3) & ~(1 | devices_and_sockets)


def _allow(ruleset: int, path: Path, access: int) -> None:
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        beneath = _PathBeneath(access if path.is_dir() else access & _FILE_ONLY, opened)
        _call(
            _ADD, ctypes.c_int(ruleset), ctypes.c_int(_PATH_BENEATH), ctypes.byref(beneath), ctypes.c_uint32(0)
        )
    finally:
        os.close(opened)


def _call(number: int, *arguments: object) -> int:
    result = int(_libc().syscall(number, *arguments))
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
