"""The page's own style sheet, scripts and sign: a fixed set, written here, with nothing from elsewhere.

>>> sorted(static_files())
['mark.svg', 'morph.js', 'page.css', 'page.js', 'sending.js']
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "static"
_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class StaticFile:
    """`tag` changes when the content does (an ETag)."""

    content: bytes
    media_type: str
    tag: str


@cache
def static_files() -> Mapping[str, StaticFile]:
    """By name."""
    return {path.name: _read(path) for path in _FOLDER.iterdir() if path.suffix in _KINDS}


def _read(path: Path) -> StaticFile:
    content = path.read_bytes()
    return StaticFile(content, _KINDS[path.suffix], f'"{hashlib.sha256(content).hexdigest()[:16]}"')
