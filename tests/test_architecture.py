"""The house rules, each as a test that names the file and line that breaks it."""

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tree import PACKAGES, ROOT, parsed, place, python_files, text_files, top_level

MOST_LINES = 300
MOST_FUNCTION_LINES = 40
EMPTY_NAMES = ("util", "utils", "helper", "helpers", "manager", "service", "handler", "processor")
AGREED_TOP_LEVEL = {
    *PACKAGES,
    *("tests", "docs", "pyproject.toml", "requirements.txt", "requirements-dev.txt"),
    *("README.md", "CHANGELOG.md", "LICENSE", "Makefile", ".ci", ".gitignore", ".editorconfig"),
}
REGISTRY_HOSTS = "|".join(
    ("py" + r"pi\.org", "python" + "hosted", "npm" + r"js\.(org|com)", "deb" + r"\.debian\.org")
)
MACHINE_PATHS = r"(?<![\w.])/(work|farm|root|home/\w+)/"
LEFTOVERS = r"\b(TODO|FIXME|XXX|HACK)\b|raise NotImplementedError"

Function = ast.FunctionDef | ast.AsyncFunctionDef


def test_imports_keep_to_the_contracts() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_nouns_and_errors_need_the_standard_library_only() -> None:
    nouns = [*python_files("storage/model"), ROOT / "storage" / "errors.py"]
    foreign = [
        f"{place(path, line)} imports {name}"
        for path in nouns
        for line, name in _imports(path)
        if name.split(".")[0] not in sys.stdlib_module_names
        and not name.startswith(("storage.model", "storage.errors"))
    ]
    assert foreign == []


@pytest.mark.parametrize(
    ("machinery", "files"),
    [
        ({"paddleocr", "paddlex", "onnxruntime"}, {"extractors/ocr/pipeline.py"}),
        ({"openvino"}, {"extractors/ocr/session.py"}),
    ],
)
def test_the_machinery_of_ocr_is_imported_in_its_files_only(machinery: set[str], files: set[str]) -> None:
    importers = {
        place(path)
        for path in python_files(*PACKAGES)
        for _, name in _imports(path)
        if name.split(".")[0] in machinery
    }
    assert importers == files


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_name_means_ours_and_not_a_strangers(name: str) -> None:
    assert Path(str(importlib.import_module(name).__file__)).parent == ROOT / name


def test_no_file_is_longer_than_the_cap() -> None:
    long = {
        place(path): lines
        for path in python_files(*PACKAGES, "tests")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


def test_no_function_is_longer_than_the_cap() -> None:
    long = {
        f"{place(path, function.lineno)} {function.name}": lines
        for path in python_files(*PACKAGES, "tests")
        for function in _functions(path)
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > MOST_FUNCTION_LINES
    }
    assert long == {}


def test_every_module_says_what_it_is() -> None:
    silent = [place(path) for path in python_files(*PACKAGES) if not ast.get_docstring(parsed(path))]
    assert silent == []


def test_names_say_something() -> None:
    empty = [
        f"{place(path)} {name}"
        for path in python_files(*PACKAGES)
        for name in (path.stem, path.parent.name, *_defined_names(path))
        if set(_words(name)) & set(EMPTY_NAMES)
    ]
    assert empty == []


def test_any_exception_is_caught_at_a_door_only() -> None:
    """A door is where foreign machinery or foreign bytes come in; it says so on the same line."""
    caught = [
        place(path, number)
        for path in python_files(*PACKAGES)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"except (Base)?Exception\b|except:", line) and "door" not in line
    ]
    assert caught == []


def test_the_top_level_has_the_agreed_names_only() -> None:
    assert {path.name for path in top_level()} - AGREED_TOP_LEVEL == set()


def test_no_file_names_a_registry_or_a_place_on_one_machine() -> None:
    told = [
        f"{place(path)} {found.group(0)}"
        for path, text in text_files()
        for found in re.finditer(f"{REGISTRY_HOSTS}|{MACHINE_PATHS}", text)
    ]
    assert told == []


def test_nothing_is_left_for_later() -> None:
    left = [
        f"{place(path)} {found.group(0)}"
        for path in python_files(*PACKAGES)
        for found in re.finditer(LEFTOVERS, path.read_text(encoding="utf-8"))
    ]
    assert left == []


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module


def _functions(path: Path) -> Iterator[Function]:
    yield from (node for node in ast.walk(parsed(path)) if isinstance(node, Function))


def _defined_names(path: Path) -> Iterator[str]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, Function | ast.ClassDef):
            yield node.name


def _words(name: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)]
