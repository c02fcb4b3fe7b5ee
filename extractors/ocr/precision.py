"""In which numbers the networks are run, by what this CPU multiplies fast.

Where the CPU has bfloat16 instructions, bfloat16; else, and where the CPU says nothing, 32-bit floats. Not 8-bit integers:
measured on CPUs without bfloat16 they save a third of the recogniser's work, but lose fields on poor photos.

>>> chosen({"avx2", "amx_bf16"}), chosen({"avx2", "fma"})
(<Precision.BF16: 'bf16'>, <Precision.F32: 'f32'>)
"""

import re
from collections.abc import Set
from enum import StrEnum
from functools import cache
from pathlib import Path

CPUINFO = Path("/proc/cpuinfo")


class Precision(StrEnum):
    BF16 = "bf16"
    F32 = "f32"


def chosen(flags: Set[str]) -> Precision:
    """The fastest precision whose error was measured to be the same."""
    return Precision.BF16 if flags & {"amx_bf16", "avx512_bf16"} else Precision.F32


@cache
def cpu_flags(cpuinfo: Path = CPUINFO) -> frozenset[str]:
    """The feature names that the kernel gives this CPU; empty where it gives none."""
    try:
        text = cpuinfo.read_text(encoding="ascii", errors="replace")
    except OSError:
        return frozenset()
    found = re.search(r"^flags\s*:\s*(.*)$", text, re.MULTILINE)
    return frozenset(found.group(1).split()) if found else frozenset()
