"""Which numbers a CPU gets, by what it says of itself."""

from pathlib import Path

import pytest

from extractors.ocr.precision import Precision, chosen, cpu_flags


@pytest.mark.parametrize(
    ("flags", "precision"),
    [
        ({"avx2", "avx512f", "avx512_bf16"}, Precision.BF16),
        ({"avx2", "avx512f", "amx_bf16", "amx_int8"}, Precision.BF16),
        ({"avx2", "avx512f", "avx512_vnni"}, Precision.F32),
        ({"avx2", "fma"}, Precision.F32),
        ({"avx"}, Precision.F32),
        (set(), Precision.F32),
    ],
)
def test_the_fastest_of_what_it_has(flags: set[str], precision: Precision) -> None:
    assert chosen(flags) is precision


def test_the_flags_of_the_first_processor_count(tmp_path: Path) -> None:
    told = "processor\t: 0\nflags\t\t: fpu sse4_2 avx2\nbugs\t\t: none\n\nprocessor\t: 1\nflags\t\t: fpu\n"
    (tmp_path / "cpuinfo").write_text(told, "ascii")
    assert cpu_flags(tmp_path / "cpuinfo") == {"fpu", "sse4_2", "avx2"}


def test_a_kernel_that_says_nothing_gives_no_flags(tmp_path: Path) -> None:
    (tmp_path / "silent").write_text("processor\t: 0\n", "ascii")
    assert cpu_flags(tmp_path / "silent") == cpu_flags(tmp_path / "missing") == frozenset()
