"""What one file may cost: bytes, pages, pixels, seconds, memory. The values stand in `limits.toml` beside this file.

>>> limits = Limits.default()
>>> limits.open_seconds < 10
True
>>> limits.with_values(pages=3).pages
3
"""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Each is explained where its value stands, in `limits.toml`."""

    file_bytes: int
    pages: int
    page_pixels: int
    render_pixels: int
    open_seconds: float
    unpack_seconds: float
    decode_seconds: float
    read_seconds: float
    total_seconds: float
    cpu_seconds: float
    start_seconds: float
    memory_bytes: int
    recycle_pages: int
    zip_members: int
    zip_member_bytes: int
    zip_total_bytes: int
    zip_ratio: int
    xml_bytes: int
    xml_depth: int

    @staticmethod
    def default() -> "Limits":
        """The limits we ship."""
        return _shipped()

    def with_values(self, **values: float) -> "Limits":
        """The same limits, some of them changed."""
        return replace(self, **values)  # type: ignore[arg-type]


@cache
def _shipped() -> Limits:
    return Limits(**tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")))
