"""Which files a claim's folders hold, and the refusal of paths that cannot be read at all.

>>> refused_path(Path("no-such.jpg"), 10).reason.code
'not_found'
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractors.errors import refused
from storage.model.reading import Reading, ReadingStatus


def expand(paths: Iterable[Path]) -> list[Path]:
    """Folders read recursively, sorted by path, dotfiles skipped; identical bytes count once."""
    seen: set[str] = set()
    kept: list[Path] = []
    for path in (file for given in paths for file in _files(given)):
        digest = _digest(path)
        if digest is None or digest not in seen:
            kept.append(path)
        if digest is not None:
            seen.add(digest)
    return kept


def refused_path(path: Path, file_bytes: int) -> Reading | None:
    """The refused reading of a path that is missing, no plain file, or too large to open; else None."""
    if not path.exists():
        return _refused(path, "not_found")
    if not path.is_file():
        return _refused(path, "unsupported_type")
    if path.stat().st_size > file_bytes:
        return _refused(path, "too_large", _digest(path) or "")
    return None


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for inner in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in inner.relative_to(path).parts)
        if inner.is_file() and not hidden:
            yield inner


def _digest(path: Path) -> str | None:
    if not path.is_file():
        return None
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _refused(path: Path, code: str, digest: str = "") -> Reading:
    return Reading(
        file=str(path),
        sha256=digest,
        media_type="application/octet-stream",
        status=ReadingStatus.REFUSED,
        reason=refused(code).refusal,
    )
