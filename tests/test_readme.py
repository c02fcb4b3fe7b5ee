"""What README and docs/ say is done, is done: every command in them is run, every file they name is there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from extractors import errors
from intake.cli.main import app
from storage.model.checklist import ItemState
from tests.tree import ROOT

TEXTS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
PAPERS = 2
"""Of the made-up claim; each costs a second or two for each command that reads it."""


def _commands() -> list[str]:
    blocks = [
        block
        for text in TEXTS
        for block in re.findall(r"^```sh\n(.*?)^```", _read(text), re.MULTILINE | re.DOTALL)
    ]
    lines = [line.partition(" #")[0].strip() for block in blocks for line in block.splitlines()]
    return list(dict.fromkeys(line for line in lines if line))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


COMMANDS = _commands()
READING = [line for line in COMMANDS if re.match(r"python |claims (read|check|evaluate)\b", line)]
MAKING = [line for line in COMMANDS if line.startswith("make ")]
TALKING = [line for line in COMMANDS if line not in READING + MAKING]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the README has it: papers and facts.yaml."""
    folder, drawn = tmp_path_factory.mktemp("claim"), tmp_path_factory.mktemp("drawn")
    subprocess.run([sys.executable, "-m", "tests.specimens", "claim", str(drawn)], cwd=ROOT, check=True)
    (folder / "papers").mkdir()
    for paper in sorted((drawn / "papers").iterdir())[:PAPERS]:
        shutil.copy(paper, folder / "papers")
    shutil.copy(drawn / "facts.yaml", folder)
    return folder


def test_the_readme_shows_commands_of_each_kind() -> None:
    assert {"make run", "make test"} <= set(MAKING)
    assert len(READING) >= 4
    assert all(line.startswith("claims ") for line in TALKING)


@pytest.mark.parametrize("line", TALKING)
def test_a_command_that_needs_no_papers_does_what_the_readme_says(line: str) -> None:
    result = _run(line, ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    assert len(result.stdout.splitlines()) > 3


@pytest.mark.engine
@pytest.mark.parametrize("line", READING)
def test_a_command_that_reads_papers_does_what_the_readme_says(line: str, folder: Path) -> None:
    result = _run(line, folder)
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.strip() or line.startswith("python ")


@pytest.mark.engine
def test_make_run_prints_the_message_and_nothing_else_on_stdout() -> None:
    result = _run("make run", ROOT)
    assert result.returncode == 0, result.stderr
    assert "Drawing a made-up outpatient claim" in result.stderr
    assert "Drawing" not in result.stdout
    assert "短信" in result.stdout


def test_make_setup_is_instant_when_nothing_changed() -> None:
    result = _run("make setup", ROOT)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


@pytest.mark.parametrize("line", MAKING)
def test_a_make_target_in_the_readme_exists(line: str) -> None:
    result = _run(f"{line} --dry-run", ROOT)
    assert result.returncode == 0, result.stderr


def test_make_alone_lists_every_target_there_is() -> None:
    listed = set(re.findall(r"^make (\w+)", _run("make", ROOT).stdout, re.MULTILINE))
    assert listed >= {"run", "setup", "system", "test", "lint", "bench", "evaluate", "lock", "clean"}


def test_evaluate_says_that_its_folder_is_missing() -> None:
    result = _run("make evaluate", ROOT)
    assert result.returncode != 0
    assert "make evaluate SAMPLES=/some/folder" in result.stderr


def test_every_command_there_is_has_its_line_in_the_docs() -> None:
    commands = {f"claims {command.name}" for command in app.registered_commands}
    described = set(re.findall(r"^\| `(claims \w+)", _read(ROOT / "docs" / "commands.md"), re.MULTILINE))
    assert described == commands


def test_every_refusal_and_every_state_is_in_the_docs() -> None:
    text = _read(ROOT / "docs" / "commands.md")
    named = {*errors._WORDS, *(state.value for state in ItemState)}
    assert [name for name in sorted(named) if f"`{name}`" not in text] == []


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)
def test_every_file_a_text_names_is_there(text: Path) -> None:
    linked = [text.parent / link for link in re.findall(r"\]\((?!http)([^)#]+)\)", _read(text))]
    spoken = [ROOT / name for name in re.findall(r"`((?:\w+/)+[\w.]*|[\w-]+\.(?:toml|txt|md))`", _read(text))]
    made = {ROOT / "build", ROOT / "build" / "claim", ROOT / "facts.yaml"}
    gone = [path for path in {*linked, *spoken} - made if not path.exists()]
    assert gone == []


def _run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """As a user would type it, with `.venv/bin` on the path; a make of its own, not a part of ours."""
    kept = {
        name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MFLAGS", "MAKELEVEL"}
    }
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["sh", "-c", line], cwd=folder, env={**kept, "PATH": path}, capture_output=True, text=True, check=False
    )
