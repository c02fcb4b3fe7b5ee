"""The page's own style sheet, scripts, sign and sample pictures: a fixed set of ours, with nothing from elsewhere.

>>> sorted(name for name in static_files() if not name.startswith("sample_"))
['mark.svg', 'morph.js', 'page.css', 'page.js', 'sending.js']
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from validators.message.samples import FOLDER as SAMPLES

_FOLDER = Path(__file__).parent / "static"
_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".webp": "image/webp"}


@dataclass(frozen=True, slots=True)
class StaticFile:
    """`tag` changes when the content does (an ETag)."""

    content: bytes
    media_type: str
    tag: str


@cache
def static_files() -> Mapping[str, StaticFile]:
    """By name."""
    paths = [*_FOLDER.iterdir(), *SAMPLES.iterdir()]
    return {path.name: _read(path) for path in paths if path.suffix in _KINDS}


def _read(path: Path) -> StaticFile:
    content = path.read_bytes()
    return StaticFile(content, _KINDS[path.suffix], f'"{hashlib.sha256(content).hexdigest()[:16]}"')
