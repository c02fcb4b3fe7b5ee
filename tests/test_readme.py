"""What README and docs/ say is done, is done: every command in them is run, every file they name is there."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors import errors
from intake.cli.on_demand import COMMANDS as EVERY_COMMAND
from storage.model.checklist import ItemState
from tests.shell import installation, run, started
from tests.tree import ROOT

TEXTS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
GUIDE = ROOT / "docs" / "api.md"
"""For integrators: its blocks are scripts, not lines of their own."""
MADE_BY_RUNNING = (
    *("build", "build/claim", "facts.yaml", "var"),
    *("secrets/master.key", "originals", "queue", "logs", "run"),
)
PAPERS = 2
"""Of the made-up claim; each costs a second or two for each command that reads it."""


def _blocks(text: Path) -> list[str]:
    return re.findall(r"^```sh\n(.*?)^```", _read(text), re.MULTILINE | re.DOTALL)


def _commands() -> list[str]:
    blocks = [block for text in TEXTS if text != GUIDE for block in _blocks(text)]
    lines = [line.partition(" #")[0].strip() for block in blocks for line in block.splitlines()]
    return list(dict.fromkeys(line for line in lines if line))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


COMMANDS = _commands()
READING = [line for line in COMMANDS if re.match(r"python |claims (read|check|evaluate)\b", line)]
MAKING = [line for line in COMMANDS if line.startswith("make ")]
SERVING = [
    line
    for line in COMMANDS
    if re.match(r"claims (serve|stop|send|api|worker|keys|quarantine|db|audit)\b", line)
]
TALKING = [line for line in COMMANDS if line not in READING + MAKING + SERVING]


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
    result = run(line, ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    assert len(result.stdout.splitlines()) > 3


@pytest.mark.engine
@pytest.mark.parametrize("line", READING)
def test_a_command_that_reads_papers_does_what_the_readme_says(line: str, folder: Path) -> None:
    result = run(line, folder)
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.strip() or line.startswith("python ")


@pytest.fixture(scope="module")
def server(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The settings of a running one, with a key."""
    place = tmp_path_factory.mktemp("server")
    settings = installation(place / "var")
    assert SERVING[0] == "claims serve"
    with started("claims serve", place / "serve", settings, folder) as one:
        one.wait_until(lambda: "Ready after" in one.err, 120)
        key = run("claims keys create test --scope system", folder, settings).stdout.strip()
        yield {**settings, "CLAIMS_KEY": key, "CLAIMS_URL": f"http://127.0.0.1:{settings['CLAIMS_PORT']}"}


@pytest.mark.engine
@pytest.mark.enable_socket
@pytest.mark.skipif(shutil.which("curl") is None, reason="the guide's examples are written with curl")
def test_the_guide_for_integrators_works_as_it_is_written(server: dict[str, str], folder: Path) -> None:
    for name, paper in zip(("bill.jpg", "fee list.pdf"), (folder / "papers").iterdir(), strict=False):
        shutil.copy(paper, folder / name)
    known = """CLAIM=$(curl -s $API/claims -H "Authorization: Bearer $KEY" | grep -o 'clm_[a-z0-9]*')"""
    script = "\n".join(_blocks(GUIDE)).replace("CLAIM=clm_…", known)
    script = re.sub(r"^KEY=.*$", "KEY=$CLAIMS_KEY; API=$CLAIMS_URL/v1", script, flags=re.MULTILINE)
    told = run(script, folder, server)
    assert told.returncode == 0 and told.stdout.count('"original_id"') == 3, told.stdout + told.stderr
    assert set(re.findall(r'"code": ?"(\w+)"', told.stdout)) <= {"no_message_yet"}


@pytest.mark.engine
@pytest.mark.enable_socket
@pytest.mark.parametrize("line", SERVING[1:])
def test_a_command_around_a_server_does_what_the_docs_say(
    line: str, server: dict[str, str], folder: Path
) -> None:
    """In their order, on one server."""
    result = run(line, folder, server)
    assert result.returncode == 0, result.stdout + result.stderr


def test_make_setup_is_instant_when_nothing_changed() -> None:
    result = run("make setup", ROOT)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


@pytest.mark.parametrize("line", MAKING)
def test_a_make_target_in_the_readme_exists(line: str) -> None:
    result = run(f"{line} --dry-run", ROOT)
    assert result.returncode == 0, result.stderr


def test_make_alone_lists_every_target_there_is() -> None:
    listed = set(re.findall(r"^make (\w+)", run("make", ROOT).stdout, re.MULTILINE))
    assert listed >= {"run", "stop", "setup", "system", "test", "lint", "bench", "evaluate", "lock", "clean"}


def test_evaluate_says_that_its_folder_is_missing() -> None:
    result = run("make evaluate", ROOT)
    assert result.returncode != 0
    assert "make evaluate SAMPLES=/some/folder" in result.stderr


def test_every_command_there_is_has_its_line_in_the_docs() -> None:
    commands = {f"claims {name}" for name in EVERY_COMMAND}
    described = set(re.findall(r"^\| `(claims \w+)", _read(ROOT / "docs" / "commands.md"), re.MULTILINE))
    assert described == commands


def test_every_refusal_and_every_state_is_in_the_docs() -> None:
    text = _read(ROOT / "docs" / "commands.md")
    named = {*errors.REFUSALS, *(state.value for state in ItemState)}
    assert [name for name in sorted(named) if f"`{name}`" not in text] == []


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)
def test_every_file_a_text_names_is_there(text: Path) -> None:
    linked = [text.parent / link for link in re.findall(r"\]\((?!http)([^)#]+)\)", _read(text))]
    spoken = [ROOT / name for name in re.findall(r"`((?:\w+/)+[\w.]*|[\w-]+\.(?:toml|txt|md))`", _read(text))]
    made = {ROOT / name for name in MADE_BY_RUNNING}
    gone = [path for path in {*linked, *spoken} - made if not path.exists()]
    assert gone == []
