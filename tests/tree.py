"""The project's own files, for the tests that look at all of them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("intake", "workers", "extractors", "validators", "storage")
LEFT_ALONE = {"build", "dist", "var", "__pycache__"}
"""What `.gitignore` names without a leading dot."""


def python_files(*folders: str) -> Iterator[Path]:
    """Every Python file of these folders."""
    for folder in folders:
        yield from (path for path in sorted((ROOT / folder).rglob("*.py")) if not LEFT_ALONE & set(path.parts))


def text_files() -> Iterator[tuple[Path, str]]:
    """Every file that the project carries, with its text; binary ones are left out."""
    for top in top_level():
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file() and not LEFT_ALONE & set(path.parts):
                try:
                    yield path, path.read_text(encoding="utf-8")
                except UnicodeDecodeError:
                    continue


def top_level() -> list[Path]:
    """The first level of the checkout, without what tools leave there."""
    kept = {".ci", ".gitignore", ".editorconfig"}
    return sorted(
        path
        for path in ROOT.iterdir()
        if path.name in kept
        or not (path.name.startswith(".") or path.name in LEFT_ALONE or path.name.endswith(".egg-info"))
    )


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def place(path: Path, line: int | None = None) -> str:
    """Where a reader finds it."""
    return f"{path.relative_to(ROOT)}:{line}" if line else str(path.relative_to(ROOT))
