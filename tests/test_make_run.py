"""`make run` and `make stop`: everything comes up, one message comes out, and nothing is left behind."""

import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shell import (
    Started,
    installation,
    is_listening,
    processes_of,
    processor_seconds,
    run,
    started,
)
from tests.tree import ROOT

pytestmark = [pytest.mark.engine, pytest.mark.enable_socket]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return installation(tmp_path_factory.mktemp("var") / "data")


@pytest.fixture(scope="module")
def running(settings: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    """As `make run &` in a script, until its message is out."""
    with started("make -s run", tmp_path_factory.mktemp("said") / "make", settings) as one:
        one.wait_until(lambda: "Stop:" in one.out, 300)
        yield one


def test_stdout_has_the_result_and_nothing_else(running: Started) -> None:
    lines = running.out.splitlines()
    assert "费用清单" in running.out
    assert [line.split()[0] for line in lines if line[:1].isascii() and line[:1].isalpha()] == [
        *("SMS:", "Page:", "Key:", "Stop:"),
    ]
    assert "Drawing a made-up outpatient claim" in running.err and "Ready after" in running.err
    assert "[4/4]" in running.err


def test_the_page_that_is_named_is_there(running: Started) -> None:
    [page] = re.findall(r"Page:  (\S+)", running.out)
    with urllib.request.urlopen(page) as answer:
        assert answer.status == 200


def test_the_key_that_is_named_opens_the_api(running: Started, settings: dict[str, str]) -> None:
    [key] = re.findall(r"ck_\S+", running.out)
    url = f"http://127.0.0.1:{settings['CLAIMS_PORT']}/v1/claims"
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {key}"})
    with urllib.request.urlopen(request) as answer:
        assert b"clm_" in answer.read()


def test_nobody_else_may_look_into_the_data_folder(running: Started, settings: dict[str, str]) -> None:
    data = Path(settings["CLAIMS_DATA"])
    open_to_others = [str(path) for path in [data, *data.rglob("*")] if path.lstat().st_mode & 0o077]
    assert open_to_others == []


def test_a_second_one_on_the_same_data_is_refused(running: Started, settings: dict[str, str]) -> None:
    refused = run("claims serve", ROOT, settings)
    assert refused.returncode == 1
    assert "already works on" in refused.stderr and "claims stop" in refused.stderr


def test_another_one_on_the_same_port_is_refused(
    running: Started, settings: dict[str, str], tmp_path: Path
) -> None:
    refused = run("claims serve", ROOT, {**settings, "CLAIMS_DATA": str(tmp_path / "other")})
    assert refused.returncode == 1
    assert f"Port {settings['CLAIMS_PORT']} on 127.0.0.1 is taken" in refused.stderr


def test_make_stop_ends_everything(running: Started, settings: dict[str, str]) -> None:
    """The last of the tests that share one server."""
    stopped = run("make -s stop", ROOT, settings)
    assert (stopped.returncode, stopped.stdout) == (0, "")
    assert running.process.wait(10) == 0
    assert running.err.rstrip().endswith("everything has stopped")
    assert processes_of(settings) == {} and not is_listening(settings["CLAIMS_PORT"])


def test_a_second_start_is_ready_in_seconds(settings: dict[str, str], tmp_path: Path) -> None:
    """Of a processor: a machine may have other things to do."""
    with started("claims serve", tmp_path / "again", settings) as one:
        one.wait_until(lambda: "Ready after" in one.err, 120)
        ours = [pid for pid, line in processes_of(settings).items() if "bin/claims " in line]
        assert len(ours) >= 3 and sum(map(processor_seconds, ours)) < 12
    assert processes_of(settings) == {}
