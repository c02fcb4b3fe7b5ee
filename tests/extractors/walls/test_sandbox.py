"""The walls around the reader child hold, as far as this kernel has them."""

import pytest

from extractors.errors import EngineUnavailable
from extractors.limits import Limits
from extractors.walls import landlock, sandbox
from extractors.walls.isolation import IsolatedReader
from tests.specimens.hostile import picture

FILE_WALL = "files (Landlock)"
CALL_WALL = "system calls (seccomp)"
CALLS = ("socket", "unix socket", "exec", "spawn", "fork", "kill the parent")
FILES = ("read a secret", "list home", "write outside", "write to the project")


@pytest.fixture(scope="module")
def snooped() -> tuple[dict[str, bool], dict[str, str]]:
    """Which walls are up in a child, and what an engine that tries everything got there."""
    with IsolatedReader(Limits.default(), "tests.failures.engines:Snoops") as reader:
        with pytest.raises(EngineUnavailable) as caught:
            reader.read(picture(), name="snoop", file_number=1)
        walls = {wall.name: wall.is_up for wall in reader.walls if wall.process == "reader"}
    return walls, dict(part.split("=") for part in caught.value.message.split(";"))


@pytest.mark.parametrize("attempt", CALLS)
def test_no_socket_no_program_no_signal(attempt: str, snooped: tuple[dict[str, bool], dict[str, str]]) -> None:
    walls, got = snooped
    if not walls[CALL_WALL]:
        pytest.skip("no seccomp here")
    assert got[attempt] == "PermissionError"


@pytest.mark.parametrize("attempt", FILES)
def test_no_file_but_its_own(attempt: str, snooped: tuple[dict[str, bool], dict[str, str]]) -> None:
    walls, got = snooped
    if not walls[FILE_WALL]:
        pytest.skip("no Landlock here")
    assert got[attempt] == "PermissionError"


def test_limits_cannot_be_raised_again(snooped: tuple[dict[str, bool], dict[str, str]]) -> None:
    assert snooped[1]["raise a limit"] != "done"


def test_threads_and_the_scratch_folder_still_work(snooped: tuple[dict[str, bool], dict[str, str]]) -> None:
    assert (snooped[1]["thread"], snooped[1]["scratch"]) == ("done", "done")


def test_every_wall_is_reported(snooped: tuple[dict[str, bool], dict[str, str]]) -> None:
    assert len(snooped[0]) == 6
    assert {wall.name for wall in sandbox.status()} == {FILE_WALL, CALL_WALL}


def test_what_the_machine_promises_is_what_the_child_gets(
    snooped: tuple[dict[str, bool], dict[str, str]],
) -> None:
    for wall in sandbox.status():
        assert snooped[0][wall.name] == wall.is_up


def test_a_wall_that_the_kernel_lacks_is_reported_and_not_fatal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landlock, "abi", lambda: 0)
    walls = [wall for wall in sandbox.status() if wall.name == FILE_WALL]
    assert [wall.process for wall in walls] == ["decoder", "reader"]
    assert all(not wall.is_up and "Landlock" in wall.detail for wall in walls)
